using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace AiGateway.Client.Telemetry;

/// <summary>The gateway's instruments. With no listener each costs one check.</summary>
internal sealed class GatewayInstruments : IDisposable
{
    public static readonly ActivitySource ActivitySource = new(GatewayTelemetry.SourceName);

    private readonly Meter _meter;
    private readonly bool _ownsMeter;

    public GatewayInstruments(IMeterFactory? meterFactory)
    {
        _ownsMeter = meterFactory is null;
        _meter = meterFactory?.Create(GatewayTelemetry.SourceName) ?? new Meter(GatewayTelemetry.SourceName);
        RequestDuration = _meter.CreateHistogram<double>(GatewayTelemetry.RequestDuration, "s", "Duration of a logical request.");
        Attempts = _meter.CreateCounter<long>(GatewayTelemetry.Attempts, "{attempt}", "Attempts at targets.");
        Redactions = _meter.CreateCounter<long>(GatewayTelemetry.Redactions, "{value}", "Sensitive values in requests and answers.");
        Reloads = _meter.CreateCounter<long>(GatewayTelemetry.Reloads, "{reload}", "Configuration reloads.");
    }

    public Histogram<double> RequestDuration { get; }

    public Counter<long> Attempts { get; }

    public Counter<long> Redactions { get; }

    public Counter<long> Reloads { get; }

    public void Dispose()
    {
        // A factory disposes the meters that it made.
        if (_ownsMeter)
        {
            _meter.Dispose();
        }
    }
}
