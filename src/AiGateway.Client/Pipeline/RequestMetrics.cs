using System.Diagnostics;
using AiGateway.Client.Context;
using AiGateway.Client.Telemetry;

namespace AiGateway.Client.Pipeline;

/// <summary>Counts a finished request. What nobody listens to costs one check.</summary>
internal static class RequestMetrics
{
    public static void Record(GatewayInstruments instruments, GatewayResult result)
    {
        RecordDuration(instruments, result);
        RecordAttempts(instruments, result);
        RecordLimits(instruments, result);
        if (instruments.SavedCost.Enabled && result.SavedCost > 0)
        {
            var tags = new TagList { { GatewayTelemetry.RouteTag, result.Route } };
            instruments.AddCaller(ref tags, result.Caller.Tenant, result.Caller.User);
            instruments.SavedCost.Add((double)result.SavedCost, tags);
        }

        if (instruments.Redactions.Enabled)
        {
            foreach (var (entity, count) in result.Redactions)
            {
                instruments.Redactions.Add(count, new(GatewayTelemetry.RouteTag, result.Route), new(GatewayTelemetry.EntityTag, entity));
            }
        }
    }

    private static void RecordDuration(GatewayInstruments instruments, GatewayResult result)
    {
        if (!instruments.RequestDuration.Enabled && !instruments.RequestOverhead.Enabled)
        {
            return;
        }

        var tags = new TagList { { GatewayTelemetry.RouteTag, result.Route }, { GatewayTelemetry.OutcomeTag, result.Outcome.ToString() } };
        instruments.RequestOverhead.Record(result.Overhead.TotalSeconds, tags);
        instruments.AddCaller(ref tags, result.Caller.Tenant, result.Caller.User);
        instruments.RequestDuration.Record(result.Duration.TotalSeconds, tags);
    }

    private static void RecordAttempts(GatewayInstruments instruments, GatewayResult result)
    {
        if (!instruments.Attempts.Enabled && !instruments.Fallbacks.Enabled)
        {
            return;
        }

        for (var i = 0; i < result.Attempts.Count; i++)
        {
            var attempt = result.Attempts[i];
            instruments.Attempts.Add(1, new TagList
            {
                { GatewayTelemetry.RouteTag, result.Route },
                { GatewayTelemetry.TargetTag, attempt.Target },
                { GatewayTelemetry.ProviderTag, attempt.Provider },
                { GatewayTelemetry.ModelTag, attempt.Model },
                { GatewayTelemetry.AttemptKindTag, attempt.Kind.ToString() },
                { GatewayTelemetry.OutcomeTag, attempt.Outcome.ToString() },
                { GatewayTelemetry.FailureKindTag, attempt.Failure?.Kind.ToString() },
            });
            if (attempt.Kind is AttemptKind.Fallback)
            {
                CountFallback(instruments, result, i);
            }
        }
    }

    private static void CountFallback(GatewayInstruments instruments, GatewayResult result, int index) => instruments.Fallbacks.Add(
        1, new(GatewayTelemetry.RouteTag, result.Route), new(GatewayTelemetry.TargetTag, result.Attempts[index].Target),
        new(GatewayTelemetry.FailureKindTag, index > 0 ? result.Attempts[index - 1].Failure?.Kind.ToString() : null));

    // Budgets report what is spent themselves, each time something is.
    private static void RecordLimits(GatewayInstruments instruments, GatewayResult result)
    {
        if (!instruments.LimitUsed.Enabled)
        {
            return;
        }

        foreach (var limit in result.Limits)
        {
            if (limit.Unit is not LimitUnit.Usd && limit.Limit > 0)
            {
                instruments.LimitUsed.Record(
                    (double)((limit.Limit - limit.Remaining) / limit.Limit), new(GatewayTelemetry.LimitTag, limit.Name), new(GatewayTelemetry.LimitUnitTag, limit.Unit.ToString()));
            }
        }
    }
}
