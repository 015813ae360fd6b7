namespace AiGateway.Client.Caching;

/// <summary>Random numbers for times to live: SplitMix64, without a lock, from a seed that tests choose.</summary>
internal sealed class CacheRandom(ulong seed)
{
    private const ulong Increment = 0x9E3779B97F4A7C15;
    private const double Jitter = 0.1;

    private ulong _state = seed;

    /// <summary>Makes a time up to 10 % shorter or longer.</summary>
    public TimeSpan Vary(TimeSpan time) => time * (1 + Jitter * (2 * Next() - 1));

    private double Next()
    {
        var mixed = Interlocked.Add(ref _state, Increment);
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return ((mixed ^ (mixed >> 31)) >> 11) * (1.0 / (1UL << 53));
    }
}
