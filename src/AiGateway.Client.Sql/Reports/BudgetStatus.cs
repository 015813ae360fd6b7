namespace AiGateway.Client.Sql.Reports;

/// <summary>How far one partition of a configured budget is used.</summary>
public sealed record BudgetStatus
{
    /// <summary>Gets the budget's name in the configuration.</summary>
    public required string Budget { get; init; }

    /// <summary>Gets by what the budget is kept.</summary>
    public required IReadOnlyList<CostDimension> PartitionBy { get; init; }

    /// <summary>Gets whose it is, in the order of <see cref="PartitionBy"/>; a budget by user has the tenant before it.</summary>
    public required IReadOnlyList<string?> Partition { get; init; }

    /// <summary>Gets the amount in USD.</summary>
    public decimal Amount { get; init; }

    /// <summary>Gets what was spent in the present period, in USD.</summary>
    public decimal Spent => Forecast.Spent;

    /// <summary>Gets the spent share of the amount.</summary>
    /// <value>1 when it is used up; more when it is exceeded.</value>
    public decimal Used => Spent / Amount;

    /// <summary>Gets what will have been spent at the end of the period.</summary>
    public required CostForecast Forecast { get; init; }
}
