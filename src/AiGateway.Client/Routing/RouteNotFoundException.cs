using AiGateway.Client.Pipeline;

namespace AiGateway.Client.Routing;

/// <summary>No route or alias has the name that was asked for.</summary>
public sealed class RouteNotFoundException : GatewayRejectedException
{
    private const int MaxName = 64;

    internal RouteNotFoundException(string route, string known)
        : base(GatewayStage.Entry, "route_not_found", $"There is no route or alias '{Shorten(route)}'. Configured: {known}.") => Route = route;

    /// <summary>Gets the name that was asked for; redacted, where redaction is on.</summary>
    public string Route { get; }

    private static string Shorten(string name) => name.Length <= MaxName ? name : string.Concat(name.AsSpan(0, MaxName), "…");
}
