using AiGateway.Client.Budgets;
using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;
using AiGateway.Client.Quotas;
using AiGateway.Client.Routing;
using AiGateway.Client.Tests.Quotas;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Tests.Budgets;

public sealed class BudgetTests
{
    private const string TwoTargets = """ "main": { "Provider": "fake", "Model": "m" }, "next": { "Provider": "other", "Model": "n", "Priority": 1 } """;

    [Test]
    public async Task Amount_UsedUp_RefusesNamingKindRemainderAndReset([Values] bool streamed)
    {
        await using var gateway = new LimitedGateway(""" "Budgets": { "tenant-month": { "PartitionBy": "Tenant, User", "Amount": 0.25 } } """);
        await gateway.AskAsync(streamed, LimitedGateway.By("acme", "anna@example.com"));
        await gateway.AskAsync(streamed, LimitedGateway.By("acme", "anna@example.com"));
        var refusal = await gateway.RefuseAsync<BudgetExceededException>(streamed, LimitedGateway.By("acme", "anna@example.com"));
        Assert.That(refusal.Message, Is.EqualTo(
            "Budget 'tenant-month' (by Tenant, User) of $0.25 has $0.05 left, and the request may cost $0.10. The next period begins at 2026-04-01 00:00:00Z."));
        Assert.That((refusal.Stage, refusal.ReasonCode, refusal.RetryAfter), Is.EqualTo((GatewayStage.Budgets, "budget_exceeded", TimeSpan.FromHours(732))));
        Assert.That((refusal.BudgetName, refusal.PartitionBy, refusal.Amount, refusal.Remaining, refusal.Needed), Is.EqualTo(("tenant-month", "Tenant, User", 0.25m, 0.05m, 0.10m)));
        Assert.That((refusal.ResetsAt, refusal.Result!.Outcome), Is.EqualTo((new DateTimeOffset(2026, 4, 1, 0, 0, 0, TimeSpan.Zero), GatewayOutcome.Rejected)));
        Assert.That(refusal.ToString() + string.Concat(gateway.Gateway.Log.Entries.Select(entry => entry.Text)), Does.Not.Contain("anna").And.Not.Contain("acme"));
        await gateway.AskAsync(streamed, LimitedGateway.By("acme", "another"));
    }

    [Test]
    public async Task Result_SaysWhatIsLeft([Values] bool streamed)
    {
        await using var gateway = new LimitedGateway(""" "Budgets": { "day": { "Amount": 1, "Period": "Day", "TimeZone": "Europe/Berlin" } } """);
        Assert.That(await gateway.AskForLimitAsync(streamed), Is.EqualTo(
            new GatewayLimit("day", LimitUnit.Usd, 1, 0.9m, new DateTimeOffset(2026, 3, 1, 23, 0, 0, TimeSpan.Zero))));
    }

    [Test]
    public async Task Period_Over_StartsAnewInItsZone([Values] bool streamed)
    {
        await using var gateway = new LimitedGateway(""" "Budgets": { "day": { "Amount": 0.1, "Period": "Day", "TimeZone": "Europe/Berlin" } } """);
        await gateway.AskAsync(streamed);
        gateway.Time.Advance(TimeSpan.FromHours(11) - TimeSpan.FromSeconds(1));
        await gateway.RefuseAsync<BudgetExceededException>(streamed);
        gateway.Time.Advance(TimeSpan.FromSeconds(1));
        await gateway.AskAsync(streamed);
    }

    [Test]
    public async Task Stream_LeftAfterThreeUpdates_IsCharged()
    {
        var fake = new FakeChatClient { OnStream = (_, _, _) => FakeChatClient.Stream([.. Enumerable.Repeat(FakeChatClient.Text("x"), 10), FakeChatClient.Finish()]) };
        await using var gateway = new LimitedGateway(""" "Budgets": { "all": { "Amount": 1 } } """, fake);
        GatewayResult? result = null;
        var count = 0;
        await foreach (var _ in gateway.Gateway.Client.GetStreamingResponseAsync("Hi", new GatewayChatOptions { OnCompleted = completed => result = completed }))
        {
            if (++count == 3)
            {
                break;
            }
        }

        Assert.That((result!.Outcome, result.Limits.Single().Remaining), Is.EqualTo((GatewayOutcome.Abandoned, 0.9m)));
        Assert.That((await UsageAsync(gateway)).Reserved, Is.Zero);
    }

