namespace AiGateway.Client.Resilience;

/// <summary>Latencies of one kind at one target: a moving average, and the last few for percentiles. To be used under the owner's lock.</summary>
internal sealed class LatencyStatistics
{
    private const double Smoothing = 0.2;
    private const int Capacity = 64;

    private readonly long[] _last = new long[Capacity];
    private double _average;

    public int Count { get; private set; }

    /// <summary>Gets the exponentially weighted moving average.</summary>
    public TimeSpan? Average => Count == 0 ? null : TimeSpan.FromTicks((long)_average);

    public void Add(TimeSpan latency)
    {
        _average = Count == 0 ? latency.Ticks : _average + (Smoothing * (latency.Ticks - _average));
        _last[Count % Capacity] = latency.Ticks;
        Count++;
    }

    /// <summary>Gets a percentile (0 to 1) of the last latencies.</summary>
    public TimeSpan Percentile(double percentile)
    {
        Span<long> sorted = stackalloc long[Capacity];
        sorted = sorted[..Math.Min(Count, Capacity)];
        _last.AsSpan(0, sorted.Length).CopyTo(sorted);
        sorted.Sort();
        return TimeSpan.FromTicks(sorted[Math.Clamp((int)Math.Ceiling(percentile * sorted.Length) - 1, 0, sorted.Length - 1)]);
    }
}
