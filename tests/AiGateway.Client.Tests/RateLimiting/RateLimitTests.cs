using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;
using AiGateway.Client.RateLimiting;
using AiGateway.Client.Routing;
using AiGateway.Client.Tests.Quotas;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Tests.RateLimiting;

public sealed class RateLimitTests
{
    private const string TwoPerUser = """ "RateLimits": { "per-user": { "PartitionBy": "User", "Requests": 2 } } """;
    private const string TwoTargets = """ "main": { "Provider": "fake", "Model": "m" }, "next": { "Provider": "other", "Model": "n", "Priority": 1 } """;

    [Test]
    public async Task Requests_UsedUp_RefusesNamingTheKindAndNeverTheUser([Values] bool streamed)
    {
        await using var gateway = new LimitedGateway(TwoPerUser);
        var options = LimitedGateway.By("acme", "anna@example.com");
        await gateway.AskAsync(streamed, options);
        await gateway.AskAsync(streamed, options);
        gateway.Time.Advance(TimeSpan.FromSeconds(12));
        var refusal = await gateway.RefuseAsync<RateLimitExceededException>(streamed, options);
        Assert.That(refusal.Message, Is.EqualTo(
            "Rate limit 'per-user' (by User) allows 2 requests in 00:01:00: 0 left, 1 needed. Try again in 78 s."));
        Assert.That((refusal.Stage, refusal.ReasonCode, refusal.RetryAfter), Is.EqualTo((GatewayStage.RateLimits, "rate_limit_exceeded", TimeSpan.FromSeconds(78))));
        Assert.That((refusal.LimitName, refusal.PartitionBy, refusal.Unit, refusal.Limit, refusal.Remaining), Is.EqualTo(("per-user", "User", LimitUnit.Requests, 2m, 0m)));
        Assert.That(refusal.Result!.Outcome, Is.EqualTo(GatewayOutcome.Rejected));
        Assert.That(refusal.ToString() + string.Concat(gateway.Gateway.Log.Entries.Select(entry => entry.Text)), Does.Not.Contain("anna").And.Not.Contain("acme"));
    }

    [TestCase("Tenant", "acme", "u1", "app", "x", "other", "u1", "app", "x")]
    [TestCase("User", "acme", "u1", "app", "x", "acme", "u2", "app", "x")]
    [TestCase("User", "acme", "u1", "app", "x", "other", "u1", "app", "x")]
    [TestCase("App", "acme", "u1", "app", "x", "acme", "u1", "app2", "x")]
    [TestCase("Tag:feature", "acme", "u1", "app", "x", "acme", "u1", "app", "y")]
    [TestCase("tenant, tag:feature", "acme", "u1", "app", "x", "acme", "u1", "app", "y")]
    [TestCase("Tenant,User", "ac", "me", "app", "x", "a", "cme", "app", "x")]
    public async Task PartitionBy_AnotherPartition_HasItsOwnLimit(
        string partitionBy, string tenant, string user, string app, string tag, string tenant2, string user2, string app2, string tag2)
    {
        await using var gateway = new LimitedGateway($$""" "RateLimits": { "one": { "PartitionBy": "{{partitionBy}}", "Requests": 1 } } """);
        await gateway.AskAsync(false, LimitedGateway.By(tenant, user, app, tag));
        await gateway.AskAsync(false, LimitedGateway.By(tenant2, user2, app2, tag2));
        await gateway.RefuseAsync<RateLimitExceededException>(false, LimitedGateway.By(tenant, user, app, tag));
    }

    [Test]
    public async Task PartitionBy_Nothing_IsSharedByEverybody([Values] bool streamed)
    {
        await using var gateway = new LimitedGateway(""" "RateLimits": { "all": { "Requests": 1 } } """);
        await gateway.AskAsync(streamed, LimitedGateway.By("acme"));
        var refusal = await gateway.RefuseAsync<RateLimitExceededException>(streamed, LimitedGateway.By("other"));
        Assert.That(refusal.PartitionBy, Is.EqualTo("Everybody"));
    }

