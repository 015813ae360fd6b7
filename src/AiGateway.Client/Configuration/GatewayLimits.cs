using System.Collections.Frozen;
using AiGateway.Client.Budgets;
using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;
using AiGateway.Client.Quotas;
using AiGateway.Client.RateLimiting;
using AiGateway.Client.Routing;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Configuration;

/// <summary>The limits of one configuration: those of the caller are reserved once for a request, those of targets for every attempt.</summary>
internal sealed class GatewayLimits(LimitServices services, LimitSet? rates, LimitSet? budgets, LimitSet? attempts, ILimitQueue queue)
{
    public IAttemptQuota? Attempts { get; } = attempts is null ? null : new AttemptQuota(attempts);

    public IChatClient AddRateLimits(IChatClient inner, RouteTable routes) =>
        rates is null ? inner : new RateLimitChatClient(inner, new LimitGate(rates, Candidates(routes), metered: true, queue));

    public IChatClient AddBudgets(IChatClient inner, RouteTable routes) =>
        budgets is null ? inner : new BudgetChatClient(inner, new LimitGate(budgets, Candidates(routes), metered: true));

    /// <summary>Estimates how large a request and its answer are.</summary>
    public CallEstimate Estimate(GatewayChatOptions options, RouteTarget[] targets, IEnumerable<ChatMessage> messages) =>
        new LimitSizes(services, options.Context!.Route, Array.ConvertAll(targets, static target => target.Identity), messages, options).Expected;

    /// <summary>Reads what limits would say to a request, and which of them would refuse it.</summary>
    public async ValueTask<(IReadOnlyList<PlannedLimit> Limits, PlannedRefusal? Refusal)> PlanAsync(
        GatewayChatOptions options, RouteTable routes, RouteTarget[] targets, IEnumerable<ChatMessage> messages, CancellationToken cancellationToken)
    {
        var candidates = Candidates(routes)(options);
        List<PlannedLimit> rated = rates is null ? [] : await LimitPreview.ReadAsync(rates, options, candidates, messages, null, cancellationToken).ConfigureAwait(false);
        List<PlannedLimit> budgeted = budgets is null ? [] : await LimitPreview.ReadAsync(budgets, options, candidates, messages, null, cancellationToken).ConfigureAwait(false);
        List<PlannedLimit> attempted = [];
        foreach (var target in attempts is null ? [] : targets)
        {
            attempted.AddRange(await LimitPreview.ReadAsync(attempts!, options, [target.Identity], messages, target.Name, cancellationToken).ConfigureAwait(false));
        }

        var refusal = Refusal(rated, GatewayStage.RateLimits, RateLimitExceededException.ExceededCode) ?? Refusal(budgeted, GatewayStage.Budgets, BudgetExceededException.ExceededCode);
        return ([.. rated, .. budgeted, .. attempted], refusal);
    }

    private static PlannedRefusal? Refusal(List<PlannedLimit> limits, GatewayStage stage, string code) =>
        limits.Find(static limit => limit.Outlook is LimitOutlook.Refused) is not { } refusing ? null
        : new PlannedRefusal(stage, refusing.Remaining is null ? QuotaStoreUnavailableException.UnavailableCode : code);

    private static Func<GatewayChatOptions, IReadOnlyList<TargetIdentity>> Candidates(RouteTable routes)
    {
        var targets = routes.Routes.ToFrozenDictionary(
            static route => route.Name, static route => route.Targets.Select(static target => target.Identity).ToArray(), StringComparer.OrdinalIgnoreCase);
        return options => Select(targets[options.Context!.Route], options.Target);
    }

    private static TargetIdentity[] Select(TargetIdentity[] targets, string? name) => name is null ? targets : Named(targets, name);

    private static TargetIdentity[] Named(TargetIdentity[] targets, string name) =>
        Array.FindAll(targets, target => target.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
