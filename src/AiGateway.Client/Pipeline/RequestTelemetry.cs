using System.Diagnostics;
using AiGateway.Client.Context;
using AiGateway.Client.Telemetry;
using Microsoft.Extensions.Logging;

namespace AiGateway.Client.Pipeline;

/// <summary>Reports a finished request: one log line, one span, its metrics. No content.</summary>
internal static class RequestTelemetry
{
    public static void Record(EntrySettings settings, Activity? activity, GatewayResult result)
    {
        if (settings.Logger.IsEnabled(LogLevel.Information))
        {
            Log(settings.Logger, result);
        }

        if (settings.Instruments.RequestDuration.Enabled)
        {
            settings.Instruments.RequestDuration.Record(
                result.Duration.TotalSeconds, new(GatewayTelemetry.RouteTag, result.Route), new(GatewayTelemetry.OutcomeTag, result.Outcome.ToString()));
        }

        if (settings.Instruments.Attempts.Enabled)
        {
            Count(settings.Instruments, result);
        }

        if (settings.Instruments.SavedCost.Enabled && result.SavedCost > 0)
        {
            settings.Instruments.SavedCost.Add((double)result.SavedCost, new KeyValuePair<string, object?>(GatewayTelemetry.RouteTag, result.Route));
        }

        if (settings.Instruments.Redactions.Enabled)
        {
            foreach (var (entity, count) in result.Redactions)
            {
                settings.Instruments.Redactions.Add(count, new(GatewayTelemetry.RouteTag, result.Route), new(GatewayTelemetry.EntityTag, entity));
            }
        }

        if (activity is not null)
        {
            Close(activity, result);
        }
    }

    private static void Log(ILogger logger, GatewayResult result) => PipelineLog.RequestCompleted(
        logger, result.RequestId, result.Route, result.Outcome, result.Target, result.Model, result.Attempts.Count, result.Duration.TotalMilliseconds,
        result.Usage?.InputTokenCount, result.Usage?.OutputTokenCount, result.Cost, result.UsageStatus, LastFailure(result)?.Kind);

    private static void Count(GatewayInstruments instruments, GatewayResult result)
    {
        foreach (var attempt in result.Attempts)
        {
            instruments.Attempts.Add(1, new TagList
            {
                { GatewayTelemetry.RouteTag, result.Route },
                { GatewayTelemetry.TargetTag, attempt.Target },
                { GatewayTelemetry.ProviderTag, attempt.Provider },
                { GatewayTelemetry.ModelTag, attempt.Model },
                { GatewayTelemetry.OutcomeTag, attempt.Outcome.ToString() },
                { GatewayTelemetry.FailureKindTag, attempt.Failure?.Kind.ToString() },
            });
        }
    }

    private static void Close(Activity activity, GatewayResult result)
    {
        activity.SetTag(GatewayTelemetry.RequestIdTag, result.RequestId);
        activity.SetTag(GatewayTelemetry.RouteTag, result.Route);
        activity.SetTag(GatewayTelemetry.TargetTag, result.Target);
        activity.SetTag(GatewayTelemetry.OutcomeTag, result.Outcome.ToString());
        activity.SetTag(GatewayTelemetry.CostTag, (double)result.Cost);
        activity.SetTag(GatewayTelemetry.UsageStatusTag, result.UsageStatus.ToString());
        activity.SetTag(GatewayTelemetry.FailureKindTag, LastFailure(result)?.Kind.ToString());
        activity.SetTag(GatewayTelemetry.ConfigurationVersionTag, result.ConfigurationVersion);
        activity.SetStatus(result.Outcome is GatewayOutcome.Failed ? ActivityStatusCode.Error : ActivityStatusCode.Unset);
        activity.Dispose();
    }

    private static Resilience.ProviderFailure? LastFailure(GatewayResult result) =>
        result.Outcome is GatewayOutcome.Failed && result.Attempts.Count > 0 ? result.Attempts[^1].Failure : null;
}
