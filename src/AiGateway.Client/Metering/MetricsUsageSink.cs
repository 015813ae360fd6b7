using System.Diagnostics;
using AiGateway.Client.Context;
using AiGateway.Client.Telemetry;

namespace AiGateway.Client.Metering;

/// <summary>Counts cost and metered attempts. It is always there; with no listener it makes no record.</summary>
internal sealed class MetricsUsageSink(GatewayInstruments instruments) : IUsageSink
{
    public bool IsEnabled => instruments.Cost.Enabled || instruments.MeteredAttempts.Enabled;

    public void Record(UsageRecord record)
    {
        var tags = new TagList
        {
            { GatewayTelemetry.RouteTag, record.Route },
            { GatewayTelemetry.TargetTag, record.Target },
            { GatewayTelemetry.ProviderTag, record.Provider },
            { GatewayTelemetry.ModelTag, record.Model },
            { GatewayTelemetry.UsageStatusTag, record.Status.ToString() },
        };
        instruments.AddCaller(ref tags, record.Caller.Tenant, record.Caller.User);
        instruments.MeteredAttempts.Add(1, tags);
        if (record.Status is not UsageStatus.Unpriced)
        {
            instruments.Cost.Add((double)record.Cost, tags);
        }
    }
}
