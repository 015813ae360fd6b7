namespace AiGateway.Client.Routing;

/// <summary>Leaves targets of equal priority in the order of their names.</summary>
internal sealed class PriorityPolicy : IRoutingPolicy
{
    public const string PolicyName = "Priority";

    public string Name => PolicyName;

    public void Order(Span<RouteTarget> targets, in RoutingRequest request)
    {
    }
}