    [Test]
    public async Task Call_Cancelled_IsChargedAndHoldsNothing([Values] bool streamed)
    {
        using var cancellation = new CancellationTokenSource();
        var fake = new FakeChatClient
        {
            OnResponse = async (_, _, token) =>
            {
                await cancellation.CancelAsync();
                await Task.Delay(Timeout.Infinite, token);
                throw new InvalidOperationException();
            },
            OnStream = (_, _, token) => CancelledStream(cancellation, token),
        };
        await using var gateway = new LimitedGateway(""" "Budgets": { "all": { "Amount": 1 } } """, fake);
        await Assert.CatchAsync<OperationCanceledException>(() => gateway.AskAsync(streamed, cancellationToken: cancellation.Token));
        Assert.That(await UsageAsync(gateway), Is.EqualTo(new QuotaUsage(FlatEstimator.TenCents, 0, 9 * FlatEstimator.TenCents)));
    }

    [Test]
    public async Task Call_FailedOver_IsChargedForEveryAttempt([Values] bool streamed)
    {
        var calls = 0;
        var fake = new FakeChatClient
        {
            OnResponse = (_, _, _) => calls++ == 0 ? throw new HttpRequestException("Fails.") : Task.FromResult(FakeChatClient.Answer("fake")),
            OnStream = (_, _, _) => calls++ == 0 ? throw new HttpRequestException("Fails.") : FakeChatClient.Stream(FakeChatClient.Text("fake"), FakeChatClient.Finish()),
        };
        await using var gateway = new LimitedGateway(
            """ "Budgets": { "all": { "Amount": 1 } } """, fake, new CostEstimator((target, tokens) => target.Model == "m" ? 100 + tokens.OutputTokens : 2000), TwoTargets);
        var limit = await gateway.AskForLimitAsync(streamed);
        Assert.That(limit.Remaining, Is.EqualTo(1m - (100 + 2000) * 1e-9m));
    }

    [Test]
    public async Task Call_RefusedByTheProvider_CostsNothing([Values] bool streamed)
    {
        var fake = new FakeChatClient
        {
            OnResponse = (_, _, _) => throw new HttpRequestException("Refused.", null, System.Net.HttpStatusCode.BadRequest),
            OnStream = (_, _, _) => throw new HttpRequestException("Refused.", null, System.Net.HttpStatusCode.BadRequest),
        };
        await using var gateway = new LimitedGateway(""" "Budgets": { "all": { "Amount": 1 } } """, fake, new CostEstimator((_, _) => 1000));
        await gateway.RefuseAsync<TargetRefusedException>(streamed);
        Assert.That(await UsageAsync(gateway), Is.EqualTo(new QuotaUsage(0, 0, 1_000_000_000)));
    }

    [Test]
    public async Task Estimate_IsTheDearestCandidates_AndSettledAtTheOneThatAnswered([Values] bool streamed)
    {
        await using var gateway = new LimitedGateway(
            """ "Budgets": { "all": { "Amount": 0.000002 } } """, estimator: new CostEstimator((target, _) => target.Model == "m" ? 100 : 2001), targets: TwoTargets);
        var refusal = await gateway.RefuseAsync<BudgetExceededException>(streamed);
        Assert.That(refusal.Needed, Is.EqualTo(0.000002001m));
        var pinned = await gateway.AskForLimitAsync(streamed, new GatewayChatOptions { Target = "main" });
        Assert.That(pinned.Remaining, Is.EqualTo(0.0000019m));
    }

    [Test]
    public async Task ByModel_UsedUp_AsksTheNextTarget([Values] bool streamed)
    {
        await using var gateway = new LimitedGateway(""" "Budgets": { "model": { "PartitionBy": "Model", "Amount": 0.1 } } """, targets: TwoTargets);
        var first = (await gateway.AskAsync(streamed)).GetGatewayResult();
        var second = (await gateway.AskAsync(streamed)).GetGatewayResult();
        Assert.That((first.Target, first.Limits.Single().Remaining, second.Target), Is.EqualTo(("main", 0m, "next")));
        await gateway.RefuseAsync<BudgetExceededException>(streamed);
    }

