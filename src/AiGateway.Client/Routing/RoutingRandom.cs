namespace AiGateway.Client.Routing;

/// <summary>Random numbers for routing: SplitMix64, without a lock, from a seed that tests choose.</summary>
internal sealed class RoutingRandom(ulong seed)
{
    private const long Increment = unchecked((long)0x9E3779B97F4A7C15);

    private long _state = unchecked((long)seed);

    /// <summary>Gets a number from 0 (included) to 1 (excluded).</summary>
    public double Next() => CallerHash.ToFraction(CallerHash.Mix(unchecked((ulong)Interlocked.Add(ref _state, Increment))));
}
