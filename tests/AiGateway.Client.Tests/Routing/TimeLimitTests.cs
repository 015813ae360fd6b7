using AiGateway.Client.Context;
using AiGateway.Client.Resilience;
using AiGateway.Client.Routing;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Tests.Routing;

/// <summary>Time limits and cancellation against targets that do not listen to their token.</summary>
public sealed class TimeLimitTests
{
    private static readonly (string, string)[] One = [("a", "")];
    private static readonly (string, string)[] Two = [("a", ""), ("b", "\"Priority\": 1")];

    [Test]
    public async Task Total_TargetIsSilent_EndsTheRequestThenAndThere([Values] bool streamed, [Values] bool deaf)
    {
        await using var gateway = new ScriptedGateway(Two, Limits("\"Total\": \"00:00:07.250\""));
        gateway.On("a", Script.DeafSilence with { Deaf = deaf });
        var exception = await gateway.FailAsync<AllTargetsFailedException>(streamed);
        Assert.That((exception.Result!.Duration, exception.Attempts.Single().Failure!.Kind), Is.EqualTo((TimeSpan.FromMilliseconds(7250), FailureKind.Timeout)));
        Assert.That(gateway.Client("b").Calls, Is.Zero);
        await gateway.ShouldBeIdleAsync();
    }

    [Test]
    public async Task Total_RetriesOfAFailingTarget_EndBeforeIt([Values] bool streamed)
    {
        await using var gateway = new ScriptedGateway(One, Limits("\"Total\": \"00:00:10\"", "\"MaxRetries\": 20, \"MaxAttempts\": 100") + RoutingPolicyTests.NoBreaker);
        gateway.On("a", Script.Status(500));
        var exception = await gateway.FailAsync<AllTargetsFailedException>(streamed);
        Assert.That(exception.Attempts, Has.Count.InRange(4, 8));
        Assert.That(exception.Result!.Duration, Is.LessThanOrEqualTo(TimeSpan.FromSeconds(10)));
        await gateway.ShouldBeIdleAsync();
    }

    [Test]
    public async Task Total_StreamIsBeingDelivered_BreaksItOff([Values] bool deaf)
    {
        await using var gateway = new ScriptedGateway(One, Limits("\"Total\": \"00:00:10\", \"Idle\": \"00:00:30\""));
        gateway.On("a", new Script { ChunkDelay = TimeSpan.FromSeconds(4), Deaf = deaf });
        var exception = await gateway.FailAsync<IncompleteStreamException>(streamed: true);
        Assert.That((exception.Result!.Duration, exception.Failure.Kind, exception.TextLength), Is.EqualTo((TimeSpan.FromSeconds(10), FailureKind.Timeout, 13)));

        // What a deaf target still waits for is its own.
        gateway.Time.Advance(TimeSpan.FromSeconds(deaf ? 4 : 0));
        await gateway.ShouldBeIdleAsync();
    }

    [Test]
    public async Task Attempt_TargetIsSilent_TheNextIsAsked([Values] bool streamed, [Values] bool deaf)
    {
        await using var gateway = new ScriptedGateway(Two, Limits("\"Attempt\": \"00:00:05\""));
        gateway.On("a", Script.DeafSilence with { Deaf = deaf });
        var result = (await gateway.AskAsync(streamed)).GetGatewayResult();
        Assert.That(result.Attempts.Select(attempt => (attempt.Target, attempt.Failure?.Kind)), Is.EqualTo(new[] { ("a", (FailureKind?)FailureKind.Timeout), ("b", null) }));
        Assert.That(result.Duration, Is.EqualTo(TimeSpan.FromSeconds(5)));
        await gateway.ShouldBeIdleAsync();
    }

    [Test]
    public async Task FirstToken_TargetIsSilent_TheNextIsAskedAndPlainCallsAreNotMeant([Values] bool deaf)
    {
        await using var gateway = new ScriptedGateway(Two, Limits("\"FirstToken\": \"00:00:05\", \"Attempt\": \"00:00:20\""));
        gateway.On("a", Script.After(12) with { Deaf = deaf });
        var streamed = (await gateway.AskAsync(streamed: true)).GetGatewayResult();
        Assert.That((streamed.Target, streamed.Duration), Is.EqualTo(("b", TimeSpan.FromSeconds(5))));
        var plain = (await gateway.AskAsync(streamed: false)).GetGatewayResult();
        Assert.That((plain.Target, plain.Duration), Is.EqualTo(("a", TimeSpan.FromSeconds(12))));
        await gateway.Gateway.RunAsync(Task.Delay(TimeSpan.FromSeconds(12), gateway.Time).ContinueWith(_ => true, TaskScheduler.Default));
        await gateway.ShouldBeIdleAsync();
    }

