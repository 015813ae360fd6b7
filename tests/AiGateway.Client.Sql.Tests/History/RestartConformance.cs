using AiGateway.Client.Budgets;
using AiGateway.Client.Context;
using AiGateway.Client.Quotas;
using AiGateway.Client.RateLimiting;
using AiGateway.Client.Sql;
using AiGateway.Client.Tests.Servers;
using Microsoft.Extensions.Time.Testing;

namespace AiGateway.Client.Tests.History;

/// <summary>What a restart keeps.</summary>
public abstract class RestartConformance
{
    private const decimal CostOfACall = 0.30m;

    private readonly FakeTimeProvider _time = new(Ledgers.Start);
    private readonly RecordingLogger _log = new();
    private TestDatabase _database = null!;

    [SetUp]
    public async Task CreateDatabase() => _database = await CreateAsync();

    [TearDown]
    public async Task DropDatabase() => await _database.DisposeAsync();

    private protected abstract Task<TestDatabase> CreateAsync();

    [Test]
    public async Task Ledger_FaultsCancellationsAndARestart_HasWhatWasSettled([Values] bool streamed)
    {
        var settled = 0L;
        for (var run = 0; run < 2; run++)
        {
            await using var gateway = new LedgerGateway(_database, _time, Faulty, _log);
            for (var i = 0; i < 40; i++)
            {
                using var cancelled = new CancellationTokenSource();
                await gateway.AskAsync(streamed, LedgerGateway.By("acme", feature: $"f{i % 3}"), i % 5 == 0 ? 2 : int.MaxValue, cancelled.Token);
            }

            for (var i = 0; i < 5; i++)
            {
                using var cancelled = new CancellationTokenSource();
                var call = gateway.AskAsync(streamed, new GatewayChatOptions { Route = "slow" }, cancellationToken: cancelled.Token);
                await cancelled.CancelAsync();
                Assert.That((await call).Outcome, Is.EqualTo(GatewayOutcome.Cancelled));
            }

            settled += gateway.Settled;
        }

        Assert.That(settled, Is.Positive);
        Assert.That(await _database.NumberAsync("SELECT SUM(cost_nano) FROM aigateway_usage"), Is.EqualTo(settled));
        Assert.That(await _database.NumberAsync("SELECT COUNT(*) FROM aigateway_usage WHERE kind = 'Fallback'"), Is.Positive);
        Assert.That(await _database.NumberAsync("SELECT COUNT(*) FROM aigateway_usage WHERE outcome = 'Cancelled' AND cost_nano > 0"), Is.EqualTo(10));
        Assert.That(await _database.NumberAsync("SELECT COUNT(*) FROM aigateway_usage WHERE outcome = 'Abandoned'"), streamed ? Is.Positive : Is.Zero);
    }

    [Test]
    public async Task Budget_AfterARestart_ContinuesWhereItWas([Values] bool streamed, [Values("", "Tenant", "User", "App", "Tag:feature", "Model", "Tenant, User, Tag:feature", "Route, Provider")] string partitionBy)
    {
        var settings = Priced($$""" "Budgets": { "month": { "PartitionBy": "{{partitionBy}}", "Amount": 1, "OutputReserve": "PostPaid" } } """);
        for (var run = 0; run < 3; run++)
        {
            await using var gateway = new LedgerGateway(_database, _time, settings);
            var limit = (await gateway.AskAsync(streamed, LedgerGateway.By("a:cme", "u1", "app", "f"))).Limits.Single();
            Assert.That(limit.Remaining, Is.EqualTo(1 - (CostOfACall * (run + 1))));
        }

        await using var last = new LedgerGateway(_database, _time, settings);
        await last.AskAsync(streamed, LedgerGateway.By("a:cme", "u1", "app", "f"));
        await Assert.ThrowsAsync<BudgetExceededException>(() => last.AskAsync(streamed, LedgerGateway.By("a:cme", "u1", "app", "f")));
        if (partitionBy.Contains('T', StringComparison.Ordinal) || partitionBy is "User" or "App")
        {
            var others = (await last.AskAsync(streamed, LedgerGateway.By("other"))).Limits.Single();
            Assert.That(others.Remaining, Is.EqualTo(1 - CostOfACall), "others have their own");
        }
    }

