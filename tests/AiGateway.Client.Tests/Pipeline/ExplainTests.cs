using System.Diagnostics;
using System.Diagnostics.Metrics;
using AiGateway.Client.Context;
using AiGateway.Client.Governance;
using AiGateway.Client.Metering;
using AiGateway.Client.Pipeline;
using AiGateway.Client.Quotas;
using AiGateway.Client.Telemetry;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Tests.Pipeline;

/// <summary>A plan says what every stage would do, and leaves nothing behind.</summary>
public sealed class ExplainTests
{
    private const string Json = """
        { "AiGateway": {
            "Prices": { "cheap": { "Input": 1, "Output": 2 }, "dear": { "Input": 10, "Output": 20 } },
            "Providers": { "one": { "Type": "Counting", "Region": "eu" }, "two": { "Type": "Counting", "Region": "us" } },
            "Routes": { "chat": { "Policy": "Sticky", "Targets": {
                "a": { "Provider": "one", "Model": "cheap" }, "b": { "Provider": "one", "Model": "dear", "Priority": 1 }, "c": { "Provider": "two", "Model": "dear" } } } },
            "Governance": { "Policies": {
                "cap": { "Type": "OutputTokens", "Max": 100 },
                "terms": { "Type": "DenyTerms", "Terms": { "bluebird": true } },
                "elsewhere": { "Type": "DenyTerms", "Terms": { "x": true }, "Routes": { "other": true } } } },
            "Redaction": { "Entities": { "EMAIL_ADDRESS": "Pseudonymize", "CREDIT_CARD": "Block" } },
            "RateLimits": { "user": { "PartitionBy": "User", "Requests": 2 }, "model": { "PartitionBy": "Model", "Tokens": 1000 }, "slots": { "Concurrency": 1, "QueueLimit": 5 } },
            "Budgets": { "tenant": { "PartitionBy": "Tenant", "Amount": 5 }, "watched": { "Amount": 0.000001, "Mode": "DryRun" } } } }
        """;

    private readonly List<string> _touched = [];
    private TestGateway _gateway = null!;
    private RecordingStore _store = null!;

    [SetUp]
    public void Create()
    {
        _touched.Clear();
        _gateway = new TestGateway(Json, builder =>
        {
            builder.AddProvider("Counting", (_, _) => new FakeChatClient
            {
                OnResponse = (_, _, _) =>
                {
                    _touched.Add("provider");
                    return Task.FromResult(FakeChatClient.Answer("Hello"));
                },
            });
            builder.Services.AddSingleton<IUsageSink>(new RecordingSink(_touched));
            builder.Services.AddSingleton<IQuotaStore>(services => _store = new RecordingStore(new InMemoryQuotaStore(services.GetRequiredService<TimeProvider>()), _touched));
        });
    }

    [TearDown]
    public async Task DisposeAsync() => await _gateway.DisposeAsync();

