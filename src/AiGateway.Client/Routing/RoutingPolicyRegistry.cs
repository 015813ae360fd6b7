namespace AiGateway.Client.Routing;

/// <summary>The routing policies by name: the built-in ones, and those that the application added.</summary>
internal sealed class RoutingPolicyRegistry
{
    private readonly Dictionary<string, IRoutingPolicy> _policies = new(StringComparer.OrdinalIgnoreCase);

    public RoutingPolicyRegistry(IEnumerable<IRoutingPolicy> added)
    {
        // The last of a name wins, so that an application can replace a built-in one.
        foreach (var policy in (IEnumerable<IRoutingPolicy>)
            [new PriorityPolicy(), new WeightedPolicy(), new RoundRobinPolicy(), new LeastBusyPolicy(), new LeastLatencyPolicy(), new StickyPolicy(), new LowestCostPolicy(), .. added])
        {
            _policies[policy.Name] = policy;
        }
    }

    public IEnumerable<string> Names => _policies.Keys;

    public IRoutingPolicy? Find(string name) => _policies.GetValueOrDefault(name);
}