    [Test]
    public async Task Attempt_StreamIsBeingDelivered_CountsNoMore()
    {
        await using var gateway = new ScriptedGateway(One, Limits("\"FirstToken\": \"00:00:05\", \"Attempt\": \"00:00:05\""));
        gateway.On("a", new Script { ChunkDelay = TimeSpan.FromSeconds(4) });
        var result = (await gateway.AskAsync(streamed: true)).GetGatewayResult();
        Assert.That((result.Attempts.Count, result.Duration), Is.EqualTo((1, TimeSpan.FromSeconds(12))));
        await gateway.ShouldBeIdleAsync();
    }

    [Test]
    public async Task Idle_StreamFallsSilent_BreaksItOff([Values] bool deaf)
    {
        await using var gateway = new ScriptedGateway(One, Limits("\"Idle\": \"00:00:05\""));
        gateway.On("a", Script.Broken(2, Breakage.Silence) with { ChunkDelay = TimeSpan.FromSeconds(4), Deaf = deaf });
        var exception = await gateway.FailAsync<IncompleteStreamException>(streamed: true);
        Assert.That((exception.Result!.Duration, exception.Failure.Kind, exception.TextLength), Is.EqualTo((TimeSpan.FromSeconds(9), FailureKind.Timeout, 7)));
        await gateway.ShouldBeIdleAsync();
    }

    [Test]
    public async Task Idle_ReaderIsSlow_CountsOnlyTheTimeItWaits()
    {
        await using var gateway = new ScriptedGateway(One, Limits("\"Idle\": \"00:00:05\""));
        gateway.On("a", new Script { ChunkDelay = TimeSpan.FromSeconds(1) });
        var updates = 0;
        await gateway.Gateway.RunAsync(ReadSlowlyAsync());
        Assert.That(updates, Is.EqualTo(6), "four words, the finish, the result");
        await gateway.ShouldBeIdleAsync();

        async Task<bool> ReadSlowlyAsync()
        {
            await foreach (var update in gateway.Gateway.Client.GetStreamingResponseAsync("Hi"))
            {
                updates++;
                await Task.Delay(TimeSpan.FromSeconds(20), gateway.Time);
            }

            return true;
        }
    }

    [Test]
    public async Task Deadline_OfARequest_ShortensTheTotalAndDoesNotLengthenIt([Values] bool streamed, [Values] bool deaf)
    {
        await using var gateway = new ScriptedGateway(One, Limits("\"Total\": \"00:00:10\""));
        gateway.On("a", Script.DeafSilence with { Deaf = deaf });
        foreach (var (deadline, expected) in new[] { (3d, 3d), (30d, 10d), (0.0001, 0.001) })
        {
            var exception = await gateway.FailAsync<AllTargetsFailedException>(streamed, new GatewayChatOptions { Deadline = TimeSpan.FromSeconds(deadline) });
            Assert.That(exception.Result!.Duration, Is.EqualTo(TimeSpan.FromSeconds(expected)));
            gateway.Health("a").Reset();
        }

        await gateway.ShouldBeIdleAsync();
    }

    [Test]
    public async Task Deadline_AlreadyOver_NobodyIsAsked([Values] bool streamed, [Values(0, -1)] int seconds)
    {
        await using var gateway = new ScriptedGateway(One);
        var exception = await gateway.FailAsync<AllTargetsFailedException>(streamed, new GatewayChatOptions { Deadline = TimeSpan.FromSeconds(seconds) });
        Assert.That((exception.Message, gateway.Client("a").Calls), Is.EqualTo(("The time limit of the request on route 'chat' had passed before a target could be asked.", 0)));
        await gateway.ShouldBeIdleAsync();
    }

