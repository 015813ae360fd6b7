namespace GatewayHost.Management;

/// <summary>Whether a route can serve, and the state of its targets.</summary>
internal sealed record RouteHealth(string Route, bool Available, IReadOnlyList<TargetReport> Targets);
