using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace AiGateway.Client.Tests.Redaction;

/// <summary>Keeps every text of every span and every measurement, whatever their source.</summary>
internal sealed class TelemetryRecorder : IDisposable
{
    /// <summary>The source of spans with content, in tests only.</summary>
    public const string Source = "tests.content";

    private readonly ConcurrentQueue<string> _texts = new();
    private readonly ActivityListener _spans;
    private readonly MeterListener _meters = new();

    public TelemetryRecorder()
    {
        _spans = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Keep,
        };
        ActivitySource.AddActivityListener(_spans);
        _meters.InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument);
        Measure<byte>();
        Measure<short>();
        Measure<int>();
        Measure<long>();
        Measure<float>();
        Measure<double>();
        Measure<decimal>();
        _meters.Start();
    }

    public IEnumerable<string> Texts => _texts;

    public void Clear() => _texts.Clear();

    public void Dispose()
    {
        _spans.Dispose();
        _meters.Dispose();
    }

    private void Measure<T>()
        where T : struct => _meters.SetMeasurementEventCallback<T>((instrument, _, tags, _) =>
        {
            _texts.Enqueue(instrument.Name);
            foreach (var (key, value) in tags)
            {
                _texts.Enqueue($"{key}={value}");
            }
        });

    private void Keep(Activity span)
    {
        _texts.Enqueue($"{span.OperationName} {span.DisplayName} {span.Status} {span.StatusDescription} {span.TraceStateString}");
        KeepAll(span.TagObjects);
        foreach (var (key, value) in span.Baggage)
        {
            _texts.Enqueue($"{key}={value}");
        }

        foreach (var @event in span.Events)
        {
            _texts.Enqueue(@event.Name);
            KeepAll(@event.Tags);
        }

        foreach (var link in span.Links)
        {
            KeepAll(link.Tags ?? []);
        }
    }

    private void KeepAll(IEnumerable<KeyValuePair<string, object?>> tags)
    {
        foreach (var (key, value) in tags)
        {
            _texts.Enqueue($"{key}={(value is System.Collections.IEnumerable list and not string ? string.Join(',', list.Cast<object?>()) : value)}");
        }
    }
}
