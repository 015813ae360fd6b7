using System.Diagnostics;
using AiGateway.Client.Context;
using AiGateway.Client.Resilience;
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
            PipelineLog.RequestCompleted(settings.Logger, new RequestSummary(result, settings.Telemetry));
        }

        RequestMetrics.Record(settings.Instruments, result);
        if (activity is not null)
        {
            Close(activity, result, settings.Telemetry);
        }
    }

    /// <summary>Finds what went wrong at the last attempt of a failed request.</summary>
    public static ProviderFailure? LastFailure(GatewayResult result) =>
        result.Outcome is GatewayOutcome.Failed && result.Attempts.Count > 0 ? result.Attempts[^1].Failure : null;

    private static void Close(Activity activity, GatewayResult result, TelemetryOptions options)
    {
        activity.SetTag(GatewayTelemetry.RequestIdTag, result.RequestId);
        activity.SetTag(GatewayTelemetry.RouteTag, result.Route);
        activity.SetTag(GatewayTelemetry.TargetTag, result.Target);
        activity.SetTag(GatewayTelemetry.AttemptCountTag, result.Attempts.Count);
        activity.SetTag(GatewayTelemetry.OutcomeTag, result.Outcome.ToString());
        activity.SetTag(GatewayTelemetry.CostTag, (double)result.Cost);
        activity.SetTag(GatewayTelemetry.UsageStatusTag, result.UsageStatus.ToString());
        activity.SetTag(GatewayTelemetry.SavedCostTag, result.SavedCost > 0 ? (double)result.SavedCost : null);
        activity.SetTag(GatewayTelemetry.CacheStatusTag, result.Cache.Status is CacheStatus.None ? null : result.Cache.Status.ToString());
        activity.SetTag(GatewayTelemetry.CacheBypassTag, result.Cache.Status is CacheStatus.Bypass ? result.Cache.Reason.ToString() : null);
        activity.SetTag(GatewayTelemetry.OverheadTag, result.Overhead.TotalSeconds);
        activity.SetTag(GatewayTelemetry.FailureKindTag, LastFailure(result)?.Kind.ToString());
        activity.SetTag(GatewayTelemetry.ConfigurationVersionTag, result.ConfigurationVersion);
        activity.SetTag(GatewayTelemetry.TenantTag, options.Tenant is CallerSignals.None ? null : result.Caller.Tenant);
        activity.SetTag(GatewayTelemetry.UserTag, options.User is CallerSignals.None ? null : result.Caller.User);
        activity.SetStatus(result.Outcome is GatewayOutcome.Failed ? ActivityStatusCode.Error : ActivityStatusCode.Unset);
        activity.Dispose();
    }
}
