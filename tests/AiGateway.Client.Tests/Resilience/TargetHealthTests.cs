using AiGateway.Client.Resilience;
using AiGateway.Client.Routing;
using AiGateway.Client.Tests.Routing;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Tests.Resilience;

public sealed class TargetHealthTests
{
    private const string NoRetry = RoutingPolicyTests.NoRetry;
    private static readonly (string, string)[] Two = [("a", ""), ("b", "\"Priority\": 1")];

    private readonly TestClock _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    [TestCase(0.5, 4, "SSFF", true)]
    [TestCase(0.5, 4, "SSSFF", false)]
    [TestCase(0.5, 4, "FFF", false)]
    [TestCase(0.5, 4, "FFFF", true)]
    [TestCase(0.9, 4, "SFFF", false)]
    public async Task Breaker_RatioOfFailures_OpensAtTheConfiguredOne(double ratio, int minimum, string outcomes, bool opens)
    {
        await using var gateway = new ScriptedGateway(Two, FormattableString.Invariant($"{NoRetry}, \"Breaker\": {{ \"FailureRatio\": {ratio}, \"MinimumAttempts\": {minimum} }}"));
        gateway.Client("a").Plan = call => outcomes[call - 1] == 'S' ? Script.Answer : Script.Status(500);
        for (var i = 0; i < outcomes.Length; i++)
        {
            Assert.That(gateway.Health("a").State, Is.EqualTo(TargetState.Available), $"after {i} attempts");
            await gateway.AskAsync();
        }

        Assert.That(gateway.Health("a").State, Is.EqualTo(opens ? TargetState.Open : TargetState.Available));
    }

    [Test]
    public async Task Breaker_FailuresOfTheRequestItself_AreNotCounted([Values] bool streamed)
    {
        await using var gateway = new ScriptedGateway([("a", "")], NoRetry);
        gateway.On("a", Script.Status(400));
        for (var i = 0; i < 10; i++)
        {
            await gateway.FailAsync<TargetRefusedException>(streamed);
        }

        Assert.That(gateway.Health("a").State, Is.EqualTo(TargetState.Available));
    }

    [Test]
    public async Task Breaker_FailuresOlderThanTheWindow_AreForgotten([Values] bool streamed)
    {
        await using var gateway = new ScriptedGateway(Two, NoRetry + ", \"Breaker\": { \"Window\": \"00:00:30\" }");
        gateway.On("a", Script.Status(500));
        for (var i = 0; i < 10; i++)
        {
            await gateway.AskAsync(streamed);
            gateway.Time.Advance(TimeSpan.FromSeconds(20));
        }

        Assert.That((gateway.Health("a").State, gateway.Client("a").Calls), Is.EqualTo((TargetState.Available, 10)));
    }

    [Test]
    public async Task Breaker_HalfOpen_AdmitsExactlyOneProbeOfMany([Values] bool streamed)
    {
        await using var gateway = new ScriptedGateway(Two, NoRetry);
        await OpenAsync(gateway, streamed);
        for (var round = 0; round < 5; round++)
        {
            gateway.Time.Advance(TimeSpan.FromSeconds(15));
            Assert.That(gateway.Health("a").State, Is.EqualTo(TargetState.HalfOpen));
            var before = gateway.Client("a").Calls;
            gateway.On("a", new Script { Delay = TimeSpan.FromSeconds(1), Failure = new IOException("cut") });
            var calls = Enumerable.Range(0, 32).Select(_ => Task.Run(() => gateway.Start(streamed))).ToArray();
            await Quiescence.WaitAsync();
            Assert.That(gateway.Client("a").Calls - before, Is.EqualTo(1));
            await gateway.Gateway.RunAsync(Task.WhenAll(calls));
            Assert.That(gateway.Health("a").State, Is.EqualTo(TargetState.Open), "the probe failed");
        }

        gateway.Time.Advance(TimeSpan.FromSeconds(15));
        gateway.On("a", Script.Answer);
        Assert.That(await gateway.AnsweringAsync(streamed: streamed), Is.EqualTo("a"));
        Assert.That(gateway.Health("a").State, Is.EqualTo(TargetState.Available));
        await gateway.ShouldBeIdleAsync();
    }