    [Test]
    public async Task DryRun_CountsAndReportsAndLetsThrough([Values] bool streamed)
    {
        await using var gateway = new LimitedGateway(""" "Budgets": { "trial": { "Amount": 0.1, "Mode": "DryRun" } } """);
        await gateway.AskAsync(streamed);
        Assert.That((await gateway.AskForLimitAsync(streamed)).Remaining, Is.EqualTo(-0.1m));
        Assert.That(gateway.Gateway.Log.Entries.Single(entry => entry.Id.Id == 6101).Text, Does.EndWith("goes beyond budget trial (by Everybody), which does not refuse it: mode DryRun"));
    }

    [TestCase(OutputReserve.Strict, 1000, 1100)]
    [TestCase(OutputReserve.Balanced, 112, 212)]
    [TestCase(OutputReserve.PostPaid, 0, 0)]
    public async Task OutputReserve_OnceLengthsAreLearnt_ReservesByMode(OutputReserve reserve, int output, int expected)
    {
        var fake = new FakeChatClient
        {
            OnResponse = (_, _, _) =>
            {
                var answer = FakeChatClient.Answer("fake");
                answer.Usage = new UsageDetails { InputTokenCount = 1, OutputTokenCount = 100 };
                return Task.FromResult(answer);
            },
        };
        var estimator = new RecordingEstimator();
        await using var gateway = new LimitedGateway($$""" "Budgets": { "b": { "Amount": 1, "OutputReserve": "{{reserve}}" } } """, fake, estimator);
        for (var i = 0; i < 30; i++)
        {
            await gateway.AskAsync(false, new GatewayChatOptions { MaxOutputTokens = 1000 });
        }

        Assert.That(estimator.Costed, reserve is OutputReserve.PostPaid ? Is.Null : Is.EqualTo(new CallEstimate(100, output)));
        Assert.That(expected, Is.EqualTo(reserve is OutputReserve.PostPaid ? 0 : estimator.Costed!.Value.Tokens));
    }

    [Test]
    public async Task PostPaid_LetsThroughWhileAnythingIsLeft([Values] bool streamed)
    {
        await using var gateway = new LimitedGateway(""" "Budgets": { "b": { "Amount": 0.15, "OutputReserve": "PostPaid" } } """);
        await gateway.AskAsync(streamed);
        Assert.That((await gateway.AskForLimitAsync(streamed)).Remaining, Is.EqualTo(-0.05m));
        var refusal = await gateway.RefuseAsync<BudgetExceededException>(streamed);
        Assert.That(refusal.Remaining, Is.Zero);
    }

    [Test]
    public async Task Reload_ChangedAmount_AppliesToWhatIsSpentAlready([Values] bool streamed)
    {
        await using var gateway = new LimitedGateway(""" "Budgets": { "b": { "Amount": 0.1 } } """);
        await gateway.AskAsync(streamed);
        gateway.Reload(""" "Budgets": { "b": { "Amount": 0.2 } } """);
        Assert.That((await gateway.AskForLimitAsync(streamed)).Remaining, Is.Zero);
        gateway.Reload(""" "Budgets": { "b": { "Amount": 0.15 } } """);
        await gateway.RefuseAsync<BudgetExceededException>(streamed);
    }

    [Test]
    public async Task Thresholds_Passed_AreReportedOnceEach([Values] bool streamed)
    {
        var listener = new Listener();
        using var meter = new Measurements("aigateway.budgets.thresholds");
        await using var gateway = new LimitedGateway(
            """ "Budgets": { "b": { "PartitionBy": "Tenant", "Amount": 1, "Thresholds": "50, 80, 100", "OutputReserve": "PostPaid" } } """,
            configure: builder => builder.Services.AddSingleton<IBudgetListener>(new Listener(fails: true)).AddSingleton<IBudgetListener>(listener));
        for (var i = 0; i < 10; i++)
        {
            await gateway.AskAsync(streamed, LimitedGateway.By("acme"));
        }

        Assert.That(listener.Seen.Select(threshold => (threshold.BudgetName, threshold.Percentage, threshold.Spent, threshold.Caller.Tenant)), Is.EqualTo(new[]
        {
            ("b", 50m, 0.5m, "acme"), ("b", 80m, 0.8m, "acme"), ("b", 100m, 1.0m, "acme"),
        }));
        Assert.That(gateway.Gateway.Log.Entries.Where(entry => entry.Id.Id == 6100).Select(entry => entry.Text).First(), Is.EqualTo(
            "Budget b (by Tenant) has passed 50 % of $1: $0.5 spent, next period at 2026-04-01 00:00:00Z"));
        Assert.That(gateway.Gateway.Log.Entries.Count(entry => entry.Id.Id == 6102), Is.EqualTo(3), "a listener that throws is reported");
        Assert.That(meter.Tags, Is.EqualTo(new[]
        {
            "aigateway.limit=b;aigateway.budget.threshold=50", "aigateway.limit=b;aigateway.budget.threshold=80", "aigateway.limit=b;aigateway.budget.threshold=100",
        }));
        Assert.That(listener.Seen[0].ToString(), Is.EqualTo("b: 50 %"));
    }

