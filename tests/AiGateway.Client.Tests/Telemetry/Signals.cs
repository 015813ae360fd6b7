using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using AiGateway.Client.Telemetry;

namespace AiGateway.Client.Tests.Telemetry;

/// <summary>Listens to every span of the gateway and every metric of a gateway that is built from now on, and begins a trace of its own.</summary>
internal sealed class Signals : IDisposable
{
    private readonly ActivityListener _spans;
    private readonly MeterListener _metrics = new();
    private readonly ConcurrentQueue<Activity> _stopped = new();
    private readonly ConcurrentQueue<Measured> _measured = new();

    /// <param name="spans">Whether spans are listened to.</param>
    /// <param name="metrics">Chooses metrics; all of them without it.</param>
    /// <param name="existing">Whether those of gateways that there are already are listened to. Tests before this one may have left many.</param>
    public Signals(bool spans = true, Func<Instrument, bool>? metrics = null, bool existing = false)
    {
        var started = false;
        _spans = new ActivityListener
        {
            ShouldListenTo = source => spans && source.Name == GatewayTelemetry.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _stopped.Enqueue,
        };
        ActivitySource.AddActivityListener(_spans);
        _metrics.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == GatewayTelemetry.SourceName && (started || existing) && (metrics is null || metrics(instrument)))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _metrics.SetMeasurementEventCallback<int>((instrument, value, tags, _) => _measured.Enqueue(new(instrument.Name, value, new(tags.ToArray()))));
        _metrics.SetMeasurementEventCallback<long>((instrument, value, tags, _) => _measured.Enqueue(new(instrument.Name, value, new(tags.ToArray()))));
        _metrics.SetMeasurementEventCallback<double>((instrument, value, tags, _) => _measured.Enqueue(new(instrument.Name, value, new(tags.ToArray()))));
        _metrics.Start();
        started = true;
        Root = new Activity("test").SetIdFormat(ActivityIdFormat.W3C).Start();
    }

    public Activity Root { get; }

    /// <summary>Gets the spans of the test's trace that have ended.</summary>
    public IReadOnlyList<Activity> Spans => [.. _stopped.Where(span => span.TraceId == Root.TraceId)];

    public Activity Request => Spans.Single(span => span.OperationName == GatewayTelemetry.RequestActivity);

    public IReadOnlyList<Activity> Attempts => [.. Spans.Where(span => span.OperationName.StartsWith("chat", StringComparison.Ordinal)).OrderBy(span => span.StartTimeUtc)];

    public IReadOnlyList<Measured> Measurements => [.. _measured];

    public IReadOnlyList<Measured> Of(string instrument) => [.. _measured.Where(measured => measured.Instrument == instrument)];

    public void Observe() => _metrics.RecordObservableInstruments();

    public void Dispose()
    {
        Root.Dispose();
        _metrics.Dispose();
        _spans.Dispose();
    }

    internal sealed record Measured(string Instrument, double Value, Dictionary<string, object?> Tags);
}