    [Test]
    public async Task Tokens_EstimatedThenSettled_CountWhatWasUsed([Values] bool streamed)
    {
        await using var gateway = new LimitedGateway(""" "RateLimits": { "tokens": { "PartitionBy": "Tenant", "Tokens": 250 } } """);
        var limit = await gateway.AskForLimitAsync(streamed, LimitedGateway.By("acme"));
        Assert.That(limit, Is.EqualTo(new GatewayLimit("tokens", LimitUnit.Tokens, 250, 150, new DateTimeOffset(2026, 3, 1, 12, 1, 0, TimeSpan.Zero))));
        await gateway.AskAsync(streamed, LimitedGateway.By("acme"));
        var refusal = await gateway.RefuseAsync<RateLimitExceededException>(streamed, LimitedGateway.By("acme"));
        Assert.That(refusal.Message, Is.EqualTo(
            "Rate limit 'tokens' (by Tenant) allows 250 tokens in 00:01:00: 50 left, 100 needed. Try again in 75 s."));
    }

    [Test]
    public async Task Tokens_RequestLargerThanTheLimit_IsToldSo([Values] bool streamed)
    {
        await using var gateway = new LimitedGateway(""" "RateLimits": { "tokens": { "Tokens": 99 } } """);
        var refusal = await gateway.RefuseAsync<RateLimitExceededException>(streamed);
        Assert.That((refusal.Message, refusal.RetryAfter), Is.EqualTo((
            "Rate limit 'tokens' (by Everybody) allows 99 tokens in 00:01:00: 99 left, 100 needed. The request alone is more than the limit; make it smaller.", (TimeSpan?)null)));
    }

    [Test]
    public async Task Concurrency_SlotIsHeldUntilTheStreamIsDisposed()
    {
        await using var gateway = new LimitedGateway(""" "RateLimits": { "slots": { "Concurrency": 1 } } """);
        var stream = gateway.Gateway.Client.GetStreamingResponseAsync("Hi").GetAsyncEnumerator();
        await stream.MoveNextAsync();
        var refusal = await gateway.RefuseAsync<RateLimitExceededException>(false);
        Assert.That(refusal.Message, Is.EqualTo("Rate limit 'slots' (by Everybody) allows 1 request at once: 0 left, 1 needed. Try again when one of them has ended."));
        await stream.DisposeAsync();
        await stream.DisposeAsync();
        Assert.That(gateway.Fake.OpenStreams, Is.Zero);
        Assert.That((await gateway.AskForLimitAsync(true)).Remaining, Is.EqualTo(1));
    }

    [Test]
    public async Task Concurrency_StreamNeitherReadNorDisposed_GivesItsSlotBackWhenTheLeaseExpires()
    {
        await using var gateway = new LimitedGateway(""" "QuotaLeaseTime": "00:05:00", "RateLimits": { "slots": { "Concurrency": 1 } } """);
        var lost = gateway.Gateway.Client.GetStreamingResponseAsync("Hi").GetAsyncEnumerator();
        await lost.MoveNextAsync();
        gateway.Time.Advance(TimeSpan.FromMinutes(4));
        await gateway.RefuseAsync<RateLimitExceededException>(true);
        gateway.Time.Advance(TimeSpan.FromMinutes(1));
        await gateway.AskAsync(true);
        await lost.DisposeAsync();
        Assert.That((await gateway.AskForLimitAsync(true)).Remaining, Is.EqualTo(1));
    }

    [Test]
    public async Task Stream_EnumeratedButNeverMoved_ReservesNothing()
    {
        await using var gateway = new LimitedGateway(""" "RateLimits": { "slots": { "Concurrency": 1 } } """);
        await using var idle = gateway.Gateway.Client.GetStreamingResponseAsync("Hi").GetAsyncEnumerator();
        await gateway.AskAsync(true);
    }

