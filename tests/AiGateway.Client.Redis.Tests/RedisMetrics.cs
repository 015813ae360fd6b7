using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace AiGateway.Client.Redis.Tests;

/// <summary>Makes the meter of one gateway, and adds up what it counts.</summary>
internal sealed class RedisMetrics : IMeterFactory
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<(string Instrument, string Tags), double> _sums = new();
    private readonly ConcurrentBag<Meter> _meters = [];

    public RedisMetrics()
    {
        _listener.InstrumentPublished = (published, listener) =>
        {
            if (published.Meter.Scope == this)
            {
                listener.EnableMeasurementEvents(published);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => _sums[(instrument.Name, Text(tags))] = value);
        _listener.Start();
    }

    public Meter Create(MeterOptions options)
    {
        options.Scope = this;
        var meter = new Meter(options);
        _meters.Add(meter);
        return meter;
    }

    /// <summary>Gets what a counter has counted, or a gauge shows, over all tags or for those with a value.</summary>
    public double Of(string instrument, string tag = "")
    {
        _listener.RecordObservableInstruments();
        return _sums.Where(sum => sum.Key.Instrument == instrument && sum.Key.Tags.Contains(tag, StringComparison.Ordinal)).Sum(sum => sum.Value);
    }

    public void Dispose()
    {
        _listener.Dispose();
        foreach (var meter in _meters)
        {
            meter.Dispose();
        }
    }

    private static string Text(ReadOnlySpan<KeyValuePair<string, object?>> tags) => string.Join(';', tags.ToArray().Select(tag => FormattableString.Invariant($"{tag.Key}={tag.Value}")));

    private void Add(Instrument instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _sums.AddOrUpdate((instrument.Name, Text(tags)), value, (_, sum) => sum + value);
}
