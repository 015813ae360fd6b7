using AiGateway.Client.Context;

namespace AiGateway.Client.Routing;

/// <summary>The next attempt of a plan.</summary>
/// <param name="Target">The target.</param>
/// <param name="Index">Its place in the plan.</param>
/// <param name="Probe">Whether the attempt is the probe of an open breaker.</param>
/// <param name="Kind">Why it is made.</param>
internal readonly record struct AttemptStep(RouteTarget Target, int Index, bool Probe, AttemptKind Kind);
