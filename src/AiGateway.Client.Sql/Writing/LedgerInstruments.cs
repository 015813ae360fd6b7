using System.Diagnostics.Metrics;
using AiGateway.Client.Telemetry;

namespace AiGateway.Client.Sql.Writing;

/// <summary>The ledger's instruments.</summary>
internal sealed class LedgerInstruments : IDisposable
{
    private readonly Meter _meter;
    private readonly bool _ownsMeter;

    public LedgerInstruments(IMeterFactory? meterFactory, Func<int> waiting)
    {
        _ownsMeter = meterFactory is null;
        _meter = meterFactory?.Create(GatewayTelemetry.SourceName) ?? new Meter(GatewayTelemetry.SourceName);
        Records = _meter.CreateCounter<long>(GatewayTelemetry.LedgerRecords, "{record}", "Records of usage by what became of them in the ledger.");
        WriteDuration = _meter.CreateHistogram<double>(GatewayTelemetry.LedgerWriteDuration, "s", "How long the ledger took to write a batch, or to fail at it.");
        _meter.CreateObservableGauge(GatewayTelemetry.LedgerQueue, () => waiting(), "{record}", "Records of usage that wait to be written.");
    }

    public Counter<long> Records { get; }

    public Histogram<double> WriteDuration { get; }

    public void Count(long records, string outcome)
    {
        if (records > 0)
        {
            Records.Add(records, new KeyValuePair<string, object?>(GatewayTelemetry.OutcomeTag, outcome));
        }
    }

    public void Dispose()
    {
        if (_ownsMeter)
        {
            _meter.Dispose();
        }
    }
}