    [Test]
    public async Task Budget_OfAPeriodThatIsOver_BeginsAnew([Values] bool streamed)
    {
        var settings = Priced(""" "Budgets": { "day": { "Amount": 1, "Period": "Day" } } """);
        await using (var gateway = new LedgerGateway(_database, _time, settings))
        {
            await gateway.AskAsync(streamed);
        }

        _time.Advance(TimeSpan.FromDays(1));
        await using var next = new LedgerGateway(_database, _time, settings);
        Assert.That((await next.AskAsync(streamed)).Limits.Single().Remaining, Is.EqualTo(1 - CostOfACall));
    }

    [Test]
    public async Task Budget_WhatThisRunWrote_IsCountedOnce([Values] bool streamed)
    {
        await using var gateway = new LedgerGateway(_database, _time, Priced(""" "Budgets": { "day": { "Amount": 1, "Period": "Day" }, "month": { "Amount": 10 } } """));
        await gateway.AskAsync(streamed);
        await gateway.Ledger.FlushAsync();
        Assert.That((await gateway.AskAsync(streamed)).Limits.Select(limit => limit.Limit - limit.Remaining), Is.All.EqualTo(2 * CostOfACall));
        _time.Advance(TimeSpan.FromHours(13));
        var limits = (await gateway.AskAsync(streamed)).Limits.ToDictionary(limit => limit.Name, limit => limit.Limit - limit.Remaining);
        Assert.That((limits["day"], limits["month"]), Is.EqualTo((CostOfACall, 3 * CostOfACall)));
    }

