using System.Diagnostics;
using AiGateway.Client.Context;
using AiGateway.Client.Telemetry;
using Microsoft.Extensions.Logging;

namespace AiGateway.Client.Governance;

/// <summary>Tells what policies decide. Names and codes only, never what they looked at.</summary>
internal sealed class PolicyReporter(TimeProvider timeProvider, GatewayInstruments instruments, ILogger logger)
{
    /// <summary>Tells the log that a policy threw or took too long.</summary>
    public void Failed(ActivePolicy policy, GovernanceContext context, Exception exception) =>
        GovernanceLog.PolicyFailed(logger, context.Request.RequestId, policy.Name, context.Phase, exception.GetType().Name, policy.FailMode);

    /// <summary>Tells log, metric and span.</summary>
    public void Announce(GatewayContext request, PolicyDecision decision)
    {
        switch (decision.Verdict)
        {
            case PolicyVerdict.Deny:
                GovernanceLog.PolicyDenied(logger, request.RequestId, decision.Policy, decision.Mode, decision.Phase, decision.ReasonCode);
                break;
            case PolicyVerdict.Flag:
                GovernanceLog.PolicyFlagged(logger, request.RequestId, decision.Policy, decision.Mode, decision.Phase, decision.ReasonCode);
                break;
            default:
                Changed(request, decision);
                break;
        }

        if (instruments.PolicyDecisions.Enabled)
        {
            instruments.PolicyDecisions.Add(1, Tags(decision, new TagList { { GatewayTelemetry.RouteTag, request.Route } }));
        }

        request.Activity?.AddEvent(new ActivityEvent(GatewayTelemetry.PolicyEvent, timeProvider.GetUtcNow(), [.. Tags(decision, default)]));
    }

    private void Changed(GatewayContext request, PolicyDecision decision)
    {
        // The id costs a string, which such frequent decisions are not worth when nobody listens.
        if (logger.IsEnabled(LogLevel.Debug))
        {
            GovernanceLog.PolicyChanged(logger, request.RequestId, decision.Policy, decision.Mode, decision.Phase, decision.ReasonCode);
        }
    }

    private static TagList Tags(PolicyDecision decision, TagList tags)
    {
        tags.Add(GatewayTelemetry.PolicyTag, decision.Policy);
        tags.Add(GatewayTelemetry.PolicyPhaseTag, decision.Phase.ToString());
        tags.Add(GatewayTelemetry.PolicyVerdictTag, decision.Verdict.ToString());
        tags.Add(GatewayTelemetry.PolicyReasonTag, decision.ReasonCode);
        tags.Add(GatewayTelemetry.PolicyModeTag, decision.Mode.ToString());
        return tags;
    }
}