    [Test]
    public async Task ExplainAsync_Request_CoversEveryStage()
    {
        var plan = await PlanAsync("Write to ann@example.com and bob@example.com, then to ann@example.com", new() { Regions = ["eu"], Caller = new() { Tenant = "t", User = "u" } });
        Assert.That(plan.Policies.Select(policy => policy.Name), Is.EqualTo(new[] { "cap", "terms" }));
        Assert.That(plan.Decisions.Single(), Is.EqualTo(new PolicyDecision("cap", PolicyPhase.Request, PolicyVerdict.Change, "output_tokens", PolicyMode.Enforce)));
        Assert.That(plan.Redactions, Is.EqualTo(new Dictionary<string, int> { ["EMAIL_ADDRESS"] = 3 }));
        Assert.That(plan.Targets.Select(target => target.Target), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(plan.Excluded.Single().Excluded, Is.EqualTo("its region is 'us'"));
        Assert.That(plan.EstimatedOutputTokens, Is.EqualTo(100), "what the policy leaves");
        Assert.That(plan.EstimatedCost, Is.EqualTo((plan.EstimatedInputTokens + 200) / 1_000_000m));
        Assert.That(plan.Targets[1].EstimatedCost, Is.EqualTo(plan.EstimatedCost * 10));
        Assert.That(plan.Limits.Select(limit => (limit.Name, limit.Target, limit.Remaining, limit.Outlook)), Is.EquivalentTo(new (string, string?, decimal?, LimitOutlook)[]
        {
            ("model", "a", 1000, LimitOutlook.Fits), ("model", "b", 1000, LimitOutlook.Fits),
            ("slots", null, 1, LimitOutlook.Fits), ("tenant", null, 5, LimitOutlook.Fits), ("user", null, 2, LimitOutlook.Fits), ("watched", null, 0.000001m, LimitOutlook.Counted),
        }));
        Assert.That(plan.Refusal, Is.Null);
    }

    [Test]
    public async Task ExplainAsync_LimitUsedUp_SaysWhichWouldRefuseAndUntilWhen()
    {
        await AskAsync();
        await AskAsync();
        var plan = await PlanAsync("Hi");
        var user = plan.Limits.Single(limit => limit.Name == "user");
        Assert.That((user.Remaining, user.Amount, user.Limit, user.Outlook), Is.EqualTo((0m, 1m, 2m, LimitOutlook.Refused)));
        Assert.That(user.ResetsAt, Is.EqualTo(_gateway.Time.GetUtcNow().AddMinutes(1)));
        Assert.That(plan.Refusal, Is.EqualTo(new PlannedRefusal(GatewayStage.RateLimits, "rate_limit_exceeded")));
        Assert.That(plan.ToString(), Does.EndWith("Refused by RateLimits: rate_limit_exceeded"));
        var refused = await Assert.ThrowsAsync<AiGateway.Client.RateLimiting.RateLimitExceededException>(AskAsync);
        Assert.That(refused!.ReasonCode, Is.EqualTo(plan.Refusal!.ReasonCode));
    }

    [Test]
    public async Task ExplainAsync_StoreDown_GoesByWhatEachLimitSays()
    {
        _ = _gateway.Gateway;
        _store.Fails = true;
        var plan = await PlanAsync("Hi");
        Assert.That(plan.Limits.Where(limit => limit.Target is null).ToDictionary(limit => limit.Name, limit => limit.Outlook), Is.EqualTo(new Dictionary<string, LimitOutlook>
        {
            ["user"] = LimitOutlook.Unknown,
            ["slots"] = LimitOutlook.Unknown,
            ["tenant"] = LimitOutlook.Refused,
            ["watched"] = LimitOutlook.Unknown,
        }));
        Assert.That(plan.Refusal, Is.EqualTo(new PlannedRefusal(GatewayStage.Budgets, "quota_store_unavailable")));
    }

    [TestCase("Tell me of bluebird", GatewayStage.Governance, "term_denied")]
    [TestCase("Pay with 4111 1111 1111 1111", GatewayStage.Redaction, "redaction_blocked")]
    public async Task ExplainAsync_RefusedAbove_SaysByWhich(string text, GatewayStage stage, string code)
    {
        var plan = await PlanAsync(text);
        Assert.That((plan.Refusal, plan.Targets.Count, plan.Limits.Count), Is.EqualTo((new PlannedRefusal(stage, code), 0, 0)));
        Assert.That(async () => await _gateway.Client.GetResponseAsync(text), Throws.InstanceOf<GatewayRejectedException>().With.Property("ReasonCode").EqualTo(code));
    }

    [TestCase("Hi ann@example.com")]
    [TestCase("Tell me of bluebird")]
    [TestCase("Pay with 4111 1111 1111 1111")]
    public async Task ExplainAsync_LeavesNothingBehind(string text)
    {
        using var meters = Listen();
        await AskAsync();
        Assert.That(_touched.Distinct(), Is.SupersetOf(new[] { "reserve", "provider", "sink", "settle", GatewayTelemetry.RequestDuration }), "what a request touches");
        var before = await StateAsync();
        var order = (await PlanAsync(text)).ToString();
        _touched.Clear();
        var logged = _gateway.Log.Entries.Count;
        using var activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name == GatewayTelemetry.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStarted = _ => _touched.Add("span"),
        };
        ActivitySource.AddActivityListener(activities);
        var completed = 0;
        for (var i = 0; i < 5; i++)
        {
            await PlanAsync(text, new() { OnCompleted = _ => completed++, Caller = new() { User = "u" } });
        }

        Assert.That(_touched, Is.Empty);
        Assert.That((await PlanAsync(text)).ToString(), Is.EqualTo(order));
        Assert.That(completed, Is.Zero);
        Assert.That(_gateway.Log.Entries, Has.Count.EqualTo(logged));
        Assert.That(await StateAsync(), Is.EqualTo(before));
    }

    private async Task<string> StateAsync()
    {
        var usages = new List<string>();
        foreach (var (rule, partition) in _store.Seen)
        {
            usages.Add($"{rule.Id} {await _store.Inner.GetUsageAsync(rule, partition)}");
        }

        var health = _gateway.Gateway.Health.Select(target => string.Join(' ', target.GetType().GetProperties().Select(property => $"{property.Name}={property.GetValue(target)}")));
        return string.Join(Environment.NewLine, usages.Order(StringComparer.Ordinal).Concat(health));
    }

    // Only to the gateway that is built after it: tests before this one have left many.
    private MeterListener Listen()
    {
        var started = false;
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (started && instrument.Meter.Name == GatewayTelemetry.SourceName && !instrument.IsObservable)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, _, _, _) => _touched.Add(instrument.Name));
        listener.SetMeasurementEventCallback<double>((instrument, _, _, _) => _touched.Add(instrument.Name));
        listener.Start();
        started = true;
        return listener;
    }

    private Task<GatewayPlan> PlanAsync(string text, GatewayChatOptions? options = null) =>
        _gateway.Gateway.ExplainAsync([new ChatMessage(ChatRole.User, text)], options ?? new() { Caller = new() { User = "u" } });

    private Task<ChatResponse> AskAsync() => _gateway.Client.GetResponseAsync("Hi", new GatewayChatOptions { Caller = new() { User = "u" } });

    private sealed class RecordingSink(List<string> touched) : IUsageSink
    {
        public void Record(UsageRecord record) => touched.Add("sink");
    }

    private sealed class RecordingStore(IQuotaStore inner, List<string> touched) : IQuotaStore
    {
        public IQuotaStore Inner => inner;

        public bool Fails { get; set; }

        public HashSet<(QuotaRule Rule, string Partition)> Seen { get; } = [];

        public ValueTask<QuotaDecision> ReserveAsync(QuotaLease lease, TimeSpan lifetime, CancellationToken cancellationToken = default)
        {
            touched.Add("reserve");
            foreach (var charge in lease.Charges)
            {
                Seen.Add((charge.Rule, charge.Partition));
            }

            return inner.ReserveAsync(lease, lifetime, cancellationToken);
        }

        public ValueTask<bool> SettleAsync(QuotaLease lease, QuotaAmounts used, CancellationToken cancellationToken = default)
        {
            touched.Add("settle");
            return inner.SettleAsync(lease, used, cancellationToken);
        }

        public ValueTask<QuotaUsage> GetUsageAsync(QuotaRule rule, string partition, CancellationToken cancellationToken = default) =>
            Fails ? throw new IOException() : inner.GetUsageAsync(rule, partition, cancellationToken);
    }
}
