using AiGateway.Client.Context;
using AiGateway.Client.Resilience;
using AiGateway.Client.Routing;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Tests.Routing;

public sealed class HedgingTests
{
    private static readonly (string, string)[] Three = [("a", ""), ("b", "\"Priority\": 1"), ("c", "\"Priority\": 2")];

    [Test]
    public async Task Hedge_FirstIsSlow_TheSecondAnswersAndTheFirstIsCancelled([Values] bool streamed, [Values] bool deaf)
    {
        await using var gateway = new ScriptedGateway(Three, Hedging("\"Delay\": \"00:00:02\""));
        gateway.On("a", deaf ? Script.DeafSilence : Script.After(60)).On("b", Script.After(1));
        var response = await gateway.AskAsync(streamed);
        var result = response.GetGatewayResult();
        Assert.That((response.Text, result.Target, result.Duration), Is.EqualTo((Script.Whole, "b", TimeSpan.FromSeconds(3))));
        Assert.That(result.Attempts.Select(Describe), Is.EqualTo(new[] { "a First Cancelled 3 s", "b Hedge Succeeded 1 s" }));
        Assert.That((gateway.Client("a").Cancelled, gateway.Client("c").Calls), Is.EqualTo((deaf ? 0 : 1, 0)));
        Assert.That(gateway.Health("a").IsHealthy, "a loser says nothing about its target");
        await gateway.ShouldBeIdleAsync();
    }

    [Test]
    public async Task Hedge_FirstAnswersLater_StillWinsWhenTheSecondIsSlower([Values] bool streamed)
    {
        await using var gateway = new ScriptedGateway(Three, Hedging("\"Delay\": \"00:00:02\""));
        gateway.On("a", Script.After(5)).On("b", Script.After(60));
        var result = (await gateway.AskAsync(streamed)).GetGatewayResult();
        Assert.That(result.Attempts.Select(Describe), Is.EqualTo(new[] { "a First Succeeded 5 s", "b Hedge Cancelled 3 s" }));
        Assert.That((result.Target, result.Usage!.OutputTokenCount), Is.EqualTo(("a", (long?)ScriptedClient.OutputTokens)));
        await gateway.ShouldBeIdleAsync();
    }

    [Test]
    public async Task Hedge_AnswerBeforeTheDelay_NobodyElseIsAsked([Values] bool streamed)
    {
        await using var gateway = new ScriptedGateway(Three, Hedging("\"Delay\": \"00:00:02\""));
        gateway.On("a", new Script { Delay = TimeSpan.FromSeconds(1), ChunkDelay = TimeSpan.FromSeconds(3) });
        Assert.That((await gateway.AskAsync(streamed)).GetGatewayResult().Attempts, Has.Count.EqualTo(1));
        Assert.That(gateway.Client("b").Calls, Is.Zero);
        await gateway.ShouldBeIdleAsync();
    }

    [Test]
    public async Task Hedge_MaxHedges_BoundsHowManyAreAskedAtOnce([Values(1, 2)] int hedges, [Values] bool streamed)
    {
        await using var gateway = new ScriptedGateway(Three, Hedging($"\"Delay\": \"00:00:02\", \"MaxHedges\": {hedges}"));
        gateway.On("a", Script.After(9)).On("b", Script.After(60)).On("c", Script.After(60));
        await gateway.AskAsync(streamed);
        Assert.That(gateway.Client("c").Calls, Is.EqualTo(hedges - 1));
        await gateway.ShouldBeIdleAsync();
    }

    [Test]
    public async Task Hedge_MaxAttempts_IsSharedWithHedges([Values] bool streamed)
    {
        await using var gateway = new ScriptedGateway(Three, Hedging("\"Delay\": \"00:00:02\", \"MaxHedges\": 5", "\"MaxAttempts\": 2"));
        foreach (var name in new[] { "a", "b", "c" })
        {
            gateway.On(name, new Script { Delay = TimeSpan.FromSeconds(7), Failure = new IOException("cut") });
        }

        var exception = await gateway.FailAsync<AllTargetsFailedException>(streamed);
        Assert.That(exception.Attempts.Select(Describe), Is.EqualTo(new[] { "a First Failed 7 s", "b Hedge Failed 7 s" }));
        await gateway.ShouldBeIdleAsync();
    }

    [Test]
    public async Task Hedge_FirstFailsWhileTheSecondIsUnderWay_TheSecondAnswers([Values] bool streamed)
    {
        await using var gateway = new ScriptedGateway(Three, Hedging("\"Delay\": \"00:00:02\""));
        gateway.On("a", new Script { Delay = TimeSpan.FromSeconds(3), Failure = new IOException("cut") }).On("b", Script.After(4));
        var result = (await gateway.AskAsync(streamed)).GetGatewayResult();
        Assert.That(result.Attempts.Select(Describe), Is.EqualTo(new[] { "a First Failed 3 s", "b Hedge Succeeded 4 s" }));
        await gateway.ShouldBeIdleAsync();
    }

    [Test]
    public async Task Hedge_Percentile_ReplacesTheDelayOnceTwentyAreKnown([Values] bool streamed)
    {
        await using var gateway = new ScriptedGateway(Three, Hedging("\"Delay\": \"00:00:30\", \"Percentile\": 0.9"));
        gateway.Client("a").Plan = call => call <= 20 ? Script.After(call <= 18 ? 1 : 4) : Script.After(90);
        gateway.On("b", Script.After(1));
        for (var i = 0; i < 20; i++)
        {
            await gateway.AskAsync(streamed);
        }

        // Eighteen of twenty took one second: that is the ninetieth percentile.
        var result = (await gateway.AskAsync(streamed)).GetGatewayResult();
        Assert.That(result.Attempts.Select(Describe), Is.EqualTo(new[] { "a First Cancelled 2 s", "b Hedge Succeeded 1 s" }));
        await gateway.ShouldBeIdleAsync();
    }

