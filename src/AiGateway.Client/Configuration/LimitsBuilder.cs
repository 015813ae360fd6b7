using AiGateway.Client.Budgets;
using AiGateway.Client.Quotas;
using AiGateway.Client.RateLimiting;

namespace AiGateway.Client.Configuration;

/// <summary>Makes the limits of a validated configuration. What they count is kept elsewhere and survives it.</summary>
internal sealed class LimitsBuilder(LimitServices services, LimitQueues queues, IEnumerable<IBudgetListener> listeners)
{
    private readonly IBudgetListener[] _listeners = [.. listeners];

    public GatewayLimits Build(AiGatewayOptions options)
    {
        List<LimitRule> rates = [.. options.RateLimits.SelectMany(limit => RateLimitRule.Create(limit.Key, limit.Value, services))];
        List<LimitRule> budgets = [.. options.Budgets.Select(budget => BudgetRule.Create(budget.Key, budget.Value, services, _listeners))];
        LimitSet? Create(IEnumerable<LimitRule> rules) => rules.Any() ? new LimitSet([.. rules], services, options.QuotaLeaseTime) : null;
        return new GatewayLimits(
            services,
            Create(rates.Where(static rule => !rule.Partition.IsByTarget)), Create(budgets.Where(static rule => !rule.Partition.IsByTarget)),
            Create(rates.Concat(budgets).Where(static rule => rule.Partition.IsByTarget)), new RateLimitQueue(queues, services));
    }
}
