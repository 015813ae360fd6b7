using AiGateway.Client.Resilience;

namespace AiGateway.Client.Routing.Tracing;

/// <summary>Stands for the failure of an attempt where signals are written. Nobody else gets to see it.</summary>
internal sealed class AttemptFailedException(FailureKind kind) : Exception(kind.ToString());
