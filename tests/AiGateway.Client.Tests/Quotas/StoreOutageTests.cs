using AiGateway.Client.Budgets;
using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;
using AiGateway.Client.Quotas;
using AiGateway.Client.RateLimiting;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AiGateway.Client.Tests.Quotas;

/// <summary>What follows while the store that counts limits does not answer, and when it is back.</summary>
public sealed class StoreOutageTests
{
    private static readonly QuotaStoreException Down = new(QuotaStoreFailure.Connection, "Down.");

    [Test]
    public async Task RateLimit_WhileTheStoreIsDown_IsKeptInThisProcess([Values] bool streamed)
    {
        await using var gateway = Create(""" "RateLimits": { "r": { "Requests": 2, "Concurrency": 1 } } """);
        await gateway.AskAsync(streamed);
        Remote(gateway).Failure = Down;
        await gateway.AskAsync(streamed);
        var result = (await gateway.AskAsync(streamed)).GetGatewayResult();
        Assert.That(result.Limits.Select(limit => (limit.Unit, limit.Remaining)), Is.EquivalentTo(new[] { (LimitUnit.Requests, 0m), (LimitUnit.Concurrency, 1m) }));
        var refused = await gateway.RefuseAsync<RateLimitExceededException>(streamed);
        Assert.That((refused.ReasonCode, refused.RetryAfter > TimeSpan.Zero), Is.EqualTo((RateLimitExceededException.ExceededCode, true)));
    }

    [Test]
    public async Task Budget_WhileTheStoreIsDown_LetsNobodyThroughAndSaysWhy([Values] bool streamed)
    {
        await using var gateway = Create(""" "Budgets": { "b": { "PartitionBy": "Tenant", "Amount": 1 } } """);
        Remote(gateway).Failure = Down;
        var refused = await gateway.RefuseAsync<QuotaStoreUnavailableException>(streamed, LimitedGateway.By(tenant: "acme"));
        Assert.That((refused.Stage, refused.ReasonCode, refused.RetryAfter), Is.EqualTo((GatewayStage.Budgets, "quota_store_unavailable", TimeSpan.FromSeconds(1))));
        Assert.That((refused.LimitName, refused.PartitionBy), Is.EqualTo(("b", "Tenant")));
        Assert.That(refused.Message, Does.Contain("Budget 'b' (by Tenant)").And.Contain("OnStoreFailure is Deny").And.Not.Contain("acme"));
        Assert.That(refused.Result!.Attempts, Is.Empty);
    }

    [TestCase("RateLimits", "\"Requests\": 1", "Allow", 3)]
    [TestCase("RateLimits", "\"Requests\": 1", "Local", 1)]
    [TestCase("RateLimits", "\"Requests\": 1", "Deny", 0)]
    [TestCase("RateLimits", "\"Requests\": 1, \"PartitionBy\": \"Model\"", "Deny", 0)]
    [TestCase("RateLimits", "\"Requests\": 1, \"QueueLimit\": 5", "Deny", 0)]
    [TestCase("RateLimits", "\"Requests\": 1, \"Mode\": \"DryRun\"", "Deny", 3)]
    [TestCase("Budgets", "\"Amount\": 0.1", "Allow", 3)]
    [TestCase("Budgets", "\"Amount\": 0.1", "Local", 1)]
    [TestCase("Budgets", "\"Amount\": 0.1", "Deny", 0)]
    public async Task OnStoreFailure_OfARule_Decides(string kind, string limit, string mode, int expected)
    {
        foreach (var streamed in new[] { false, true })
        {
            await using var gateway = Create($$""" "{{kind}}": { "x": { {{limit}}, "OnStoreFailure": "{{mode}}" } } """);
            Remote(gateway).Failure = Down;
            var answered = 0;
            for (var i = 0; i < 3; i++)
            {
                answered += await TryAsync(gateway, streamed) ? 1 : 0;
            }

            Assert.That(answered, Is.EqualTo(expected));
        }
    }

    [Test]
    public async Task Request_GrantedBeforeTheOutage_IsCountedOnceWhenTheStoreIsBack([Values] bool streamed, [Values] bool doneAlready)
    {
        await using var gateway = Create(""" "Budgets": { "b": { "Amount": 1 } }, "RateLimits": { "r": { "Concurrency": 3 } } """);
        var store = Remote(gateway);
        (store.SettleFailure, store.LosesReplies) = (Down, doneAlready);
        Assert.That((await gateway.AskAsync(streamed)).Text, Is.EqualTo("fake"));
        await RecoverAsync(gateway, () => store.SettleFailure = null);
        var limits = (await gateway.AskAsync(streamed)).GetGatewayResult().Limits;
        Assert.That(limits.Select(limit => (limit.Name, limit.Remaining)), Is.EquivalentTo(new[] { ("b", 0.8m), ("r", 3m) }));
    }

