namespace AiGateway.Client.Routing;

/// <summary>Draws the first target at random, in proportion to the weights, then the second from the rest, and so on.</summary>
internal sealed class WeightedPolicy : IRoutingPolicy
{
    public string Name => "Weighted";

    public void Order(Span<RouteTarget> targets, in RoutingRequest request)
    {
        var random = request.Random;
        for (var i = 0; i < targets.Length - 1; i++)
        {
            var rest = targets[i..];
            var chosen = Draw(rest, ref random);
            rest[..(chosen + 1)].Rotate(chosen);
        }
    }

    // What is left of the random number, stretched to the range of the drawn target, decides the next draw.
    private static int Draw(ReadOnlySpan<RouteTarget> targets, ref double random)
    {
        var total = 0L;
        foreach (var target in targets)
        {
            total += target.Weight;
        }

        var point = random * total;
        for (var i = 0; i < targets.Length; i++)
        {
            var weight = targets[i].Weight;
            if (point < weight)
            {
                random = point / weight;
                return i;
            }

            point -= weight;
        }

        return 0;
    }
}
