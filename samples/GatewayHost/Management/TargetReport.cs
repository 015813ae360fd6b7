using AiGateway.Client.Resilience;

namespace GatewayHost.Management;

/// <summary>The state of one target. <c>Excluded</c> says why it serves no ordinary request, where that is so.</summary>
internal sealed record TargetReport(string Target, string? Key, string Provider, string Model, TargetState State, string? Excluded);