    [Test]
    public async Task Deadline_WithoutAnyLimitOfTheRoute_Holds([Values] bool streamed)
    {
        await using var gateway = new ScriptedGateway(One, Limits("\"Total\": \"0\", \"Attempt\": \"0\", \"Idle\": \"0\""));
        gateway.On("a", Script.DeafSilence);
        var exception = await gateway.FailAsync<AllTargetsFailedException>(streamed, new GatewayChatOptions { Deadline = TimeSpan.FromSeconds(3) });
        Assert.That(exception.Result!.Duration, Is.EqualTo(TimeSpan.FromSeconds(3)));
        await gateway.ShouldBeIdleAsync();
    }

    [Test]
    public async Task Cancel_TargetIsSilent_EndsTheCallWithoutTheClock([Values] bool streamed, [Values] bool deaf)
    {
        await using var gateway = new ScriptedGateway(Two);
        gateway.On("a", Script.DeafSilence with { Deaf = deaf });
        await CancelAsync(gateway, streamed);
        Assert.That((gateway.Client("b").Calls, gateway.Health("a").IsHealthy), Is.EqualTo((0, true)));
    }

    [Test]
    public async Task Cancel_BetweenTwoAttempts_EndsTheCallWithoutTheClock([Values] bool streamed)
    {
        await using var gateway = new ScriptedGateway(One);
        gateway.On("a", Script.Status(500));
        await CancelAsync(gateway, streamed);
    }

    [Test]
    public async Task Cancel_StreamIsBeingDelivered_EndsItWithoutTheClock([Values] bool deaf, [Values] StreamRecovery recovery)
    {
        await using var gateway = new ScriptedGateway(Two, $"\"StreamRecovery\": \"{recovery}\"");
        gateway.On("a", Script.Broken(2, Breakage.Silence) with { Deaf = deaf });
        await CancelAsync(gateway, streamed: true);
        Assert.That(gateway.Client("b").Calls, Is.Zero);
    }

    [Test]
    public async Task Cancel_BeforeTheCall_NobodyIsAsked([Values] bool streamed)
    {
        await using var gateway = new ScriptedGateway(One);
        await Assert.ThrowsAsync<OperationCanceledException>(() => gateway.Start(streamed, token: new CancellationToken(canceled: true)));
        Assert.That(gateway.Client("a").Calls, Is.Zero);
        await gateway.ShouldBeIdleAsync();
    }

    [Test]
    public async Task Cancel_ByTheReadersToken_EndsTheStreamWithoutTheClock()
    {
        await using var gateway = new ScriptedGateway(One);
        gateway.On("a", Script.Broken(1, Breakage.Silence) with { Deaf = true });
        using var call = new CancellationTokenSource();
        using var reader = new CancellationTokenSource();
        await using (var stream = gateway.Gateway.Client.GetStreamingResponseAsync("Hi", cancellationToken: call.Token).GetAsyncEnumerator(reader.Token))
        {
            Assert.That(await stream.MoveNextAsync(), Is.True);
            var move = stream.MoveNextAsync().AsTask();
            await Quiescence.WaitAsync();
            await reader.CancelAsync();
            await Assert.ThrowsAsync<OperationCanceledException>(() => move.WaitAsync(TimeSpan.FromSeconds(10)));
        }

        await gateway.ShouldBeIdleAsync();
    }

    private static async Task CancelAsync(ScriptedGateway gateway, bool streamed)
    {
        using var source = new CancellationTokenSource();
        GatewayResult? result = null;
        var call = gateway.Start(streamed, new GatewayChatOptions { OnCompleted = completed => result = completed }, source.Token);
        await Quiescence.WaitAsync();
        Assert.That(call.IsCompleted, Is.False);
        await source.CancelAsync();
        var exception = await Assert.CatchAsync<OperationCanceledException>(() => call.WaitAsync(TimeSpan.FromSeconds(10)));
        Assert.That(exception!.CancellationToken, Is.EqualTo(source.Token));
        Assert.That((result!.Outcome, result.Duration), Is.EqualTo((GatewayOutcome.Cancelled, TimeSpan.Zero)));
        await gateway.ShouldBeIdleAsync();
    }

    private static string Limits(string limits, string retry = "\"MaxRetries\": 2") => $"\"Timeouts\": {{ {limits} }}, \"Retry\": {{ {retry} }}";
}
