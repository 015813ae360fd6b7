using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace AiGateway.Client.Benchmarks;

/// <summary>Listens to every span and metric of a name, as an exporter would, and does nothing with them.</summary>
internal sealed class Listeners : IDisposable
{
    private readonly ActivityListener _spans;
    private readonly MeterListener _metrics;

    public Listeners(params string[] names)
    {
        _spans = new ActivityListener
        {
            ShouldListenTo = source => names.Contains(source.Name),
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        _metrics = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (names.Contains(instrument.Meter.Name)) listener.EnableMeasurementEvents(instrument);
            },
        };
        ActivitySource.AddActivityListener(_spans);
        _metrics.Start();
    }

    public void Dispose()
    {
        _spans.Dispose();
        _metrics.Dispose();
    }
}
