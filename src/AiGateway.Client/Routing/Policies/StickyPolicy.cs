namespace AiGateway.Client.Routing;

/// <summary>Keeps a caller at the same target while it is healthy, which keeps the provider's prompt cache warm.</summary>
/// <remarks>Rendezvous hashing: when a target comes or goes, only its own callers move. The weights are respected.</remarks>
internal sealed class StickyPolicy : IRoutingPolicy
{
    public string Name => "Sticky";

    public void Order(Span<RouteTarget> targets, in RoutingRequest request) => targets.StableSort(Score, request);

    // -weight / ln(hash) is the score of weighted rendezvous hashing; the lowest first here, so without the sign.
    private static double Score(RouteTarget target, in RoutingRequest request)
    {
        var hash = CallerHash.Of(request.Caller, target.Name, target.Key);
        return target.Weight == 0 ? double.MaxValue : -Math.Log(CallerHash.ToFraction(hash) + double.Epsilon) / target.Weight;
    }
}
