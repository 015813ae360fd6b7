using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using AiGateway.Client.Telemetry;

namespace AiGateway.Client.Tests.Quotas;

/// <summary>Listens to one instrument.</summary>
internal sealed class Measurements : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<(double Value, string Tags)> _seen = new();

    public Measurements(string instrument)
    {
        _listener.InstrumentPublished = (published, listener) =>
        {
            if (published.Meter.Name == GatewayTelemetry.SourceName && published.Name == instrument)
            {
                listener.EnableMeasurementEvents(published);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, value, tags, _) => Add(value, tags));
        _listener.SetMeasurementEventCallback<double>((_, value, tags, _) => Add(value, tags));
        _listener.Start();
    }

    public IEnumerable<string> Tags => _seen.Select(measurement => measurement.Tags);

    public IEnumerable<double> Values => _seen.Select(measurement => measurement.Value);

    public void Dispose() => _listener.Dispose();

    private void Add(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _seen.Enqueue((value, string.Join(';', tags.ToArray().Select(tag => FormattableString.Invariant($"{tag.Key}={tag.Value}")))));
}
