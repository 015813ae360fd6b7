namespace GatewayHost.Management;

/// <summary>The answer to <c>GET /health</c>.</summary>
internal sealed record HealthReport(string Status, string ConfigurationVersion, IReadOnlyList<RouteHealth> Routes);
