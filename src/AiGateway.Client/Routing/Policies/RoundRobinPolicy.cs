namespace AiGateway.Client.Routing;

/// <summary>Begins with another target at every request.</summary>
internal sealed class RoundRobinPolicy : IRoutingPolicy
{
    public string Name => "RoundRobin";

    public void Order(Span<RouteTarget> targets, in RoutingRequest request) => targets.Rotate((int)(request.Sequence % targets.Length));
}