    [Test]
    public async Task Budget_AskedByManyAtOnce_ReadsItsHistoryOnce()
    {
        var settings = Priced(""" "Budgets": { "month": { "PartitionBy": "Tenant", "Amount": 1.2, "OutputReserve": "PostPaid" } } """);
        await using (var gateway = new LedgerGateway(_database, _time, settings))
        {
            await gateway.AskAsync(false, LedgerGateway.By("acme"));
        }

        await using var next = new LedgerGateway(_database, _time, settings);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(i => Task.Run(() => next.AskAsync(i % 2 == 0, LedgerGateway.By("acme")))));
        await Assert.ThrowsAsync<BudgetExceededException>(() => next.AskAsync(false, LedgerGateway.By("acme")));
    }

    [TestCase(true, 60)]
    [TestCase(false, 30)]
    public async Task TokenLimit_AfterARestart_ContinuesIfItIsDurable(bool durable, int expected)
    {
        var settings = Priced($$""" "RateLimits": { "day": { "PartitionBy": "User", "Tokens": 1000, "Window": "1.00:00:00", "Durable": {{(durable ? "true" : "false")}} } } """);
        for (var run = 0; run < 2; run++)
        {
            await using var gateway = new LedgerGateway(_database, _time, settings);
            var limit = (await gateway.AskAsync(false, LedgerGateway.By("acme", "u1"))).Limits.Single();
            Assert.That(limit.Limit - limit.Remaining, Is.EqualTo(run == 0 ? 30 : expected));
        }
    }

    [Test]
    public async Task TokenLimit_OfTheWindowBefore_StillWeighs()
    {
        var settings = Priced(""" "RateLimits": { "day": { "Tokens": 1000, "Window": "1.00:00:00", "Durable": true } } """);
        await using (var gateway = new LedgerGateway(_database, _time, settings))
        {
            await gateway.AskAsync(false);
        }

        _time.Advance(TimeSpan.FromDays(1));
        await using var next = new LedgerGateway(_database, _time, settings);
        var limit = (await next.AskAsync(false)).Limits.Single();
        Assert.That(limit.Limit - limit.Remaining, Is.EqualTo(30 + 15), "noon: half of the day before counts");
    }

    [Test]
    public async Task History_NotWanted_IsNotRead()
    {
        var settings = Priced(""" "Budgets": { "month": { "Amount": 1 } } """);
        for (var run = 0; run < 2; run++)
        {
            await using var gateway = new LedgerGateway(_database, _time, settings, configure: options => options.ContinueLimits = false);
            Assert.That((await gateway.AskAsync(false)).Limits.Single().Remaining, Is.EqualTo(1 - CostOfACall));
        }
    }

    [Test]
    public async Task History_Unreadable_LetsThroughAndAddsItLater([Values] bool streamed)
    {
        var settings = Priced(""" "Budgets": { "month": { "Amount": 1 } } """);
        await using (var gateway = new LedgerGateway(_database, _time, settings))
        {
            await gateway.AskAsync(streamed);
        }

        await _database.ExecuteAsync("ALTER TABLE aigateway_usage RENAME TO hidden");
        await using var next = new LedgerGateway(_database, _time, settings, _log);
        Assert.That((await next.AskAsync(streamed)).Limits.Single().Remaining, Is.EqualTo(1 - CostOfACall));
        Assert.That((await next.AskAsync(streamed)).Limits.Single().Remaining, Is.EqualTo(1 - (2 * CostOfACall)));
        Assert.That(_log.Entries.Count(entry => entry.Id.Name == "LedgerHistoryUnavailable"), Is.EqualTo(1));
        await _database.ExecuteAsync("ALTER TABLE hidden RENAME TO aigateway_usage");
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.That(SpinWait.SpinUntil(
            () =>
            {
                try
                {
                    return next.AskAsync(streamed).GetAwaiter().GetResult().Limits.Single().Remaining <= 0;
                }
                catch (BudgetExceededException)
                {
                    return true;
                }
            },
            TimeSpan.FromSeconds(10)));
    }

    [Test]
    public async Task History_UnreadableAndRequired_RefusesUntilItIsThere([Values] bool streamed, [Values("", "Model")] string partitionBy)
    {
        var settings = Priced($$""" "Budgets": { "month": { "PartitionBy": "{{partitionBy}}", "Amount": 1 } } """);
        await using (var gateway = new LedgerGateway(_database, _time, settings))
        {
            await gateway.AskAsync(streamed);
        }

        await _database.ExecuteAsync("ALTER TABLE aigateway_usage RENAME TO hidden");
        await using var next = new LedgerGateway(_database, _time, settings, _log, options => options.HistoryFailure = HistoryFailureMode.Refuse);
        for (var i = 0; i < 2; i++)
        {
            var refusal = await Assert.ThrowsAsync<QuotaHistoryUnavailableException>(() => next.AskAsync(streamed));
            Assert.That((refusal!.LimitName, refusal.RetryAfter), Is.EqualTo(("month", TimeSpan.FromSeconds(10))));
        }

        await _database.ExecuteAsync("ALTER TABLE hidden RENAME TO aigateway_usage");
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.That((await next.AskAsync(streamed)).Limits.Single().Remaining, Is.EqualTo(1 - (2 * CostOfACall)));
    }

    private const string Faulty = """
        { "AiGateway": {
            "Providers": {
                "first": { "Type": "Simulated", "Answer": "A rather long answer, so that a stream has some chunks.", "Faults": {
                    "a": { "Kind": "Status", "FirstCall": 3, "LastCall": 9 }, "b": { "Kind": "Cut", "FirstCall": 12, "LastCall": 15, "AfterChunks": 2 },
                    "c": { "Kind": "MissingFinish", "FirstCall": 18, "LastCall": 20, "AfterChunks": 1 } } },
                "second": { "Type": "Simulated" },
                "silent": { "Type": "Simulated", "Faults": { "a": { "Kind": "Silence" } } } },
            "DefaultRoute": "chat",
            "Prices": { "a": { "Model": "model-a", "Input": 1.23, "Output": 4.56 }, "b": { "Model": "model-b", "Input": 0.1, "Output": 0.3 } },
            "Routes": {
                "chat": { "Retry": { "MaxRetries": 0 }, "Breaker": { "Enabled": false }, "Targets": {
                    "main": { "Provider": "first", "Model": "model-a" }, "backup": { "Provider": "second", "Model": "model-b", "Priority": 1 } } },
                "slow": { "Targets": { "main": { "Provider": "silent", "Model": "model-a" } } } } } }
        """;

    private static string Priced(string limits) => $$"""
        { "AiGateway": { {{limits}},
            "Providers": { "sim": { "Type": "Simulated", "InputTokens": 10, "OutputTokens": 20 } },
            "Prices": { "m": { "Model": "model-a", "Input": 10000, "Output": 10000 } }, "Metering": { "MaxRate": 100000, "BuiltInPrices": false },
            "Routes": { "chat": { "Targets": { "main": { "Provider": "sim", "Model": "model-a" } } } } } }
        """;
}