    [Test]
    public async Task SeveralLimits_AreReservedTogetherAndAllOnTheResult([Values] bool streamed)
    {
        await using var gateway = new LimitedGateway("""
            "RateLimits": {
                "per-user": { "PartitionBy": "User", "Requests": 5, "Tokens": 1000, "Concurrency": 2 },
                "per-tenant": { "PartitionBy": "Tenant", "Requests": 1 } },
            "Budgets": { "month": { "Amount": 10 } }
            """);
        var result = (await gateway.AskAsync(streamed, LimitedGateway.By("acme", "u1"))).GetGatewayResult();
        Assert.That(result.Limits.Select(limit => (limit.Name, limit.Unit, limit.Remaining)), Is.EquivalentTo(new[]
        {
            ("per-user", LimitUnit.Requests, 4m), ("per-user", LimitUnit.Tokens, 900m), ("per-user", LimitUnit.Concurrency, 2m),
            ("per-tenant", LimitUnit.Requests, 0m), ("month", LimitUnit.Usd, 9.9m),
        }));
        await gateway.RefuseAsync<RateLimitExceededException>(streamed, LimitedGateway.By("acme", "u1"));
        var other = (await gateway.AskAsync(streamed, LimitedGateway.By("other", "u1"))).GetGatewayResult();
        Assert.That(other.Limits.Single(limit => limit.Unit is LimitUnit.Requests && limit.Name == "per-user").Remaining, Is.EqualTo(4));
    }

    [Test]
    public async Task NoLimits_ResultHasNone([Values] bool streamed)
    {
        await using var gateway = new LimitedGateway(""" "Aliases": {} """);
        Assert.That((await gateway.AskAsync(streamed)).GetGatewayResult().Limits, Is.Empty);
    }

    [Test]
    public async Task RefusedFurtherDown_GivesTheRequestBack([Values] bool streamed)
    {
        await using var gateway = new LimitedGateway(""" "RateLimits": { "all": { "Requests": 1 } }, "Budgets": { "b": { "PartitionBy": "Tenant", "Amount": 0.05 } } """);
        await gateway.RefuseAsync<Client.Budgets.BudgetExceededException>(streamed);
        await gateway.RefuseAsync<Client.Budgets.BudgetExceededException>(streamed);
        gateway.Reload(""" "RateLimits": { "all": { "Requests": 1 } } """);
        Assert.That((await gateway.AskForLimitAsync(streamed)).Remaining, Is.Zero);
    }

    [Test]
    public async Task DryRun_CountsAndReportsAndLetsThrough([Values] bool streamed)
    {
        await using var gateway = new LimitedGateway(""" "RateLimits": { "trial": { "PartitionBy": "User", "Requests": 1, "Mode": "DryRun" } } """);
        await gateway.AskAsync(streamed);
        Assert.That(gateway.Gateway.Log.Entries.Any(entry => entry.Id.Id == 6000), Is.False);
        Assert.That((await gateway.AskForLimitAsync(streamed)).Remaining, Is.EqualTo(-1));
        Assert.That(gateway.Gateway.Log.Entries.Single(entry => entry.Id.Id == 6000).Text, Does.EndWith("goes beyond rate limit trial (Requests, by User), which does not refuse it: mode DryRun"));
    }

    [Test]
    public async Task Reload_ChangedLimit_AppliesToWhatIsCountedAlready([Values] bool streamed)
    {
        await using var gateway = new LimitedGateway(""" "RateLimits": { "all": { "Requests": 2 } } """);
        await gateway.AskAsync(streamed);
        await gateway.AskAsync(streamed);
        gateway.Reload(""" "RateLimits": { "all": { "Requests": 4 } } """);
        Assert.That((await gateway.AskForLimitAsync(streamed)).Remaining, Is.EqualTo(1));
        gateway.Reload(""" "RateLimits": { "all": { "Requests": 3 } } """);
        await gateway.RefuseAsync<RateLimitExceededException>(streamed);
    }

