using System.Data.Common;
using System.Globalization;
using AiGateway.Client.Budgets;
using AiGateway.Client.Configuration;
using AiGateway.Client.Quotas;
using AiGateway.Client.Sql.Writing;
using Microsoft.Extensions.Options;

namespace AiGateway.Client.Sql.Reports;

/// <summary>Reports from a ledger.</summary>
/// <param name="ledger">The ledger.</param>
/// <param name="budgets">The configured budgets, as they are now.</param>
internal sealed class SqlCostLedger(SqlLedger ledger, Func<IDictionary<string, BudgetOptions>> budgets) : ICostLedger
{
    private const string Sums = """
        CAST(COUNT(*) AS BIGINT), CAST(COALESCE(SUM(CASE WHEN u.outcome <> 'Succeeded' THEN 1 ELSE 0 END), 0) AS BIGINT),
        CAST(COALESCE(SUM(CASE WHEN u.status = 'CacheHit' THEN 1 ELSE 0 END), 0) AS BIGINT), CAST(COALESCE(SUM(CASE WHEN u.status = 'Estimated' THEN 1 ELSE 0 END), 0) AS BIGINT),
        CAST(COALESCE(SUM(CASE WHEN u.status = 'Unpriced' THEN 1 ELSE 0 END), 0) AS BIGINT),
        CAST(COALESCE(SUM(u.input_tokens + u.cache_read_tokens + u.cache_write_tokens + u.cache_write_1h_tokens + u.audio_input_tokens), 0) AS BIGINT),
        CAST(COALESCE(SUM(u.output_tokens + u.reasoning_tokens + u.audio_output_tokens), 0) AS BIGINT), CAST(COALESCE(SUM(u.cost_nano), 0) AS BIGINT),
        CAST(COALESCE(SUM(CASE WHEN u.status = 'Estimated' THEN u.cost_nano ELSE 0 END), 0) AS BIGINT), CAST(COALESCE(SUM(u.saved_nano), 0) AS BIGINT)
        """;

    public static SqlCostLedger Create(SqlLedger ledger, IOptionsFactory<AiGatewayOptions> options) => new(ledger, () => options.Create(Options.DefaultName).Budgets);

    public async Task<CostReport> GetCostsAsync(CostQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.From >= query.Before)
        {
            throw new ArgumentException("The time range is empty: From must be earlier than Before.", nameof(query));
        }

        if (query.Where.ContainsKey(CostDimension.Day))
        {
            throw new ArgumentException("Costs are not filtered by day: use From and Before.", nameof(query));
        }

        var statement = new CostStatement(ledger.Database.Dialect, query.From, query.Before);
        foreach (var (dimension, value) in query.Where)
        {
            statement.Where(dimension, value);
        }

