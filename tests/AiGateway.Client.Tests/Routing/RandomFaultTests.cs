using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;
using AiGateway.Client.Routing;
using CsCheck;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Tests.Routing;

/// <summary>Whatever the targets do, in whatever order: the promises of the attempt loop hold.</summary>
public sealed class RandomFaultTests
{
    private const int MaxCalls = 6;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private static readonly int[] Statuses = [400, 401, 402, 404, 408, 413, 429, 500, 503];

    private static readonly Gen<TimeSpan> Delays = Gen.OneOf(
        Gen.Const(TimeSpan.Zero), Gen.Int[1, 9000].Select(milliseconds => TimeSpan.FromMilliseconds(milliseconds)), Gen.Const(Timeout.InfiniteTimeSpan));

    private static readonly Gen<Exception> Failures = Gen.OneOf(
        Gen.Int[0, Statuses.Length - 1].Select(Exception (index) => new HttpRequestException(null, null, (System.Net.HttpStatusCode)Statuses[index])),
        Gen.Const<Exception>(new IOException("cut")),
        Gen.Const<Exception>(new System.Text.Json.JsonException("bad")),
        Gen.Const<Exception>(new OperationCanceledException("of the target's own")));

    private static readonly Gen<Script> Scripts = Gen.Frequency(
        (2, Gen.Const(Script.Answer)),
        (3, Gen.Select(Delays, Gen.Int[0, 3000], Gen.Bool, (delay, chunk, deaf) => new Script { Delay = delay, ChunkDelay = TimeSpan.FromMilliseconds(chunk), Deaf = deaf })),
        (3, Gen.Select(Failures, Delays, (failure, delay) => new Script { Failure = failure, Delay = delay == Timeout.InfiniteTimeSpan ? TimeSpan.Zero : delay })),
        (3, Gen.Select(Gen.Int[0, 4], Gen.Enum<Breakage>(), Gen.Int[0, 3000], Gen.Bool,
            (after, breakage, chunk, deaf) => new Script { BreakAfter = after, Breakage = breakage, ChunkDelay = TimeSpan.FromMilliseconds(chunk), Deaf = deaf })));

