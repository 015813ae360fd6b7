using AiGateway.Client.Caching;
using AiGateway.Client.Context;
using AiGateway.Client.Governance;
using AiGateway.Client.Pipeline;
using AiGateway.Client.Redaction;
using AiGateway.Client.Routing;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Configuration;

/// <summary>Finds out, stage by stage, what would be done with one request. It reads counts and changes none.</summary>
internal sealed class GatewayPlanner(GovernanceEngine? governance, RedactionEngine? redaction, CachingStage? cache, GatewayLimits limits, RouteTable routes, Route route)
{
    private IReadOnlyList<PlannedPolicy> _policies = [];

    public async Task<GatewayPlan> PlanAsync(IEnumerable<ChatMessage> messages, GatewayContext context, CancellationToken cancellationToken)
    {
        if (governance is not null)
        {
            _policies = governance.InForce(context);
            if (await governance.PreviewAsync(messages, context.Options, cancellationToken).ConfigureAwait(false) is not { } governed)
            {
                return Refused(context, GatewayStage.Governance, context.Decisions[^1].ReasonCode);
            }

            messages = governed;
        }

        var options = context.Options;
        try
        {
            if (redaction is not null)
            {
                var redacted = await redaction.RedactAsync(messages, options, cancellationToken).ConfigureAwait(false);
                (messages, options) = (redacted.Messages, redacted.Options as GatewayChatOptions ?? options);
            }
        }
        catch (RedactionRejectedException refused)
        {
            return Refused(context, GatewayStage.Redaction, refused.ReasonCode);
        }

        return await PlanTargetsAsync([.. messages], options, context, cancellationToken).ConfigureAwait(false);
    }

    private async Task<GatewayPlan> PlanTargetsAsync(IReadOnlyList<ChatMessage> messages, GatewayChatOptions options, GatewayContext context, CancellationToken cancellationToken)
    {
        var excluded = new List<PlannedTarget>();
        var targets = TargetSelector.Select(route, options, messages, streaming: false, excluded);
        var size = limits.Estimate(options, targets, messages);
        var planned = await limits.PlanAsync(options, routes, targets, messages, cancellationToken).ConfigureAwait(false);
        var cached = cache?.Preview(messages, options) ?? GatewayCacheResult.None;
        var priced = targets.Select(target => new PlannedTarget(target, null) { EstimatedCost = target.EstimateCost(size.InputTokens, size.OutputTokens) });
        return new GatewayPlan(route.Name, route.Policy.Name, [.. priced], excluded, context.Decisions)
        {
            Policies = _policies,
            Redactions = context.Redactions,
            Cache = cached,
            Limits = planned.Limits,
            Refusal = cached.Status is CacheStatus.Hit or CacheStatus.Stale ? null : planned.Refusal,
            EstimatedInputTokens = size.InputTokens,
            EstimatedOutputTokens = size.OutputTokens,
        };
    }

    private GatewayPlan Refused(GatewayContext context, GatewayStage stage, string reasonCode) => new(route.Name, route.Policy.Name, [], [], context.Decisions)
    {
        Policies = _policies,
        Redactions = context.Redactions,
        Refusal = new PlannedRefusal(stage, reasonCode),
    };
}