    [Test]
    public async Task ByTarget_UsedUp_AsksTheNextTarget([Values] bool streamed, [Values("Model", "Provider", "Route, Model")] string partitionBy)
    {
        await using var gateway = new LimitedGateway($$""" "RateLimits": { "target": { "PartitionBy": "{{partitionBy}}", "Requests": 1 } } """, targets: TwoTargets);
        string?[] targets =
            [(await gateway.AskAsync(streamed)).GetGatewayResult().Target, (await gateway.AskAsync(streamed)).GetGatewayResult().Target];
        Assert.That(targets, Is.EqualTo(new[] { "main", "next" }));
        gateway.Time.Advance(TimeSpan.FromSeconds(30));
        var refusal = await gateway.RefuseAsync<RateLimitExceededException>(streamed);
        Assert.That((refusal.LimitName, refusal.RetryAfter, refusal.Result!.Attempts.Count), Is.EqualTo(("target", TimeSpan.FromSeconds(90), 0)));
        Assert.That(gateway.Gateway.Gateway.Health.Select(health => health.InFlight), Is.All.Zero);
    }

    [Test]
    public async Task ByTarget_FailedAttempt_CountsAtItsOwnTarget([Values] bool streamed)
    {
        var calls = 0;
        var fake = new FakeChatClient
        {
            OnResponse = (_, _, _) => calls++ == 0 ? throw new HttpRequestException("Fails.") : Task.FromResult(FakeChatClient.Answer("fake")),
            OnStream = (_, _, _) => calls++ == 0 ? throw new HttpRequestException("Fails.") : FakeChatClient.Stream(FakeChatClient.Text("fake"), FakeChatClient.Finish()),
        };
        await using var gateway = new LimitedGateway(""" "RateLimits": { "target": { "PartitionBy": "Model", "Requests": 2 } } """, fake, targets: TwoTargets);
        var first = (await gateway.AskAsync(streamed)).GetGatewayResult();
        Assert.That(first.Attempts.Select(attempt => attempt.Target), Is.EqualTo(new[] { "main", "next" }));
        string?[] targets =
            [(await gateway.AskAsync(streamed)).GetGatewayResult().Target, (await gateway.AskAsync(streamed)).GetGatewayResult().Target];
        Assert.That(targets, Is.EqualTo(new[] { "main", "next" }));
        await gateway.RefuseAsync<RateLimitExceededException>(streamed);
    }

    [Test]
    public async Task ByTarget_TheOtherFails_SaysThatAllFailed([Values] bool streamed)
    {
        var fake = new FakeChatClient
        {
            OnResponse = (_, _, _) => throw new HttpRequestException("Fails."),
            OnStream = (_, _, _) => throw new HttpRequestException("Fails."),
        };
        await using var gateway = new LimitedGateway(""" "RateLimits": { "target": { "PartitionBy": "Model", "Requests": 1 } } """, fake, targets: TwoTargets);
        var failure = await gateway.RefuseAsync<AllTargetsFailedException>(streamed);
        Assert.That(failure.Attempts, Has.Count.EqualTo(2));
        await gateway.RefuseAsync<RateLimitExceededException>(streamed);
    }