    [Test]
    public async Task Outage_HoweverManyRequests_IsLoggedOnceAndAsksTheStoreOnlyForItself([Values] bool streamed)
    {
        await using var gateway = Create(""" "RateLimits": { "r": { "Requests": 1000 } } """);
        var store = Remote(gateway);
        await gateway.AskAsync(streamed);
        store.Failure = Down;
        for (var i = 0; i < 50; i++)
        {
            await gateway.AskAsync(streamed);
        }

        Assert.That(store.Calls, Is.EqualTo(3), "a reservation, its settlement, and the one that failed");
        for (var i = 0; i < 5; i++)
        {
            await AdvanceAsync(gateway, TimeSpan.FromSeconds(2));
        }

        Assert.That(store.Calls, Is.EqualTo(8), "every trial fails with its first call");
        await RecoverAsync(gateway, () => store.Failure = null);
        var entries = gateway.Gateway.Log.Entries.Where(entry => entry.Id.Id is >= 8000 and < 9000).Select(entry => (entry.Id.Id, entry.Level, entry.Text)).ToList();
        Assert.That(entries.Select(entry => (entry.Id, entry.Level)), Is.EqualTo(new[] { (8000, LogLevel.Error), (8001, LogLevel.Warning) }));
        Assert.That(entries[0].Text, Does.Contain("Connection (QuotaStoreException)"));
        Assert.That(entries[1].Text, Does.Contain("Without it 50 reservations were decided; 0 requests were counted late, 0 will not be"));
    }

    [Test]
    public async Task Outage_Ended_CountsInTheStoreAgain([Values] bool streamed)
    {
        await using var gateway = Create(""" "RateLimits": { "r": { "Requests": 2 } } """);
        await gateway.AskAsync(streamed);
        Remote(gateway).Failure = Down;
        await gateway.AskAsync(streamed);
        await gateway.AskAsync(streamed);
        await RecoverAsync(gateway, () => Remote(gateway).Failure = null);
        await gateway.AskAsync(streamed);
        await gateway.RefuseAsync<RateLimitExceededException>(streamed);
    }

    [Test]
    public async Task Failure_OfACallFromBeforeTheEnd_BeginsNoNewOutage()
    {
        await using var gateway = Create(""" "RateLimits": { "r": { "Requests": 1000 } } """);
        var store = Remote(gateway);
        var gate = new TaskCompletionSource();
        (store.Failure, store.Gate) = (Down, gate.Task);
        var slow = gateway.AskAsync(streamed: false);
        await Quiescence.WaitAsync();
        store.Gate = Task.CompletedTask;
        await gateway.AskAsync(streamed: false);
        await RecoverAsync(gateway, () => store.Failure = null);
        gate.SetResult();
        await slow;
        Assert.That(gateway.Gateway.Log.Entries.Count(entry => entry.Id.Id == 8000), Is.EqualTo(1));
    }

    [Test]
    public async Task Outages_InQuickSuccession_AreTriedLessOften()
    {
        await using var gateway = Create(""" "RateLimits": { "r": { "Requests": 1000 } } """);
        var store = Remote(gateway);
        var trials = new List<int>();
        for (var i = 0; i < 3; i++)
        {
            store.Failure = Down;
            await gateway.AskAsync(streamed: false);
            store.Failure = null;
            var before = store.Calls;
            await AdvanceAsync(gateway, TimeSpan.FromMilliseconds(150));
            trials.Add(store.Calls - before);
            await AdvanceAsync(gateway, TimeSpan.FromMilliseconds(500));
        }

        Assert.That(trials, Is.EqualTo(new[] { 2, 0, 0 }), "the first is tried after 100 ms, the second after 200, the third after 400");
    }

    [Test]
    public async Task Settlements_MoreThanAreKept_AreReportedAsNotCounted()
    {
        var (time, log) = (new TestClock(DateTimeOffset.UnixEpoch.AddYears(56)), new RecordingLogger());
        var store = new RemoteStore(new InMemoryQuotaStore(time));
        using var instruments = new Client.Telemetry.GatewayInstruments(null);
        using var guard = new GuardedQuotaStore(store, time, instruments, log);
        var rule = new QuotaRule("r", "r", LimitUnit.Usd, QuotaWindow.Calendar(CalendarPeriod.Year), long.MaxValue);
        var leases = Enumerable.Range(0, DeferredSettlements.Limit + 7).Select(_ => new QuotaLease(new QuotaCharge(rule, "", 5))).ToList();
        foreach (var lease in leases)
        {
            await guard.ReserveAsync(lease, TimeSpan.FromHours(1));
        }

        store.Failure = Down;
        foreach (var lease in leases)
        {
            Assert.That((await guard.SettleAsync(lease, new QuotaAmounts(0, 0, 2)), await guard.SettleAsync(lease, new QuotaAmounts(0, 0, 2))), Is.EqualTo((true, false)));
        }

        await Assert.ThrowsAsync<QuotaStoreException>(async () => await guard.GetUsageAsync(rule, ""));
        store.Failure = null;
        time.Advance(TimeSpan.FromSeconds(1));
        await EndedAsync(log, 1);
        Assert.That(log.Entries.Last().Text, Does.Contain("10000 requests were counted late, 7 will not be"));
        Assert.That(await guard.GetUsageAsync(rule, ""), Is.EqualTo(new QuotaUsage(20_000, 35, long.MaxValue - 20_035)));
    }