    [Test]
    public async Task Hedge_Percentile_FewKnown_TheDelayHolds([Values] bool streamed)
    {
        await using var gateway = new ScriptedGateway(Three, Hedging("\"Delay\": \"00:00:30\", \"Percentile\": 0.9"));
        gateway.Client("a").Plan = call => Script.After(call <= 19 ? 1 : 90);
        for (var i = 0; i < 19; i++)
        {
            await gateway.AskAsync(streamed);
        }

        var result = (await gateway.AskAsync(streamed)).GetGatewayResult();
        Assert.That(result.Attempts.Select(Describe), Is.EqualTo(new[] { "a First Cancelled 30 s", "b Hedge Succeeded 0 s" }));
    }

    [Test]
    public async Task Hedge_BothAnswerAtOnce_OneHasAnsweredAndTheUsageOfBothIsKept([Values] bool streamed, [Values] bool buffered)
    {
        await using var gateway = new ScriptedGateway(Three, Hedging("\"Delay\": \"00:00:02\"") + (buffered ? ", \"StreamRecovery\": \"Buffer\"" : ""));
        gateway.On("a", new Script { Delay = TimeSpan.FromSeconds(5), Text = "from a" }).On("b", new Script { Delay = TimeSpan.FromSeconds(3), Text = "from b" });
        var response = await gateway.AskAsync(streamed);
        var result = response.GetGatewayResult();
        Assert.That(response.Text, Is.EqualTo($"from {result.Target}"));
        Assert.That(result.Attempts.Count(attempt => attempt.Outcome is GatewayOutcome.Succeeded), Is.EqualTo(1));
        if (!streamed || buffered)
        {
            Assert.That(result.Attempts.Select(attempt => attempt.Usage?.OutputTokenCount), Is.All.EqualTo(ScriptedClient.OutputTokens).Or.Null);
        }

        await gateway.ShouldBeIdleAsync();
    }

    [Test]
    public async Task Hedge_LoserHadReportedUsage_ItIsKept()
    {
        var usage = new ChatResponseUpdate { Contents = [new UsageContent(new UsageDetails { InputTokenCount = 11 })] };
        var first = new FakeChatClient { OnStream = (_, _, token) => ReportThenWait(token) };
        await using var gateway = new TestGateway(
            ScriptedGateway.Json(Three, Hedging("\"Delay\": \"00:00:02\"")).Replace("Scripted", "Fake", StringComparison.Ordinal),
            builder => Microsoft.Extensions.DependencyInjection.AiGatewayBuilderExtensions.AddProvider(builder, "Fake", (context, _) => context.Name == "a" ? first : new FakeChatClient()));
        var response = await gateway.RunAsync(gateway.Client.GetStreamingResponseAsync("Hi").ToChatResponseAsync());
        var loser = response.At("a").Single();
        Assert.That((loser.Outcome, loser.Usage?.InputTokenCount, first.OpenStreams), Is.EqualTo((GatewayOutcome.Cancelled, (long?)11, 0)));

        async IAsyncEnumerable<ChatResponseUpdate> ReportThenWait([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken token)
        {
            yield return usage;
            await Task.Delay(Timeout.Infinite, token);
        }
    }

    [Test]
    public async Task Hedge_CallerCancels_EveryAttemptEnds([Values] bool streamed, [Values] bool deaf)
    {
        await using var gateway = new ScriptedGateway(Three, Hedging("\"Delay\": \"00:00:02\", \"MaxHedges\": 2"));
        foreach (var name in new[] { "a", "b", "c" })
        {
            gateway.On(name, deaf ? Script.DeafSilence : Script.After(60));
        }

        using var source = new CancellationTokenSource();
        GatewayResult? result = null;
        var call = gateway.Start(streamed, new GatewayChatOptions { OnCompleted = completed => result = completed }, source.Token);
        await Quiescence.WaitAsync();
        gateway.Time.Advance(TimeSpan.FromSeconds(2));
        await Quiescence.WaitAsync();
        gateway.Time.Advance(TimeSpan.FromSeconds(2));
        await Quiescence.WaitAsync();
        await source.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => call.WaitAsync(TimeSpan.FromSeconds(10)));
        Assert.That(result!.Attempts.Select(Describe), Is.EqualTo(new[] { "a First Cancelled 4 s", "b Hedge Cancelled 2 s", "c Hedge Cancelled 0 s" }));
        await gateway.ShouldBeIdleAsync();
    }

    [Test]
    public void Hedging_PercentileWithoutDelay_IsRefused() =>
        Assert.That(TestGateway.Failures(ScriptedGateway.Json(Three, Hedging("\"Percentile\": 0.9")).Replace("Scripted", "Simulated", StringComparison.Ordinal)),
            Has.Exactly(1).Contains("Hedging:Percentile needs AiGateway:Routes:chat:Hedging:Delay"));

    private static string Hedging(string settings, string retry = "\"MaxRetries\": 0") => $"\"Hedging\": {{ {settings} }}, \"Retry\": {{ {retry} }}";

    private static string Describe(GatewayAttempt attempt) => $"{attempt.Target} {attempt.Kind} {attempt.Outcome} {attempt.Duration.TotalSeconds:0.#} s";
}
