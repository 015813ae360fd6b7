namespace AiGateway.Client.Routing;

/// <summary>Begins with the target that has been the fastest: to the first token for streams, to the answer for plain calls. Unknown ones are tried first.</summary>
internal sealed class LeastLatencyPolicy : IRoutingPolicy
{
    public string Name => "LeastLatency";

    public void Order(Span<RouteTarget> targets, in RoutingRequest request) => targets.StableSort(Latency, request);

    private static double Latency(RouteTarget target, in RoutingRequest request) =>
        ((request.Streaming ? target.Health.AverageTimeToFirstToken : target.Health.AverageResponseTime) ?? TimeSpan.Zero).Ticks;
}
