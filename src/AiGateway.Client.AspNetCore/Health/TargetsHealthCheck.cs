using AiGateway.Client.Resilience;
using AiGateway.Client.Routing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AiGateway.Client.AspNetCore.Health;

/// <summary>Looks at what requests have found out about the targets. Asks no provider.</summary>
internal sealed class TargetsHealthCheck(IAiGateway gateway) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        Dictionary<string, object> data = new(StringComparer.Ordinal) { ["configurationVersion"] = gateway.ConfigurationVersion };
        var (down, degraded) = (0, 0);
        foreach (var route in gateway.Routes)
        {
            if (Find(route) is { } targets)
            {
                var serving = targets.Count(CanServe);
                down += serving == 0 ? 1 : 0;
                degraded += serving < targets.Count ? 1 : 0;
                data[route] = targets.Select(Describe).ToArray();
            }
        }

        return Task.FromResult(Report(context, down, degraded, data));
    }

    private static HealthCheckResult Report(HealthCheckContext context, int down, int degraded, IReadOnlyDictionary<string, object> data) => (down, degraded) switch
    {
        (0, 0) => HealthCheckResult.Healthy("Every target takes requests.", data),
        (0, _) => HealthCheckResult.Degraded($"{degraded} route(s) have a target that takes no requests.", data: data),
        _ => new HealthCheckResult(context.Registration.FailureStatus, $"{down} route(s) have no target that takes requests.", data: data),
    };

    // A reload may take a route away between two looks.
    private IReadOnlyList<TargetHealth>? Find(string route)
    {
        try
        {
            return gateway.GetHealth(route);
        }
        catch (RouteNotFoundException)
        {
            return null;
        }
    }

    // A busy target works; one that is half open waits for a request to show that it has recovered, and an instance that is left out gets none.
    private static bool CanServe(TargetHealth target) => target.State is TargetState.Available or TargetState.Busy or TargetState.HalfOpen;

    private static string Describe(TargetHealth target) => $"{target.Provider}, {target.Model}: {target.State}";
}
