using AiGateway.Client.Context;

namespace AiGateway.Client.Budgets;

/// <summary>A threshold of a budget that was passed.</summary>
public sealed class BudgetThreshold
{
    internal BudgetThreshold(BudgetRule rule, decimal percentage, decimal spent, DateTimeOffset resetsAt, GatewayCaller caller)
    {
        BudgetName = rule.Name;
        PartitionBy = rule.Partition.Name;
        Amount = Quotas.QuotaUnits.ToDecimal(rule.Unit, rule.Limit);
        Percentage = percentage;
        Spent = spent;
        ResetsAt = resetsAt;
        Caller = caller;
    }

    /// <summary>Gets the name of the budget in the configuration.</summary>
    public string BudgetName { get; }

    /// <summary>Gets by what the budget tells requests apart.</summary>
    public string PartitionBy { get; }

    /// <summary>Gets the amount of the budget in US dollars.</summary>
    public decimal Amount { get; }

    /// <summary>Gets the threshold in percent of the amount.</summary>
    public decimal Percentage { get; }

    /// <summary>Gets how much is spent, in US dollars.</summary>
    public decimal Spent { get; }

    /// <summary>Gets when the next period begins.</summary>
    public DateTimeOffset ResetsAt { get; }

    /// <summary>Gets the caller whose request passed the threshold. Personal: keep it out of logs.</summary>
    public GatewayCaller Caller { get; }

    /// <summary>Names the budget and the threshold.</summary>
    /// <returns>Both, without the caller.</returns>
    public override string ToString() => FormattableString.Invariant($"{BudgetName}: {Percentage} %");
}
