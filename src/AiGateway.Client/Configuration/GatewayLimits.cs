using System.Collections.Frozen;
using AiGateway.Client.Budgets;
using AiGateway.Client.Context;
using AiGateway.Client.Quotas;
using AiGateway.Client.RateLimiting;
using AiGateway.Client.Routing;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Configuration;

/// <summary>The limits of one configuration: those of the caller are reserved once for a request, those of targets for every attempt.</summary>
internal sealed class GatewayLimits(LimitSet? rates, LimitSet? budgets, LimitSet? attempts, ILimitQueue queue)
{
    public IAttemptQuota? Attempts { get; } = attempts is null ? null : new AttemptQuota(attempts);

    public IChatClient AddRateLimits(IChatClient inner, RouteTable routes) =>
        rates is null ? inner : new RateLimitChatClient(inner, new LimitGate(rates, Candidates(routes), metered: true, queue));

    public IChatClient AddBudgets(IChatClient inner, RouteTable routes) =>
        budgets is null ? inner : new BudgetChatClient(inner, new LimitGate(budgets, Candidates(routes), metered: true));

    private static Func<GatewayChatOptions, IReadOnlyList<TargetIdentity>> Candidates(RouteTable routes)
    {
        var targets = routes.Routes.ToFrozenDictionary(
            static route => route.Name, static route => route.Targets.Select(static target => target.Identity).ToArray(), StringComparer.OrdinalIgnoreCase);
        return options => Select(targets[options.Context!.Route], options.Target);
    }

    private static TargetIdentity[] Select(TargetIdentity[] targets, string? name) =>
        name is null ? targets : Array.FindAll(targets, target => target.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
