using AiGateway.Client.Context;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Tests.Caching;

/// <summary>When a shared call ends, all who waited for it go on, each for itself.</summary>
public sealed class FlightEndTests
{
    [Test]
    public async Task CallerWhoBlocksWithItsAnswer_HoldsUpNobody([Values(0, 1, 2)] int blocking, [Values] bool streamed, [Values] bool leaderStreams)
    {
        var gate = new TaskCompletionSource();
        using var test = new CacheTest(null, new FakeChatClient
        {
            OnResponse = async (_, _, _) =>
            {
                await gate.Task.ConfigureAwait(false);
                return CacheTest.Answer();
            },
            OnStream = (_, _, _) => Stream(gate.Task),
        });
        using var block = new ManualResetEventSlim();
        var calls = Enumerable.Range(0, 3).Select(i => test.AskAsync(i == 0 ? leaderStreams : streamed)).ToList();
        var blocked = calls[blocking].ContinueWith(_ => block.Wait(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

        // Whoever opens the gate may run what waits for it.
        var opening = Task.Run(gate.SetResult);
        await Task.WhenAll(calls.Where((_, i) => i != blocking)).WaitAsync(TimeSpan.FromSeconds(20));
        block.Set();
        await Task.WhenAll(blocked, opening);
        Assert.That(test.Calls, Is.EqualTo(1));
    }

    [Test]
    public async Task CallerWhoIsAlone_GoesOnInTheThreadThatBroughtTheAnswer()
    {
        var gate = new TaskCompletionSource();
        using var test = new CacheTest(null, new FakeChatClient
        {
            OnResponse = async (_, _, _) =>
            {
                await gate.Task.ConfigureAwait(false);
                return CacheTest.Answer();
            },
        });
        var call = test.Client.GetResponseAsync("Hi");
        var isOver = await Task.Run(() =>
        {
            gate.SetResult();
            return call.IsCompletedSuccessfully;
        });
        Assert.That(isOver, Is.True);
        Assert.That((await call).GetGatewayResult().Cache.Status, Is.EqualTo(CacheStatus.Miss));
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> Stream(Task gate)
    {
        await gate;
        await foreach (var update in CacheTest.Stream(CacheTest.Answer()))
        {
            yield return update;
        }
    }
}
