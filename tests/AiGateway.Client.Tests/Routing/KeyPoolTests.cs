using AiGateway.Client.Resilience;
using AiGateway.Client.Routing;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Tests.Routing;

public sealed class KeyPoolTests
{
    private static readonly Dictionary<string, string> TwoKeys = new() { ["a"] = $"\"ApiKeys\": {{ \"one\": \"{Key(1)}\", \"two\": \"{Key(2)}\" }}" };

    [Test]
    public async Task ApiKeys_ManyRequests_TakeTurns([Values] bool streamed, [Values("Priority", "Weighted", "RoundRobin", "LeastBusy")] string policy)
    {
        await using var gateway = new ScriptedGateway([("a", "")], $"\"Policy\": \"{policy}\"", TwoKeys);
        for (var i = 0; i < 20; i++)
        {
            var attempt = (await gateway.AskAsync(streamed)).GetGatewayResult().Attempts.Single();
            Assert.That(attempt.Key, Is.AnyOf("one", "two"));
        }

        Assert.That(gateway.Client("a", "one").Calls, policy == "Weighted" ? Is.InRange(3, 17) : Is.EqualTo(10));
    }

    [TestCase(401, FailureKind.Authentication)]
    [TestCase(429, FailureKind.RateLimited)]
    [TestCase(402, FailureKind.QuotaExhausted)]
    public async Task ApiKeys_OneIsRefused_TheOtherTakesOverAndIsUsedFromThenOn(int status, FailureKind kind)
    {
        foreach (var streamed in new[] { false, true })
        {
            await using var gateway = new ScriptedGateway([("a", ""), ("b", "\"Priority\": 1")], "\"Retry\": { \"ShortWait\": \"0\" }", TwoKeys);
            gateway.On("a", Script.Status(status), "one");
            var result = (await gateway.AskAsync(streamed)).GetGatewayResult();
            Assert.That(result.Attempts.Select(attempt => (attempt.Target, attempt.Key, attempt.Failure?.Kind)),
                Is.EqualTo(new (string, string?, FailureKind?)[] { ("a", "one", kind), ("a", "two", null) }));
            Assert.That(result.Duration, Is.EqualTo(TimeSpan.Zero));
            for (var i = 0; i < 4; i++)
            {
                Assert.That((await gateway.AskAsync(streamed)).GetGatewayResult().Attempts.Single().Key, Is.EqualTo("two"));
            }

            Assert.That(gateway.Client("b").Calls, Is.Zero);
        }
    }

    [Test]
    public async Task ApiKeys_EveryKey_HasAHealthOfItsOwnAndNoneIsShown()
    {
        await using var gateway = new ScriptedGateway([("a", "")], "", TwoKeys);
        gateway.On("a", Script.Status(401), "one");
        await gateway.AskAsync();
        var healths = gateway.Gateway.Gateway.Health;
        Assert.That(healths.Select(health => (health.Provider, health.State)),
            Is.EqualTo(new[] { ("a", TargetState.CoolingDown), ("a", TargetState.Available) }));
        var plan = await gateway.Gateway.Gateway.ExplainAsync([new(ChatRole.User, "Hi")]);
        Assert.That(plan.Targets.Select(target => target.ToString()), Is.EquivalentTo(new[] { "a (a, a, key 'one'): CoolingDown", "a (a, a, key 'two'): Available" }));
        Assert.That(gateway.Gateway.Log.Entries.Select(entry => entry.Text), Has.None.Contains(Key(1)));
    }

    [Test]
    public async Task ApiKeys_NoFallback_LeavesTheOtherKeyOfTheSameTarget([Values] bool streamed)
    {
        await using var gateway = new ScriptedGateway([("a", ""), ("b", "\"Priority\": 1")], RoutingPolicyTests.NoRetry, TwoKeys);
        gateway.On("a", Script.Status(500), "one").On("a", Script.Status(500), "two");
        var exception = await gateway.FailAsync<AllTargetsFailedException>(streamed, new Client.Context.GatewayChatOptions { NoFallback = true });
        Assert.That(exception.Attempts.Select(attempt => attempt.Key), Is.EqualTo(new[] { "one", "two" }));
    }

    [Test]
    public async Task MaxConcurrency_Reached_FurtherRequestsGoElsewhereUntilOneEnds([Values] bool streamed)
    {
        await using var gateway = new ScriptedGateway([("a", "\"MaxConcurrency\": 2"), ("b", "\"Priority\": 1")]);
        gateway.On("a", Script.After(5)).On("b", Script.After(9));
        var calls = Enumerable.Range(0, 5).Select(_ => gateway.Start(streamed)).ToArray();
        await Quiescence.WaitAsync();
        Assert.That((gateway.Client("a").Running, gateway.Client("b").Running), Is.EqualTo((2, 3)));
        Assert.That((await gateway.Gateway.Gateway.ExplainAsync([new(ChatRole.User, "Hi")])).Targets[0].State, Is.EqualTo(TargetState.Busy));
        await gateway.Gateway.RunAsync(Task.WhenAll(calls));
        Assert.That(await gateway.AnsweringAsync(streamed: streamed), Is.EqualTo("a"));
        await gateway.ShouldBeIdleAsync();
    }

    [Test]
    public async Task MaxConcurrency_EveryTargetBusy_FailsAtOnceAndSaysSo([Values] bool streamed)
    {
        await using var gateway = new ScriptedGateway([("a", "\"MaxConcurrency\": 1")]);
        gateway.On("a", Script.After(5));
        var first = gateway.Start(streamed);
        await Quiescence.WaitAsync();
        var exception = await Assert.ThrowsAsync<AllTargetsFailedException>(() => gateway.Start(streamed));
        Assert.That((exception!.Message, exception.RetryAfter), Is.EqualTo(("No target of route 'chat' is available: a: Busy.", (TimeSpan?)TimeSpan.Zero)));
        await gateway.Gateway.RunAsync(first);
        await gateway.ShouldBeIdleAsync();
    }

    [Test]
    public async Task MaxConcurrency_ManyThreads_IsNeverExceeded([Values] bool streamed)
    {
        await using var gateway = new ScriptedGateway([("a", "\"MaxConcurrency\": 3"), ("b", "\"Priority\": 1")]);
        var most = 0;
        gateway.Client("a").Plan = _ =>
        {
            InterlockedMax(ref most, gateway.Client("a").Running);
            return Script.After(1);
        };
        for (var round = 0; round < 20; round++)
        {
            await gateway.Gateway.RunAsync(Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => gateway.Start(streamed)))));
        }

        Assert.That(most, Is.EqualTo(3));
        await gateway.ShouldBeIdleAsync();
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); value > seen; seen = Volatile.Read(ref most))
        {
            Interlocked.CompareExchange(ref most, value, seen);
        }
    }

    // Not a key of anybody, and not written down as one.
    private static string Key(int number) => string.Concat("key", "-of-the-test-", number);
}
