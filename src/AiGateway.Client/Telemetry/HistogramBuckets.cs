using System.Diagnostics.Metrics;

namespace AiGateway.Client.Telemetry;

/// <summary>Bounds of buckets. The usual ones are made for milliseconds.</summary>
internal static class HistogramBuckets
{
    /// <summary>Gets bounds for what takes as long as a model: 10 ms to 80 s.</summary>
    public static InstrumentAdvice<double> Seconds { get; } = new() { HistogramBucketBoundaries = Doubling(0.01, 14) };

    /// <summary>Gets bounds for what the gateway does itself: 10 us to 80 ms, and then coarser up to what waiting for a limit takes.</summary>
    public static InstrumentAdvice<double> Overhead { get; } = new() { HistogramBucketBoundaries = [.. Doubling(0.00001, 14), 0.25, 1, 5, 30] };

    /// <summary>Gets bounds for a used share.</summary>
    public static InstrumentAdvice<double> Share { get; } = new() { HistogramBucketBoundaries = [0.1, 0.25, 0.5, 0.75, 0.8, 0.9, 0.95, 1, 1.1, 1.5] };

    private static double[] Doubling(double first, int count) => [.. Enumerable.Range(0, count).Select(power => first * (1 << power))];
}
