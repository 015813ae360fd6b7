namespace AiGateway.Client.Routing;

/// <summary>What policies sort with: small spans, in place, stable.</summary>
internal static class TargetOrdering
{
    internal delegate double Key(RouteTarget target, in RoutingRequest request);

    /// <summary>Moves the first targets to the end, so that the one at an index becomes the first.</summary>
    public static void Rotate(this Span<RouteTarget> targets, int first)
    {
        targets[..first].Reverse();
        targets[first..].Reverse();
        targets.Reverse();
    }

    /// <summary>Sorts by a key, lowest first; equal ones keep their order.</summary>
    public static void StableSort(this Span<RouteTarget> targets, Key key, in RoutingRequest request)
    {
        // Keys are read once: they may change while other requests run.
        Span<double> keys = targets.Length <= 32 ? stackalloc double[targets.Length] : new double[targets.Length];
        for (var i = 0; i < targets.Length; i++)
        {
            var (target, value) = (targets[i], key(targets[i], request));
            var j = i;
            for (; j > 0 && keys[j - 1] > value; j--)
            {
                (targets[j], keys[j]) = (targets[j - 1], keys[j - 1]);
            }

            (targets[j], keys[j]) = (target, value);
        }
    }
}
