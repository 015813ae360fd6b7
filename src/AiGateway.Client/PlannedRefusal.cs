using AiGateway.Client.Pipeline;

namespace AiGateway.Client;

/// <summary>Where a request would be refused.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="ReasonCode">The code that the caller would get.</param>
public sealed record PlannedRefusal(GatewayStage Stage, string ReasonCode);
