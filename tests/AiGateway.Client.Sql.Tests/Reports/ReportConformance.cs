using AiGateway.Client.Budgets;
using AiGateway.Client.Context;
using AiGateway.Client.Metering;
using AiGateway.Client.Quotas;
using AiGateway.Client.Sql;
using AiGateway.Client.Sql.Reports;
using AiGateway.Client.Tests.Servers;
using Microsoft.Extensions.Time.Testing;

namespace AiGateway.Client.Tests.Reports;

/// <summary>What reports say, on every database the same.</summary>
public abstract class ReportConformance
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 18, 12, 0, 0, TimeSpan.Zero));
    private readonly Dictionary<string, BudgetOptions> _budgets = [];
    private TestDatabase _database = null!;
    private SqlLedger _ledger = null!;
    private SqlCostLedger _reports = null!;

    [SetUp]
    public async Task CreateDatabase()
    {
        _database = await CreateAsync();
        _ledger = Ledgers.Create(_database, _time);
        _reports = new SqlCostLedger(_ledger, () => _budgets);
    }

    [TearDown]
    public async Task DropDatabase()
    {
        await _ledger.DisposeAsync();
        await _database.DisposeAsync();
    }

    private protected abstract Task<TestDatabase> CreateAsync();

    [Test]
    public async Task GetCosts_WithoutRecords_IsZero()
    {
        var report = await _reports.GetCostsAsync(March());
        Assert.That(report.Total, Is.EqualTo(new CostTotals()));
        Assert.That(report.Total.EstimatedShare, Is.Zero);
    }

    [Test]
    public async Task GetCosts_ByAnyCombination_RowsAddUpToTheTotal()
    {
        await WriteRandomAsync();
        CostDimension[] all =
        [
            CostDimension.Tenant, CostDimension.User, CostDimension.App, CostDimension.Model, CostDimension.Provider, CostDimension.Route, CostDimension.Target,
            CostDimension.Kind, CostDimension.Outcome, CostDimension.Status, CostDimension.Day, CostDimension.Tag("feature"),
        ];
        var total = (await _reports.GetCostsAsync(March())).Total;
        Assert.That(total.Attempts, Is.EqualTo(300));
        for (var set = 1; set < 1 << all.Length; set += 97)
        {
            var dimensions = all.Where((_, place) => (set & (1 << place)) != 0).ToList();
            var report = await _reports.GetCostsAsync(March(dimensions));
            Assert.That(report.Total, Is.EqualTo(total), string.Join(", ", dimensions));
            Assert.That(report.Rows.Select(row => string.Join('|', row.Keys)), Is.Unique);
        }
    }

    [Test]
    public async Task GetCosts_ByTenantAndTag_IsExactToTheNano()
    {
        _ledger.Record(Of("acme", 0.000000001m, "search"));
        _ledger.Record(Of("acme", 1234567.123456789m, "search"));
        _ledger.Record(Of("acme", 2m, null));
        _ledger.Record(Of(null, 3m, "a.b\"'c"));
        await _ledger.FlushAsync();
        var report = await _reports.GetCostsAsync(March([CostDimension.Tenant, CostDimension.Tag("feature")]));
        Assert.That(report.Rows.Select(row => (row.Keys[0], row.Keys[1], row.Totals.Cost)), Is.EqualTo(new (string?, string?, decimal)[]
        {
            (null, "a.b\"'c", 3m), ("acme", null, 2m), ("acme", "search", 1234567.123456790m),
        }));
        Assert.That((await _reports.GetCostsAsync(March() with { Where = new Dictionary<CostDimension, string?> { [CostDimension.Tag("feature")] = null } })).Total.Cost, Is.EqualTo(2m));
        Assert.That((await _reports.GetCostsAsync(March() with { Where = new Dictionary<CostDimension, string?> { [CostDimension.Tenant] = "acme" } })).Total.Cost, Is.EqualTo(1234569.123456790m));
    }

    [Test]
    public async Task GetCosts_TagNamesOfAnySigns_AreTold()
    {
        string[] names = ["a.b", "with \"quotes\"", "Größe", "$", "'; DROP TABLE aigateway_usage; --"];
        foreach (var name in names)
        {
            _ledger.Record(Ledgers.Record(1) with { Tags = new Dictionary<string, string> { [name] = name } });
        }

        await _ledger.FlushAsync();
        foreach (var name in names)
        {
            var report = await _reports.GetCostsAsync(March([CostDimension.Tag(name)]));
            Assert.That(report.Rows.Select(row => (row.Keys[0], row.Totals.Attempts)), Is.EqualTo(new[] { (null, 4L), ((string?)name, 1L) }));
        }
    }

    [Test]
    public async Task GetCosts_ByDay_BeginsDaysInTheZone()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Kathmandu");
        _ledger.Record(Ledgers.Record(1, new DateTimeOffset(2026, 3, 1, 18, 14, 59, 999, TimeSpan.Zero)));
        _ledger.Record(Ledgers.Record(2, new DateTimeOffset(2026, 3, 1, 18, 15, 0, TimeSpan.Zero)));
        _ledger.Record(Ledgers.Record(4, new DateTimeOffset(2026, 3, 2, 18, 14, 59, TimeSpan.Zero)));
        await _ledger.FlushAsync();
        var report = await _reports.GetCostsAsync(March([CostDimension.Day]) with { TimeZone = zone });
        Assert.That(report.Rows.Select(row => (row.Keys[0], row.Totals.Cost)), Is.EqualTo(new[] { ("2026-03-01", 1m), ("2026-03-02", 6m) }));
    }

    [Test]
    public async Task GetCosts_TimeRange_HasItsStartAndNotItsEnd()
    {
        var query = March();
        _ledger.Record(Ledgers.Record(1, query.From.AddTicks(-1)));
        _ledger.Record(Ledgers.Record(2, query.From));
        _ledger.Record(Ledgers.Record(4, query.Before.AddTicks(-1)));
        _ledger.Record(Ledgers.Record(8, query.Before));
        await _ledger.FlushAsync();
        Assert.That((await _reports.GetCostsAsync(query)).Total.Cost, Is.EqualTo(6));
    }

    [Test]
    public async Task GetCosts_SavingsAndQuality_AreCounted()
    {
        _ledger.Record(Ledgers.Record(0) with { Status = UsageStatus.CacheHit, SavedCost = 0.25m, Usage = default });
        _ledger.Record(Ledgers.Record(0) with { Status = UsageStatus.Unpriced, Outcome = GatewayOutcome.Failed });
        _ledger.Record(Ledgers.Record(0.5m) with { Status = UsageStatus.Estimated, Outcome = GatewayOutcome.Cancelled });
        _ledger.Record(Ledgers.Record(1));
        await _ledger.FlushAsync();
        Assert.That((await _reports.GetCostsAsync(March())).Total, Is.EqualTo(new CostTotals
        {
            Attempts = 4,
            Unsuccessful = 2,
            CacheHits = 1,
            Estimated = 1,
            Unpriced = 1,
            InputTokens = 3 * 132,
            OutputTokens = 3 * 75,
            Cost = 1.5m,
            EstimatedCost = 0.5m,
            SavedCost = 0.25m,
        }));
    }

    [Test]
    public void GetCosts_EmptyRange_IsRefused()
    {
        Assert.That(() => _reports.GetCostsAsync(new CostQuery { From = Ledgers.Start, Before = Ledgers.Start }), Throws.ArgumentException);
        Assert.That(() => _reports.GetCostsAsync(March([default])), Throws.ArgumentException);
    }

    [Test]
    public async Task GetBudgets_MonthToDate_IsThatOfEachPartition()
    {
        _budgets["tenant-month"] = new() { PartitionBy = "Tenant", Amount = 10 };
        _budgets["user-day"] = new() { PartitionBy = "User", Amount = 4, Period = CalendarPeriod.Day };
        _ledger.Record(Of("acme", 5m, null, day: 1));
        _ledger.Record(Of("acme", 1m, null, day: 18));
        _ledger.Record(Of("beta", 2m, null, day: 18));
        _ledger.Record(Of("beta", 99m, null, day: 18) with { Kind = AttemptKind.Shadow });
        _ledger.Record(Of("acme", 99m, null) with { Time = new DateTimeOffset(2026, 2, 28, 23, 59, 59, TimeSpan.Zero) });
        await _ledger.FlushAsync();
        var budgets = await _reports.GetBudgetsAsync();
        Assert.That(budgets.Select(status => (status.Budget, string.Join('/', status.Partition), status.Spent)), Is.EquivalentTo(new[]
        {
            ("tenant-month", "acme", 6m), ("tenant-month", "beta", 2m), ("user-day", "acme/u", 1m), ("user-day", "beta/u", 2m),
        }));
        Assert.That(budgets.Single(status => status is { Budget: "tenant-month", Partition: ["acme"] }).Used, Is.EqualTo(0.6m));
        Assert.That(budgets.Select(status => status.Forecast.Expected / status.Amount), Is.Ordered.Descending);
    }

    [Test]
    public async Task ForecastMonth_LittleHistory_IsLinear()
    {
        _ledger.Record(Of("acme", 35m, null, day: 10));
        await _ledger.FlushAsync();
        var forecast = await _reports.ForecastMonthAsync();
        Assert.That(forecast.Method, Is.EqualTo(ForecastMethod.Linear));
        Assert.That((forecast.Spent, forecast.Expected), Is.EqualTo((35m, 62m)), "35 in 17.5 days, of 31");
    }

    [Test]
    public async Task ForecastMonth_FourWeeks_KnowsWeekends()
    {
        for (var day = new DateTimeOffset(2026, 2, 1, 9, 0, 0, TimeSpan.Zero); day < _time.GetUtcNow(); day = day.AddDays(1))
        {
            _ledger.Record(Ledgers.Record(day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0m : 2m, day));
        }

        await _ledger.FlushAsync();
        var forecast = await _reports.ForecastMonthAsync();
        Assert.That(forecast.Method, Is.EqualTo(ForecastMethod.Weekday));
        Assert.That(forecast.Spent, Is.EqualTo(26m), "13 working days");
        Assert.That(forecast.Expected, Is.EqualTo(26m + 1m + (9 * 2m)), "half of today, and nine working days to come");
    }

    [Test]
    public async Task ForecastMonth_WithoutRecords_IsZero() =>
        Assert.That((await _reports.ForecastMonthAsync(TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"))).Expected, Is.Zero);

    private static UsageRecord Of(string? tenant, decimal cost, string? feature, int day = 2) =>
        Ledgers.Record(cost, new DateTimeOffset(2026, 3, day, 8, 0, 0, TimeSpan.Zero), new GatewayCaller { Tenant = tenant, User = "u" }) with
        {
            Tags = feature is null ? null : new Dictionary<string, string> { ["feature"] = feature },
        };

    private static CostQuery March(IReadOnlyList<CostDimension>? groupBy = null) => new()
    {
        From = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero),
        Before = new DateTimeOffset(2026, 4, 1, 0, 0, 0, TimeSpan.Zero),
        GroupBy = groupBy ?? [],
    };

    private async Task WriteRandomAsync()
    {
        var random = new Random(7);
        for (var i = 0; i < 300; i++)
        {
            _ledger.Record(Of(random.Next(3) == 0 ? null : $"t{random.Next(3)}", random.Next() * 0.000000001m, random.Next(2) == 0 ? null : $"f{random.Next(2)}", random.Next(1, 29)) with
            {
                Kind = (AttemptKind)random.Next(6),
                Outcome = (GatewayOutcome)random.Next(5),
                Status = (UsageStatus)random.Next(5),
                Model = $"m{random.Next(3)}",
            });
        }

        await _ledger.FlushAsync();
    }
}