    private static readonly Gen<Case> Cases = Gen.Select(
        Scripts.Array[MaxCalls].Array[3],
        Gen.Bool,
        Gen.Enum<StreamRecovery>(),
        Gen.Int[0, 2],
        Gen.Int[1, 6],
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 15_000], Gen.ULong),
        (plans, streamed, recovery, hedges, attempts, rest) => new Case(plans, streamed, recovery, hedges, attempts, rest.Item1 == 0 ? rest.Item2 : null, rest.Item1 == 1 ? rest.Item2 : null, rest.Item3));

    [Test]
    public Task GetResponseAsync_AnySequenceOfFaults_KeepsItsPromises() => Cases.SampleAsync(CheckAsync, iter: Iterations(), threads: 1);

    // More of them find more: the variable is for a longer search.
    private static long Iterations() => long.TryParse(Environment.GetEnvironmentVariable("AIGATEWAY_TEST_ITERATIONS"), out var iterations) ? iterations : 400;

    private static async Task CheckAsync(Case @case)
    {
        await using var gateway = new ScriptedGateway([("a", ""), ("b", ""), ("c", "\"Priority\": 1")], @case.Route, seed: @case.Seed);
        for (var target = 0; target < 3; target++)
        {
            var plan = @case.Plans[target];
            gateway.Client("abc"[target].ToString()).Plan = call => plan[(call - 1) % MaxCalls];
        }

        using var source = new CancellationTokenSource();
        using var timer = @case.CancelAfter is { } after
            ? gateway.Time.CreateTimer(_ => source.Cancel(), null, TimeSpan.FromMilliseconds(after), Timeout.InfiniteTimeSpan) : null;
        GatewayResult? result = null;
        var options = new GatewayChatOptions { OnCompleted = completed => result = completed, Deadline = @case.Deadline is { } deadline ? TimeSpan.FromMilliseconds(deadline) : null };
        var call = CallAsync(gateway, @case.Streamed, options, source.Token);
        var (text, failure) = await gateway.Gateway.RunAsync(call);
        timer?.Dispose();
        var ended = result ?? throw new AssertionException("the request has no result");
        AssertAnswer(@case, text, failure, ended);
        AssertBudget(@case, ended);
        await AssertIdleAsync(gateway);
    }

    private static async Task<(string Text, Exception? Failure)> CallAsync(ScriptedGateway gateway, bool streamed, ChatOptions options, CancellationToken token)
    {
        var text = "";
        try
        {
            if (!streamed)
            {
                return ((await gateway.Gateway.Client.GetResponseAsync("Hi", options, token)).Text, null);
            }

            await foreach (var update in gateway.Gateway.Client.GetStreamingResponseAsync("Hi", options, token))
            {
                text += update.Text;
            }

            return (text, null);
        }
        catch (Exception exception)
        {
            return (text, exception);
        }
    }

    private static void AssertAnswer(Case @case, string text, Exception? failure, GatewayResult result)
    {
        if (failure is null)
        {
            Assert.That((text, result.Outcome, result.Attempts.Count(attempt => attempt.Outcome is GatewayOutcome.Succeeded)), Is.EqualTo((Script.Whole, GatewayOutcome.Succeeded, 1)));
            return;
        }

        Assert.That(Script.Whole, Does.StartWith(text), "what was delivered before the failure");
        Assert.That(text.Length == 0 || failure is IncompleteStreamException or OperationCanceledException, failure.ToString());
        Assert.That(failure, Is.InstanceOf<AiGatewayException>().Or.InstanceOf<OperationCanceledException>());
        if (failure is OperationCanceledException)
        {
            Assert.That(result.Outcome, Is.EqualTo(GatewayOutcome.Cancelled));
            Assert.That(result.Duration, Is.EqualTo(TimeSpan.FromMilliseconds(@case.CancelAfter!.Value)), "cancellation waits for nothing");
        }
        else
        {
            Assert.That(((AiGatewayException)failure).Result, Is.SameAs(result));
        }
    }

    private static void AssertBudget(Case @case, GatewayResult result)
    {
        Assert.That(result.Attempts, Has.Count.LessThanOrEqualTo(@case.MaxAttempts));
        var limit = @case.Deadline is { } deadline && deadline < Limit.TotalMilliseconds ? TimeSpan.FromMilliseconds(deadline) : Limit;
        Assert.That(result.Duration, Is.LessThanOrEqualTo(limit + TimeSpan.FromMilliseconds(1)));
        foreach (var attempt in result.Attempts)
        {
            Assert.That(attempt.Failure is not null, Is.EqualTo(attempt.Outcome is GatewayOutcome.Failed), $"{attempt}");
            Assert.That(attempt.Outcome, Is.AnyOf(GatewayOutcome.Succeeded, GatewayOutcome.Failed, GatewayOutcome.Cancelled, GatewayOutcome.Abandoned));
            Assert.That(attempt.Duration, Is.LessThanOrEqualTo(result.Duration));
        }
    }

    private static async Task AssertIdleAsync(ScriptedGateway gateway)
    {
        // Deaf targets have waits of their own; the clock runs until they are over, one by one, and nothing else may be left.
        await Quiescence.RunAsync(() =>
        {
            for (Quiescence.Wait(); gateway.Time.ArmedTimers > 0 && gateway.Time.JumpToNextTimer(null); Quiescence.Wait())
            {
            }
        });
        await gateway.ShouldBeIdleAsync();
    }

    private sealed record Case(Script[][] Plans, bool Streamed, StreamRecovery Recovery, int Hedges, int MaxAttempts, int? CancelAfter, int? Deadline, ulong Seed)
    {
        public string Route =>
            $"\"StreamRecovery\": \"{Recovery}\", \"Retry\": {{ \"MaxAttempts\": {MaxAttempts} }}, " +
            "\"Timeouts\": { \"Total\": \"00:00:20\", \"Attempt\": \"00:00:08\", \"FirstToken\": \"00:00:05\", \"Idle\": \"00:00:04\" }" +
            (Hedges == 0 ? "" : $", \"Hedging\": {{ \"Delay\": \"00:00:01\", \"MaxHedges\": {Hedges} }}");

        public override string ToString() =>
            $"streamed {Streamed}, cancelled after {CancelAfter} ms, deadline {Deadline} ms, {Route}, seed {Seed}\n" +
            string.Join('\n', Plans.Select(plan => string.Join(" | ", plan.Select(script => script.ToString()))));
    }
}