    [Test]
    public async Task Settlement_ThatTheStoreNeverTakes_HoldsBackOthersOnlyForAWhile()
    {
        await using var gateway = Create(""" "Budgets": { "b": { "Amount": 1 } } """);
        var store = Remote(gateway);
        (store.SettleFailure, store.SparesTrials) = (Down, true);
        await gateway.AskAsync(streamed: false);
        for (var i = 0; i < 40; i++)
        {
            await AdvanceAsync(gateway, TimeSpan.FromSeconds(20));
        }

        Assert.That(gateway.Gateway.Log.Entries.Where(entry => entry.Id.Id == 8001).Select(entry => entry.Text), Has.One.Contains("1 will not be"));
        Assert.That(gateway.Gateway.Log.Entries.Last(entry => entry.Id.Id is 8000 or 8001).Id.Id, Is.EqualTo(8001));
    }

    [Test]
    public async Task Gateway_EndsWhileTheStoreIsDown_SaysWhatIsLost()
    {
        var gateway = Create(""" "Budgets": { "b": { "Amount": 1 } } """);
        Remote(gateway).SettleFailure = Down;
        await gateway.AskAsync(streamed: false);
        await gateway.DisposeAsync();
        Assert.That(gateway.Gateway.Log.Entries.Select(entry => (entry.Id.Id, entry.Text)), Has.One.Matches<(int Id, string Text)>(
            entry => entry.Id == 8002 && entry.Text.Contains("1 requests will not be counted", StringComparison.Ordinal)));
    }

    [Test]
    public void OnStoreFailure_Unknown_IsRefusedAtStartUp() => Assert.That(
        LimitedGateway.Failures(""" "RateLimits": { "r": { "Requests": 1, "OnStoreFailure": "Panic" } }, "Budgets": { "b": { "Amount": 1, "OnStoreFailure": "7" } } """),
        Is.EquivalentTo(new[]
        {
            "AiGateway:RateLimits:r:OnStoreFailure = 'Panic' is not one of Local, Allow, Deny.", "AiGateway:Budgets:b:OnStoreFailure = '7' is not one of Local, Allow, Deny.",
        }));

    [Test]
    public void OnStoreFailure_UndefinedInCode_IsRefused()
    {
        List<string> failures = [];
        BudgetOptionsValidator.Validate(new BudgetOptions { Amount = 1, OnStoreFailure = (StoreFailureMode)9 }, "Budgets:b", failures);
        RateLimitOptionsValidator.Validate(new RateLimitOptions { Requests = 1, OnStoreFailure = (StoreFailureMode)9 }, "RateLimits:r", failures);
        Assert.That(failures, Has.Count.EqualTo(2).And.All.Contains("OnStoreFailure = '9' is not one of Local, Allow, Deny."));
    }

    private static LimitedGateway Create(string limits) => new(limits, configure: builder => builder.Services.AddSingleton<IQuotaStore>(
        services => new RemoteStore(new InMemoryQuotaStore(services.GetRequiredService<TimeProvider>()))));

    private static RemoteStore Remote(LimitedGateway gateway) => (RemoteStore)gateway.Store;

    private static async Task<bool> TryAsync(LimitedGateway gateway, bool streamed)
    {
        try
        {
            return (await gateway.AskAsync(streamed)).Text == "fake";
        }
        catch (GatewayRejectedException)
        {
            return false;
        }
    }

    private static async Task RecoverAsync(LimitedGateway gateway, Action repair)
    {
        await Quiescence.WaitAsync();
        repair();
        var ends = Ends(gateway.Gateway.Log);
        gateway.Time.Advance(TimeSpan.FromSeconds(3));
        await EndedAsync(gateway.Gateway.Log, ends + 1);
    }

    private static int Ends(RecordingLogger log) => log.Entries.Count(entry => entry.Id.Id == 8001);

    private static async Task EndedAsync(RecordingLogger log, int ends)
    {
        for (var i = 0; i < 1000 && Ends(log) < ends; i++)
        {
            await Quiescence.WaitAsync();
        }

        Assert.That(Ends(log), Is.EqualTo(ends), "the outage has ended");
    }

    private static async Task AdvanceAsync(LimitedGateway gateway, TimeSpan time)
    {
        gateway.Time.Advance(time);
        await Quiescence.WaitAsync();
    }
}