    [Test]
    public async Task Thresholds_ManyCallsAtOnce_AreReportedOnceEach()
    {
        var listener = new Listener();
        await using var gateway = new LimitedGateway(
            """ "Budgets": { "b": { "Amount": 10, "Thresholds": "10, 50, 100", "OutputReserve": "Strict" } } """,
            configure: builder => builder.Services.AddSingleton<IBudgetListener>(listener));
        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Task.Run(() => gateway.AskAsync(i % 2 == 0))));
        Assert.That(listener.Seen.Select(threshold => threshold.Percentage), Is.EquivalentTo(new[] { 10m, 50m, 100m }));
    }

    [TestCase(""" "Budgets": { "x": { } } """, "AiGateway:Budgets:x:Amount = '0' is out of range: above 0, at most 1000000000 US dollars.")]
    [TestCase(""" "Budgets": { "x": { "Amount": 1, "Period": "Fortnight", "TimeZone": "Mars/Base", "PartitionBy": "Tag:" } } """,
        "AiGateway:Budgets:x:Period = 'Fortnight' is not one of Hour, Day, Week, Month, Quarter, Year.",
        "AiGateway:Budgets:x:TimeZone = 'Mars/Base' is not a time zone of this system. Write UTC, or a name of the IANA database such as Europe/Berlin.",
        "AiGateway:Budgets:x:PartitionBy = 'Tag:' has 'Tag:', which is not known. Known, separated by commas: Tenant, User, App, Model, Provider, Route, Tag:<name>; empty for everybody together.")]
    [TestCase(""" "Budgets": { "x": { "Amount": 1, "Thresholds": "50; 80" } } """,
        "AiGateway:Budgets:x:Thresholds = '50; 80' is not a list of percentages: numbers above 0 and at most 1000, separated by commas, such as 50, 80, 100.")]
    public void Build_WithErrors_NamesKeyValueAndRemedy(string budgets, params string[] expected) =>
        Assert.That(LimitedGateway.Failures(budgets), Is.EquivalentTo(expected));

    private static async IAsyncEnumerable<ChatResponseUpdate> CancelledStream(
        CancellationTokenSource cancellation, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken token)
    {
        yield return FakeChatClient.Text("x");
        await cancellation.CancelAsync();
        await Task.Delay(Timeout.Infinite, token);
    }

    private static async Task<QuotaUsage> UsageAsync(LimitedGateway gateway) => await gateway.Store.GetUsageAsync(
        new QuotaRule("budget/ALL/Everybody", "all", LimitUnit.Usd, QuotaWindow.Calendar(CalendarPeriod.Month), 1_000_000_000), "");

    private sealed class RecordingEstimator : ICostEstimator
    {
        private readonly CostEstimator _inner = new();

        public CallEstimate? Costed { get; private set; }

        public int EstimateInputTokens(IEnumerable<ChatMessage> messages, ChatOptions? options) => 100;

        public int MaxOutputTokens(IReadOnlyList<TargetIdentity> candidates) => 4096;

        public long EstimateCost(IReadOnlyList<TargetIdentity> candidates, ChatOptions? options, CallEstimate tokens)
        {
            Costed = tokens;
            return 1;
        }

        public QuotaAmounts Measure(GatewayAttempt attempt, CallEstimate estimate) => _inner.Measure(attempt, estimate);

        public QuotaAmounts Measure(TargetIdentity target, UsageDetails? usage, CallEstimate estimate) => _inner.Measure(target, usage, estimate);
    }

    private sealed class Listener(bool fails = false) : IBudgetListener
    {
        public List<BudgetThreshold> Seen { get; } = [];

        public void OnThreshold(BudgetThreshold threshold)
        {
            if (fails)
            {
                throw new InvalidOperationException("Fails.");
            }

            lock (Seen)
            {
                Seen.Add(threshold);
            }
        }
    }
}
