namespace AiGateway.Client.Routing;

/// <summary>Begins with the target at which the request is likely to cost the least. Targets without a known price come last.</summary>
internal sealed class LowestCostPolicy : IRoutingPolicy
{
    // Answers are mostly short, whatever length a request allows.
    private const int UsualOutputTokens = 500;

    public string Name => "LowestCost";

    public void Order(Span<RouteTarget> targets, in RoutingRequest request) => targets.StableSort(Cost, request);

    private static double Cost(RouteTarget target, in RoutingRequest request) =>
        target.Meter.Estimate(Math.Max(1, request.InputTokens), Math.Min(request.MaxOutputTokens ?? UsualOutputTokens, UsualOutputTokens)) ?? double.MaxValue;
}
