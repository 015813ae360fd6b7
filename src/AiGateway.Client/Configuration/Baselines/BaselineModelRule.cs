namespace AiGateway.Client.Configuration.Baselines;

/// <summary>The models that targets may name.</summary>
internal sealed class BaselineModelRule(IReadOnlyList<string> allowed) : IBaselineRule
{
    public void Check(AiGatewayOptions options, ICollection<string> failures)
    {
        foreach (var (routeName, route) in options.Routes)
        {
            foreach (var (name, target) in route.Targets)
            {
                if (target.Model.Length > 0 && !allowed.Any(pattern => NamePattern.Matches(pattern, target.Model)))
                {
                    failures.Add($"{options.Path}:Routes:{routeName}:Targets:{name}:Model = '{target.Model}' is not allowed by the baseline. " +
                        $"Allowed models: {(allowed.Count == 0 ? "none" : string.Join(", ", allowed))}.");
                }
            }
        }
    }

    public void Apply(AiGatewayOptions options)
    {
        // Without a model a target is refused anyway.
    }
}
