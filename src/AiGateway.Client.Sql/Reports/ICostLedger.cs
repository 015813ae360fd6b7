namespace AiGateway.Client.Sql.Reports;

/// <summary>Answers what was spent, by whom and on what, from a ledger. What still waits to be written is not in it.</summary>
public interface ICostLedger
{
    /// <summary>Adds up costs.</summary>
    /// <param name="query">Which, and by what to tell them apart.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The costs.</returns>
    /// <exception cref="ArgumentException">The time range is empty, or the query filters by day.</exception>
    Task<CostReport> GetCostsAsync(CostQuery query, CancellationToken cancellationToken = default);

    /// <summary>Tells how far the configured budgets are used in their present periods, those that will be exceeded first.</summary>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>A status for each partition that has spent something.</returns>
    Task<IReadOnlyList<BudgetStatus>> GetBudgetsAsync(CancellationToken cancellationToken = default);

    /// <summary>Foretells what the present calendar month will have cost at its end.</summary>
    /// <param name="timeZone">Whose calendar; <see langword="null"/> for UTC.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The forecast.</returns>
    Task<CostForecast> ForecastMonthAsync(TimeZoneInfo? timeZone = null, CancellationToken cancellationToken = default);
}
