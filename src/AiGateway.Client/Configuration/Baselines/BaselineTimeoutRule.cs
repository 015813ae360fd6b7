using AiGateway.Client.Routing;

namespace AiGateway.Client.Configuration.Baselines;

/// <summary>The longest that one kind of time limit may be.</summary>
internal sealed class BaselineTimeoutRule(TimeLimit limit, TimeSpan longest) : IBaselineRule
{
    public void Check(AiGatewayOptions options, ICollection<string> failures)
    {
        foreach (var (name, route) in options.Routes)
        {
            if (route.Timeouts.Configured(limit) is { } configured && Exceeds(configured))
            {
                failures.Add($"{options.Path}:Routes:{name}:Timeouts:{limit} = '{configured}'{(configured == TimeSpan.Zero ? " (no limit)" : "")} is longer than the baseline allows: {longest}.");
            }
        }
    }

    public void Apply(AiGatewayOptions options)
    {
        foreach (var route in options.Routes.Values)
        {
            if (Exceeds(route.Timeouts[limit]))
            {
                route.Timeouts.Set(limit, longest);
            }
        }
    }

    private bool Exceeds(TimeSpan value) => value == TimeSpan.Zero || value > longest;
}