    [Test]
    public async Task Breaker_ProbeCancelled_DecidesNothingAndTheNextMayTry([Values] bool streamed)
    {
        await using var gateway = new ScriptedGateway(Two, NoRetry);
        await OpenAsync(gateway, streamed);
        gateway.Time.Advance(TimeSpan.FromSeconds(15));
        gateway.On("a", Script.After(60));
        using var source = new CancellationTokenSource();
        var probe = gateway.Start(streamed, token: source.Token);
        await Quiescence.WaitAsync();
        Assert.That(gateway.Health("a").State, Is.EqualTo(TargetState.Open), "a probe is under way");
        await source.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => probe);
        Assert.That(gateway.Health("a").State, Is.EqualTo(TargetState.HalfOpen));
        gateway.On("a", Script.Answer);
        Assert.That(await gateway.AnsweringAsync(streamed: streamed), Is.EqualTo("a"));
    }

    [Test]
    public async Task Breaker_ProbeStreamWithContent_ClosesBeforeItsEndAndALaterBreakIsAFailure()
    {
        await using var gateway = new ScriptedGateway(Two, NoRetry);
        await OpenAsync(gateway, streamed: true);
        gateway.Time.Advance(TimeSpan.FromSeconds(15));
        gateway.On("a", Script.Broken(2, Breakage.NoFinish));
        await using var stream = gateway.Gateway.Client.GetStreamingResponseAsync("Hi").GetAsyncEnumerator();
        Assert.That(await stream.MoveNextAsync(), Is.True);
        Assert.That(gateway.Health("a").State, Is.EqualTo(TargetState.Available));
        await stream.MoveNextAsync();
        await Assert.ThrowsAsync<IncompleteStreamException>(async () => await stream.MoveNextAsync());
        Assert.That(gateway.Health("a").ConsecutiveFailures, Is.EqualTo(1));
    }

    [Test]
    public void Breaker_ProbeThatHangs_GivesItsPlaceUpAtItsLimit()
    {
        var breaker = new TargetBreaker(new BreakerSettings(0.5, 2, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(15)), _time);
        breaker.Record(failed: true);
        breaker.Record(failed: true);
        _time.Advance(TimeSpan.FromSeconds(15));
        var now = _time.GetTimestamp();
        Assert.That((breaker.TryEnter(now, now + 100, out var probe), probe), Is.EqualTo((true, true)));
        Assert.That(breaker.TryEnter(now + 99, now + 200, out _), Is.False);
        Assert.That(breaker.TryEnter(now + 100, now + 200, out _), Is.True);
    }

    [Test]
    public void CoolDown_ShorterOneLater_NeverCutsALongerOne()
    {
        var health = new TargetHealth("p", "m", _time);
        var start = _time.GetTimestamp();
        health.CoolDown(start + _time.Ticks(TimeSpan.FromSeconds(60)), needsAttention: false);
        health.CoolDown(start + _time.Ticks(TimeSpan.FromSeconds(2)), needsAttention: false);
        Assert.That(health.UnavailableUntil, Is.EqualTo(_time.GetUtcNow() + TimeSpan.FromSeconds(60)));
        Parallel.For(1, 200, second => health.CoolDown(start + _time.Ticks(TimeSpan.FromSeconds(second)), needsAttention: false));
        Assert.That(health.UnavailableUntil, Is.EqualTo(_time.GetUtcNow() + TimeSpan.FromSeconds(199)));
        _time.Advance(TimeSpan.FromSeconds(199));
        Assert.That((health.State, health.UnavailableUntil), Is.EqualTo((TargetState.Available, (DateTimeOffset?)null)));
    }

    [Test]
    public async Task CoolDown_ShorterRetryAfterOfAnAttemptUnderWay_LeavesTheTargetAloneAsLong([Values] bool streamed)
    {
        // Two requests are under way when the first is told to wait long, and the second short.
        await using var gateway = new FaultGateway("\"Kind\": \"Status\", \"Status\": 429, \"RetryAfter\": \"00:04:00\", \"LastCall\": 1", NoRetry);
        await gateway.AskAsync(streamed);
        var until = gateway.Health.UnavailableUntil!.Value;
        gateway.Health.CoolDown(gateway.Gateway.Time.GetTimestamp() + TimeSpan.FromSeconds(2).Ticks, needsAttention: false);
        Assert.That((until - gateway.Gateway.Time.GetUtcNow()).TotalSeconds, Is.InRange(240, 240.3));
        gateway.Gateway.Time.Advance(TimeSpan.FromSeconds(239));
        Assert.That((await gateway.AskAsync(streamed)).Response.GetGatewayResult().Target, Is.EqualTo("backup"));
        gateway.Gateway.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.That((await gateway.AskAsync(streamed)).Response.GetGatewayResult().Target, Is.EqualTo("main"));
    }

    [Test]
    public async Task RetryAfter_EveryTargetCoolsDown_IsTheEarliestMomentARetryMakesSense([Values] bool streamed)
    {
        await using var gateway = new FaultGateway("\"Kind\": \"Status\", \"Status\": 429, \"RetryAfter\": \"00:04:00\"", backupFault: "\"Kind\": \"Status\", \"Status\": 429, \"RetryAfter\": \"00:01:00\"");
        var exception = await gateway.FailAsync<AllTargetsFailedException>(streamed);
        Assert.That(exception.RetryAfter!.Value.TotalSeconds, Is.InRange(60, 60.3));
        Assert.That(exception.Targets.Select(target => target.State), Is.All.EqualTo(TargetState.CoolingDown));
        Assert.That(exception.Attempts, Has.Count.EqualTo(2), "so long a wait is not sat out");
    }

    [Test]
    public async Task Isolate_UntilReset_TakesTheTargetOutThroughReloads([Values] bool streamed)
    {
        await using var gateway = new ScriptedGateway(Two, NoRetry);
        gateway.Health("a").Isolate();
        Assert.That(await gateway.AnsweringAsync(streamed: streamed), Is.EqualTo("b"));
        gateway.Gateway.Reload(ScriptedGateway.Json(Two, NoRetry + ", \"Timeouts\": { \"Total\": \"00:01:00\" }"));
        gateway.Time.Advance(TimeSpan.FromDays(1));
        Assert.That((await gateway.AnsweringAsync(streamed: streamed), gateway.Health("a").State), Is.EqualTo(("b", TargetState.Isolated)));
        gateway.Health("a").Reset();
        Assert.That(await gateway.AnsweringAsync(streamed: streamed), Is.EqualTo("a"));
    }

    [Test]
    public async Task Isolate_EveryTarget_FailsAtOnceAndPromisesNothing([Values] bool streamed)
    {
        await using var gateway = new ScriptedGateway([("a", "")], NoRetry);
        gateway.Health("a").Isolate();
        var exception = await gateway.FailAsync<AllTargetsFailedException>(streamed);
        Assert.That((exception.Message, exception.RetryAfter), Is.EqualTo(("No target of route 'chat' is available: a: Isolated.", (TimeSpan?)null)));
    }

    [Test]
    public async Task Reset_OpenBreakerAndCoolDown_TakesAttemptsAtOnce([Values] bool streamed)
    {
        await using var gateway = new ScriptedGateway(Two, NoRetry);
        await OpenAsync(gateway, streamed);
        gateway.Health("a").CoolDown(gateway.Time.GetTimestamp() + TimeSpan.FromHours(1).Ticks, needsAttention: true);
        gateway.Health("a").Reset();
        gateway.On("a", Script.Answer);
        Assert.That((await gateway.AnsweringAsync(streamed: streamed), gateway.Health("a").State), Is.EqualTo(("a", TargetState.Available)));
    }

    [Test]
    public async Task Reload_OpenBreakerAndLatencies_AreKept([Values] bool streamed)
    {
        await using var gateway = new ScriptedGateway(Two, NoRetry);
        await OpenAsync(gateway, streamed);
        gateway.Gateway.Reload(ScriptedGateway.Json(Two, NoRetry + ", \"Timeouts\": { \"Total\": \"00:01:00\" }"));
        Assert.That(gateway.Health("a").State, Is.EqualTo(TargetState.Open));
        Assert.That(await gateway.AnsweringAsync(streamed: streamed), Is.EqualTo("b"));
        Assert.That(streamed ? gateway.Health("b").AverageTimeToFirstToken : gateway.Health("b").AverageResponseTime, Is.Not.Null);
    }

    private static async Task OpenAsync(ScriptedGateway gateway, bool streamed)
    {
        gateway.On("a", Script.Status(500));
        for (var i = 0; i < 3; i++)
        {
            await gateway.AskAsync(streamed);
        }

        Assert.That(gateway.Health("a").State, Is.EqualTo(TargetState.Open));
    }
}
