using AiGateway.Client.Sql.Reports;

namespace CostReport;

/// <summary>What the report shows of a month to date.</summary>
internal sealed record MonthReport
{
    public required DateTimeOffset Now { get; init; }

    public required CostForecast Forecast { get; init; }

    public required CostTotals Total { get; init; }

    public required BudgetStatus Company { get; init; }

    public required IReadOnlyList<BudgetStatus> Tenants { get; init; }

    public required IReadOnlyList<CostRow> Days { get; init; }

    public required IReadOnlyList<CostRow> ByTenant { get; init; }

    public required IReadOnlyList<CostRow> ByModel { get; init; }

    public required IReadOnlyList<CostRow> ByApp { get; init; }

    public required IReadOnlyList<CostRow> ByUser { get; init; }

    public static async Task<MonthReport> ReadAsync(ICostLedger ledger, DateTimeOffset now)
    {
        var budgets = await ledger.GetBudgetsAsync();
        var forecast = await ledger.ForecastMonthAsync();
        async Task<AiGateway.Client.Sql.Reports.CostReport> By(params CostDimension[] dimensions) => await ledger.GetCostsAsync(new CostQuery
        {
            From = forecast.PeriodStart,
            Before = now.AddTicks(10),
            GroupBy = dimensions,
        });

        return new MonthReport
        {
            Now = now,
            Forecast = forecast,
            Total = (await By()).Total,
            Company = budgets.Single(budget => budget.Budget == "company-month"),
            Tenants = [.. budgets.Where(budget => budget.Budget == "tenant-month")],
            Days = (await By(CostDimension.Day)).Rows,
            ByTenant = Dearest((await By(CostDimension.Tenant)).Rows),
            ByModel = Dearest((await By(CostDimension.Model)).Rows),
            ByApp = Dearest((await By(CostDimension.App)).Rows),
            ByUser = Dearest((await By(CostDimension.Tenant, CostDimension.User)).Rows),
        };
    }

    private static IReadOnlyList<CostRow> Dearest(IReadOnlyList<CostRow> rows) => [.. rows.OrderByDescending(row => row.Totals.Cost)];
}
