using AiGateway.Client.Sql.Reports;

namespace Dashboard;

/// <summary>What the ledger says of the month to date.</summary>
internal sealed record CostView
{
    public required CostForecast Forecast { get; init; }

    public required CostTotals Total { get; init; }

    public required IReadOnlyList<BudgetStatus> Budgets { get; init; }

    public required IReadOnlyList<CostRow> Days { get; init; }

    public required IReadOnlyList<CostRow> ByTenant { get; init; }

    public required IReadOnlyList<CostRow> ByModel { get; init; }

    public required IReadOnlyList<CostRow> ByApp { get; init; }

    /// <summary>Gets the budget of everybody together; it is not there before something was spent.</summary>
    public BudgetStatus? Whole => Budgets.FirstOrDefault(budget => budget.PartitionBy.Count == 0);

    public IReadOnlyList<BudgetStatus> Tenants => [.. Budgets.Where(budget => budget.PartitionBy is [var only] && only == CostDimension.Tenant)];

    public static async Task<CostView> ReadAsync(ICostLedger ledger, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var forecast = await ledger.ForecastMonthAsync(cancellationToken: cancellationToken);
        async Task<IReadOnlyList<CostRow>> By(CostDimension dimension) =>
            (await ledger.GetCostsAsync(new CostQuery { From = forecast.PeriodStart, Before = now.AddTicks(10), GroupBy = [dimension] }, cancellationToken)).Rows;

        var tenants = Dearest(await By(CostDimension.Tenant));
        return new CostView
        {
            Forecast = forecast,
            Total = tenants.Aggregate(new CostTotals(), (sum, row) => sum + row.Totals),
            Budgets = await ledger.GetBudgetsAsync(cancellationToken),
            Days = await By(CostDimension.Day),
            ByTenant = tenants,
            ByModel = Dearest(await By(CostDimension.Model)),
            ByApp = Dearest(await By(CostDimension.App)),
        };
    }

    private static IReadOnlyList<CostRow> Dearest(IReadOnlyList<CostRow> rows) => [.. rows.OrderByDescending(row => row.Totals.Cost)];
}
