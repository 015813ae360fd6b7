using AiGateway.Client;
using AiGateway.Client.Context;
using AiGateway.Client.Resilience;
using AiGateway.Client.Routing;

namespace GatewayHost.Management;

/// <summary><c>GET /health</c>: 200 while every route has a target that can serve, else 503. Asks no provider.</summary>
internal sealed class HealthEndpoint(IAiGateway gateway)
{
    public async Task HandleAsync(HttpContext http)
    {
        List<RouteHealth> routes = [];
        foreach (var route in gateway.Routes)
        {
            routes.Add(await CheckAsync(route, http.RequestAborted));
        }

        var healthy = routes.TrueForAll(route => route.Available);
        http.Response.StatusCode = healthy ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        var report = new HealthReport(healthy ? "healthy" : "unhealthy", gateway.ConfigurationVersion, routes);
        await http.Response.WriteAsJsonAsync(report, HostJsonContext.Default.HealthReport, cancellationToken: http.RequestAborted);
    }

    private async Task<RouteHealth> CheckAsync(string route, CancellationToken cancellationToken)
    {
        try
        {
            var plan = await gateway.ExplainAsync([], new GatewayChatOptions { Route = route }, cancellationToken);
            return new RouteHealth(plan.Route, plan.Targets.Any(CanServe), [.. plan.Targets.Concat(plan.Excluded).Select(Report)]);
        }
        catch (NoEligibleTargetException none)
        {
            return new RouteHealth(route, false, [.. none.Targets.Select(Report)]);
        }
    }

    // A busy target works; one that is half open waits for a request to show that it has recovered, and a host that is left out gets none.
    private static bool CanServe(PlannedTarget target) => target.State is TargetState.Available or TargetState.Busy or TargetState.HalfOpen;

    private static TargetReport Report(PlannedTarget target) =>
        new(target.Target, target.Key, target.Provider, target.Model, target.State, target.Excluded);
}
