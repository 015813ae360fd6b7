using System.Diagnostics;

namespace AiGateway.Client.Gateways;

/// <summary>What was measured of one leg at one number of connections, over all rounds.</summary>
internal sealed class Samples
{
    private readonly List<double> _whole = [];
    private readonly List<double> _first = [];
    private bool _sorted;

    public int Count => _whole.Count;

    public TimeSpan Elapsed { get; private set; }

    public TimeSpan Processor { get; private set; }

    public double PerSecond => Count / Elapsed.TotalSeconds;

    /// <summary>Gets the processor time of the process for one request, in microseconds.</summary>
    public double ProcessorMicroseconds => Processor.TotalMicroseconds / Count;

    /// <summary>The time to the whole answer that this share of the requests stayed below, in microseconds.</summary>
    public double Whole(double share) => Quantile(_whole, share);

    /// <summary>The time to the first part of the answer, in microseconds.</summary>
    public double First(double share) => Quantile(_first, share);

    public void Add(IEnumerable<(long Start, long First, long End)> times, TimeSpan elapsed, TimeSpan processor)
    {
        foreach (var (start, first, end) in times)
        {
            _whole.Add(Stopwatch.GetElapsedTime(start, end).TotalMicroseconds);
            _first.Add(Stopwatch.GetElapsedTime(start, first).TotalMicroseconds);
        }

        Elapsed += elapsed;
        Processor += processor;
        _sorted = false;
    }

    private double Quantile(List<double> values, double share)
    {
        if (!_sorted)
        {
            _whole.Sort();
            _first.Sort();
            _sorted = true;
        }

        return values[(int)Math.Min(values.Count - 1, Math.Floor(share * values.Count))];
    }
}
