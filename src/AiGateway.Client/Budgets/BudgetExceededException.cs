using AiGateway.Client.Pipeline;
using AiGateway.Client.Quotas;

namespace AiGateway.Client.Budgets;

/// <summary>A budget is used up, or what is left of it is less than the request may cost. Corresponds to HTTP status 403.</summary>
public sealed class BudgetExceededException : GatewayRejectedException
{
    /// <summary>The reason code.</summary>
    public const string ExceededCode = "budget_exceeded";

    internal BudgetExceededException(string message, BudgetRule rule, decimal remaining, decimal needed, DateTimeOffset resetsAt, TimeSpan? retryAfter)
        : base(GatewayStage.Budgets, ExceededCode, message, retryAfter)
    {
        BudgetName = rule.Name;
        PartitionBy = rule.Partition.Name;
        Amount = QuotaUnits.ToDecimal(rule.Unit, rule.Limit);
        Remaining = remaining;
        Needed = needed;
        ResetsAt = resetsAt;
    }

    /// <summary>Gets the name of the budget in the configuration.</summary>
    public string BudgetName { get; }

    /// <summary>Gets by what the budget tells requests apart: the kinds, never whose it is.</summary>
    public string PartitionBy { get; }

    /// <summary>Gets the amount in US dollars.</summary>
    public decimal Amount { get; }

    /// <summary>Gets how much is left, in US dollars.</summary>
    public decimal Remaining { get; }

    /// <summary>Gets how much the request was estimated at, in US dollars.</summary>
    public decimal Needed { get; }

    /// <summary>Gets when the next period begins.</summary>
    public DateTimeOffset ResetsAt { get; }
}