        var rows = await ReadAsync(statement, query.GroupBy, query.TimeZone, cancellationToken).ConfigureAwait(false);
        return new CostReport(query, rows, rows.Aggregate(new CostTotals(), static (sum, row) => sum + row.Totals));
    }

    public async Task<IReadOnlyList<BudgetStatus>> GetBudgetsAsync(CancellationToken cancellationToken = default)
    {
        List<BudgetStatus> statuses = [];
        foreach (var (name, budget) in budgets().OrderBy(budget => budget.Key, StringComparer.OrdinalIgnoreCase))
        {
            statuses.AddRange(await GetBudgetAsync(name, budget, cancellationToken).ConfigureAwait(false));
        }

        return [.. statuses.OrderByDescending(status => status.Forecast.Expected / status.Amount)];
    }

    public async Task<CostForecast> ForecastMonthAsync(TimeZoneInfo? timeZone = null, CancellationToken cancellationToken = default)
    {
        var zone = timeZone ?? TimeZoneInfo.Utc;
        var forecasts = await ForecastAsync(CalendarPeriod.Month, zone, [], withCopies: true, cancellationToken).ConfigureAwait(false);
        return forecasts.Count > 0 ? forecasts[0].Forecast : Forecaster(CalendarPeriod.Month, zone).Forecast(new Dictionary<DateOnly, decimal>(), 0);
    }

    private async Task<IReadOnlyList<BudgetStatus>> GetBudgetAsync(string name, BudgetOptions budget, CancellationToken cancellationToken)
    {
        var dimensions = CostDimension.Parse(budget.PartitionBy).ToList();
        if (dimensions.Contains(CostDimension.User) && !dimensions.Contains(CostDimension.Tenant))
        {
            dimensions.Insert(dimensions.IndexOf(CostDimension.User), CostDimension.Tenant);
        }

        // A budget above routing does not pay for copies; one by target pays for everything that is sent there.
        var byTarget = dimensions.Contains(CostDimension.Model) || dimensions.Contains(CostDimension.Provider);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(budget.TimeZone);
        var forecasts = await ForecastAsync(budget.Period, zone, dimensions, byTarget, cancellationToken).ConfigureAwait(false);
        return [.. forecasts.Where(forecast => forecast.Forecast.Spent > 0).Select(forecast => new BudgetStatus
        {
            Budget = name, PartitionBy = dimensions, Partition = forecast.Keys, Amount = budget.Amount, Forecast = forecast.Forecast,
        })];
    }

    private async Task<IReadOnlyList<(IReadOnlyList<string?> Keys, CostForecast Forecast)>> ForecastAsync(
        CalendarPeriod length, TimeZoneInfo zone, IReadOnlyList<CostDimension> dimensions, bool withCopies, CancellationToken cancellationToken)
    {
        var now = ledger.Time.GetUtcNow();
        var period = QuotaWindow.Calendar(length, zone).PeriodAt(now);
        var forecaster = Forecaster(length, zone);
        var daily = await CostsAsync(forecaster.From, now, [.. dimensions, CostDimension.Day], zone, withCopies, cancellationToken).ConfigureAwait(false);
        var spent = await CostsAsync(period.Start, now, dimensions, zone, withCopies, cancellationToken).ConfigureAwait(false);
        var days = daily.GroupBy(row => Key(row.Keys.SkipLast(1))).ToDictionary(
            group => group.Key, group => group.ToDictionary(row => DateOnly.Parse(row.Keys[^1]!, CultureInfo.InvariantCulture), row => row.Totals.Cost));
        return [.. spent.Where(row => days.ContainsKey(Key(row.Keys))).Select(row => (row.Keys, forecaster.Forecast(days[Key(row.Keys)], row.Totals.Cost)))];
    }

    private Forecaster Forecaster(CalendarPeriod length, TimeZoneInfo zone)
    {
        var now = ledger.Time.GetUtcNow();
        return new Forecaster(zone, QuotaWindow.Calendar(length, zone).PeriodAt(now), now);
    }

    // This very moment is part of what was spent so far.
    private Task<IReadOnlyList<CostRow>> CostsAsync(
        DateTimeOffset from, DateTimeOffset now, IReadOnlyList<CostDimension> groupBy, TimeZoneInfo zone, bool withCopies, CancellationToken cancellationToken)
    {
        var statement = new CostStatement(ledger.Database.Dialect, from, now + TimeSpan.FromMicroseconds(1));
        return ReadAsync(withCopies ? statement : statement.And("u.kind <> 'Shadow'"), groupBy, zone, cancellationToken);
    }

    private async Task<IReadOnlyList<CostRow>> ReadAsync(
        CostStatement statement, IReadOnlyList<CostDimension> groupBy, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var connection = await ledger.Database.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var owned = connection.ConfigureAwait(false);
        var command = statement.Select(connection, Sums, groupBy);
        await using var ownedCommand = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var ownedReader = reader.ConfigureAwait(false);
        var rows = new Dictionary<string, CostRow>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            var keys = groupBy.Select((dimension, place) => ReadKey(reader, place, dimension, zone)).ToArray();
            var totals = ReadTotals(reader, keys.Length);
            rows[Key(keys)] = new CostRow(keys, rows.TryGetValue(Key(keys), out var row) ? row.Totals + totals : totals);
        }

        return [.. rows.OrderBy(row => row.Key, StringComparer.Ordinal).Select(row => row.Value)];
    }

    private static string? ReadKey(DbDataReader reader, int place, CostDimension dimension, TimeZoneInfo zone) =>
        dimension != CostDimension.Day ? (reader.IsDBNull(place) ? null : reader.GetString(place))
        : TimeZoneInfo.ConvertTime(LedgerUnits.ToMoment(reader.GetInt64(place) * CostStatement.Step), zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static CostTotals ReadTotals(DbDataReader reader, int place) => new()
    {
        Attempts = reader.GetInt64(place),
        Unsuccessful = reader.GetInt64(place + 1),
        CacheHits = reader.GetInt64(place + 2),
        Estimated = reader.GetInt64(place + 3),
        Unpriced = reader.GetInt64(place + 4),
        InputTokens = reader.GetInt64(place + 5),
        OutputTokens = reader.GetInt64(place + 6),
        Cost = LedgerUnits.ToUsd(reader.GetInt64(place + 7)),
        EstimatedCost = LedgerUnits.ToUsd(reader.GetInt64(place + 8)),
        SavedCost = LedgerUnits.ToUsd(reader.GetInt64(place + 9)),
    };

    // Nothing comes before everything, and no value can pose as several.
    private static string Key(IEnumerable<string?> keys) => string.Join('\0', keys.Select(key => key is null ? "" : $"\u0001{key}"));
}
