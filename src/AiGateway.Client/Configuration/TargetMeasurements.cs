using System.Diagnostics.Metrics;
using AiGateway.Client.Resilience;
using AiGateway.Client.Routing;
using AiGateway.Client.Telemetry;

namespace AiGateway.Client.Configuration;

/// <summary>Measures the targets of the configuration in use.</summary>
internal static class TargetMeasurements
{
    private static readonly TargetState[] AllStates = Enum.GetValues<TargetState>();

    /// <summary>Gives 1 for the state that a target is in, and 0 for the others, so that a series never vanishes when the state changes.</summary>
    public static IEnumerable<Measurement<int>> States(RouteTable routes, long now)
    {
        foreach (var (route, target) in Targets(routes))
        {
            var present = target.State(now);
            foreach (var state in AllStates)
            {
                yield return new Measurement<int>(state == present ? 1 : 0, [.. Tags(route, target), new(GatewayTelemetry.TargetStateTag, state.ToString())]);
            }
        }
    }

    public static IEnumerable<Measurement<int>> InFlight(RouteTable routes) =>
        Targets(routes).Select(static place => new Measurement<int>(place.Target.Health.InFlight, Tags(place.Route, place.Target)));

    private static IEnumerable<(Route Route, RouteTarget Target)> Targets(RouteTable routes) =>
        routes.Routes.SelectMany(static route => route.Targets.Select(target => (route, target)));

    private static KeyValuePair<string, object?>[] Tags(Route route, RouteTarget target)
    {
        KeyValuePair<string, object?>[] tags =
        [
            new(GatewayTelemetry.RouteTag, route.Name), new(GatewayTelemetry.TargetTag, target.Name),
            new(GatewayTelemetry.ProviderTag, target.Provider), new(GatewayTelemetry.ModelTag, target.Model),
        ];
        return target.Key is { } key ? [.. tags, new(GatewayTelemetry.KeyTag, key)] : tags;
    }
}
