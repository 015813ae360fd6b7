using System.Collections.Concurrent;
using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;
using AiGateway.Client.Routing;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AiGateway.Client.Tests.Routing;

/// <summary>Very many requests with faults, delays, cancellations and readers that stop early: nothing may be left of them.</summary>
public sealed class SoakTests
{
    private const int Requests = 100_000;
    private const int Callers = 200;

    private readonly ConcurrentDictionary<GatewayOutcome, int> _outcomes = new();
    private int _results;
    private int _begun;

    [Test]
    public async Task HundredThousandRequests_AFifthOfThemFaulty_LeaveNothingBehind()
    {
        (string, string)[] targets = [("a", ""), ("b", ""), ("c", "\"Priority\": 1")];
        await using var gateway = new ScriptedGateway(
            targets,
            "\"Policy\": \"RoundRobin\", \"StreamRecovery\": \"Resume\", \"Timeouts\": { \"Attempt\": \"00:00:05\", \"Idle\": \"00:00:05\" }, \"Retry\": { \"BaseDelay\": \"00:00:00.010\", \"MaxAttempts\": 4 }",
            configure: builder => builder.Services.AddLogging(logging => logging.ClearProviders()));
        foreach (var (name, _) in targets)
        {
            gateway.Client(name).Plan = call => Misbehave(CallerHash.Mix((ulong)call + (ulong)name[0] * 1_000_003));
        }

        await RunAsync(gateway, Requests / 10);
        var before = Memory();
        await RunAsync(gateway, Requests - (Requests / 10));
        Assert.That(Memory() - before, Is.LessThan(4_000_000), "bytes that stay");
        Assert.That((_results, _outcomes.Values.Sum()), Is.EqualTo((Requests, Requests)), "every request has one result");
        Assert.That(_outcomes.GetValueOrDefault(GatewayOutcome.Succeeded), Is.GreaterThan(Requests / 2));
        Assert.That(_outcomes.Keys, Is.SupersetOf(new[] { GatewayOutcome.Cancelled, GatewayOutcome.Abandoned, GatewayOutcome.Failed }));
        Assert.That(targets.Select(target => gateway.Client(target.Item1).Running), Is.All.Zero, "calls under way at a provider");
        await gateway.ShouldBeIdleAsync();
    }

    private static Script Misbehave(ulong random)
    {
        var script = (random >> 8) % 4 == 0 ? new Script { Delay = TimeSpan.FromMilliseconds(1 + ((random >> 16) % 20)), ChunkDelay = TimeSpan.FromMilliseconds((random >> 24) % 5) } : Script.Answer;
        return (random % 50) switch
        {
            < 2 => script with { Failure = new HttpRequestException(null, null, (System.Net.HttpStatusCode)((random >> 32) % 3 == 0 ? 429 : 503)) },
            < 4 => script with { Failure = new IOException("cut") },
            < 8 => script with { BreakAfter = (int)((random >> 32) % 4), Breakage = (Breakage)((random >> 40) % 4) },
            8 => script with { Delay = TimeSpan.FromSeconds(7) },
            9 => script with { BreakAfter = 1, Breakage = Breakage.NoFinish },
            _ => script,
        };
    }

    private static long Memory()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private async Task RunAsync(ScriptedGateway gateway, int requests)
    {
        var end = _begun + requests;
        await gateway.Gateway.RunAsync(Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            for (var number = Interlocked.Increment(ref _begun); number <= end; number = Interlocked.Increment(ref _begun))
            {
                await CallAsync(gateway, number);
            }

            Interlocked.Decrement(ref _begun);
            return true;
        }))));
    }

    private async Task CallAsync(ScriptedGateway gateway, int number)
    {
        using var source = number % 10 == 0 ? new CancellationTokenSource(TimeSpan.FromMilliseconds(number % 7), gateway.Time) : null;
        var token = source?.Token ?? CancellationToken.None;
        var options = new GatewayChatOptions
        {
            OnCompleted = result =>
            {
                Interlocked.Increment(ref _results);
                _outcomes.AddOrUpdate(result.Outcome, 1, static (_, count) => count + 1);
            },
        };
        try
        {
            if (number % 3 == 0)
            {
                await gateway.Gateway.Client.GetResponseAsync("Hi", options, token);
            }
            else
            {
                await ReadAsync(gateway.Gateway.Client.GetStreamingResponseAsync("Hi", options, token), number % 4 == 0 ? number % 5 : int.MaxValue);
            }
        }
        catch (Exception exception) when (exception is AiGatewayException or OperationCanceledException)
        {
            // Counted by the callback.
        }
    }

    private static async Task ReadAsync(IAsyncEnumerable<ChatResponseUpdate> stream, int most)
    {
        await foreach (var _ in stream)
        {
            if (most-- == 0)
            {
                return;
            }
        }
    }
}