    [Test]
    public async Task ByTarget_RetryAfterASkippedFirstTarget_KeepsItsCount([Values] bool streamed)
    {
        // The first target is used up; the second fails once and is asked again.
        var calls = 0;
        var fake = new FakeChatClient
        {
            OnResponse = (_, _, _) => ++calls == 2 ? throw new HttpRequestException("Fails.") : Task.FromResult(FakeChatClient.Answer("fake")),
            OnStream = (_, _, _) => ++calls == 2 ? throw new HttpRequestException("Fails.") : FakeChatClient.Stream(FakeChatClient.Text("fake"), FakeChatClient.Finish()),
        };
        await using var gateway = new LimitedGateway(""" "RateLimits": { "target": { "PartitionBy": "Provider", "Requests": 3, "Tokens": 200 } } """, fake, targets: TwoTargets, retries: 1);
        await gateway.AskAsync(streamed);
        var second = await gateway.Gateway.RunAsync(gateway.AskAsync(streamed));
        Assert.That(second.GetGatewayResult().Attempts.Select(attempt => (attempt.Target, attempt.Kind)),
            Is.EqualTo(new[] { ("main", AttemptKind.First), ("main", AttemptKind.Retry) }));
        var third = await gateway.AskAsync(streamed);
        Assert.That(third.GetGatewayResult().Attempts.Select(attempt => (attempt.Target, attempt.Kind)), Is.EqualTo(new[] { ("next", AttemptKind.First) }));
    }

    [Test]
    public async Task Metrics_CountRefusals()
    {
        await using var gateway = new LimitedGateway(""" "RateLimits": { "all": { "Requests": 1 } } """);
        using var meter = new Measurements("aigateway.limits.rejections");
        await gateway.AskAsync(false);
        await gateway.RefuseAsync<RateLimitExceededException>(false);
        Assert.That(meter.Tags, Is.EqualTo(new[] { "aigateway.limit=all;aigateway.limit.unit=Requests;aigateway.outcome=rate_limit_exceeded" }));
    }

    [TestCase(""" "RateLimits": { "x": { } } """, "AiGateway:RateLimits:x limits nothing. Set AiGateway:RateLimits:x:Requests, AiGateway:RateLimits:x:Tokens or AiGateway:RateLimits:x:Concurrency.")]
    [TestCase(""" "RateLimits": { "x": { "Requests": 0, "Window": "00:00:00.5", "QueueLimit": -1, "QueueTimeout": "02:00:00" } } """,
        "AiGateway:RateLimits:x:Requests = '0' is out of range: at least 1. Remove the key for no limit.",
        "AiGateway:RateLimits:x:Window = '00:00:00.5000000' is out of range: from 00:00:01 to 31.00:00:00.",
        "AiGateway:RateLimits:x:QueueLimit = '-1' is out of range: from 0 to 1000000.",
        "AiGateway:RateLimits:x:QueueTimeout = '02:00:00' is out of range: from 00:00:00 to 01:00:00.")]
    [TestCase(""" "RateLimits": { "x": { "PartitionBy": "Tenant, Usr", "Tokens": 1 } } """,
        "AiGateway:RateLimits:x:PartitionBy = 'Tenant, Usr' has 'Usr', which is not known. Known, separated by commas: Tenant, User, App, Model, Provider, Route, Tag:<name>; empty for everybody together.")]
    [TestCase(""" "RateLimits": { "x": { "PartitionBy": "Model", "Requests": 1, "QueueLimit": 5 } } """,
        "AiGateway:RateLimits:x:QueueLimit = '5' does not go with a limit by Model or Provider, for which another target is asked at once. Remove it, or remove Model and Provider from AiGateway:RateLimits:x:PartitionBy.")]
    [TestCase(""" "RateLimits": { "x": { "Concurrency": 1, "Mode": "Maybe" } }, "QuotaLeaseTime": "0" """,
        "AiGateway:RateLimits:x:Mode = 'Maybe' is not one of Enforce, DryRun.",
        "AiGateway:QuotaLeaseTime = '00:00:00' is out of range: from 00:00:01 to 1.00:00:00.")]
    [TestCase(""" "RateLimits": { "x": { "Requests": 1, "Durable": true } } """,
        "AiGateway:RateLimits:x:Durable = 'True' concerns tokens, of which there is no limit. Set AiGateway:RateLimits:x:Tokens, or remove AiGateway:RateLimits:x:Durable.")]
    public void Build_WithErrors_NamesKeyValueAndRemedy(string limits, params string[] expected) =>
        Assert.That(LimitedGateway.Failures(limits), Is.EquivalentTo(expected));
}
