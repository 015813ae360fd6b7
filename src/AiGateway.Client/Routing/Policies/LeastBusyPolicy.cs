namespace AiGateway.Client.Routing;

/// <summary>Begins with the target that has the fewest attempts under way for its weight.</summary>
internal sealed class LeastBusyPolicy : IRoutingPolicy
{
    public string Name => "LeastBusy";

    public void Order(Span<RouteTarget> targets, in RoutingRequest request)
    {
        // Equally busy ones take turns.
        targets.Rotate((int)(request.Sequence % targets.Length));
        targets.StableSort(static (RouteTarget target, in RoutingRequest _) => target.Health.InFlight / (double)Math.Max(1, target.Weight), request);
    }
}
