using System.Runtime.CompilerServices;
using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Tests.Caching;

/// <summary>Those who ask the same at the same time share one call.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SingleFlightTests
{
    private static readonly string[] Words = ["one ", "two ", "three ", "four"];

    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Test]
    public async Task AThousandAtOnce_OneCall_SomeCancelled([Values] bool leaderStreams, [Values] bool leaderCancels)
    {
        using var test = new CacheTest(null, Held());
        using var cancelled = new CancellationTokenSource();
        List<Task<ChatResponse>> calls = [];
        for (var i = 0; i < 1000; i++)
        {
            var cancels = i == 0 ? leaderCancels : i % 10 == 3;
            calls.Add(test.AskAsync(i % 2 == 0 == leaderStreams, [new(ChatRole.User, "Hi")], null, cancels ? cancelled.Token : default));
        }

        await Quiescence.WaitAsync();
        await cancelled.CancelAsync();
        _gate.SetResult();
        await Task.WhenAll(calls).ContinueWith(_ => { }, TaskScheduler.Default);
        Assert.That(test.Calls, Is.EqualTo(1));
        for (var i = 0; i < calls.Count; i++)
        {
            if (i == 0 ? leaderCancels : i % 10 == 3)
            {
                Assert.That(calls[i].IsCanceled, Is.True, $"{i}");
                continue;
            }

            var response = await calls[i];
            Assert.That(response.Text, Is.EqualTo("one two three four"));
            Assert.That(response.GetGatewayResult().Cache.Status, Is.EqualTo(i == 0 ? CacheStatus.Miss : CacheStatus.Coalesced));
            Assert.That(response.Usage!.InputTokenCount, Is.EqualTo(i == 0 ? 10 : 0));
        }

        Assert.That(await test.StatusAsync(false), Is.EqualTo(CacheStatus.Hit));
    }

    [Test]
    public async Task FollowersOfAStream_GetEveryUpdateAsItComes()
    {
        using var test = new CacheTest(null, Held());
        await using var leader = test.Client.GetStreamingResponseAsync("Hi").GetAsyncEnumerator();
        await using var follower = test.Client.GetStreamingResponseAsync("Hi").GetAsyncEnumerator();
        var (first, second) = (leader.MoveNextAsync().AsTask(), follower.MoveNextAsync().AsTask());
        _gate.SetResult();
        List<string> texts = [];
        for (var more = await second; more; more = await follower.MoveNextAsync())
        {
            texts.Add(follower.Current.Text);
        }

        Assert.That(texts.Where(text => text.Length > 0), Is.EqualTo(Words), "the follower does not wait for the leader");
        Assert.That(await first, Is.True);
        Assert.That(leader.Current.Text, Is.EqualTo(Words[0]));
        Assert.That(test.Calls, Is.EqualTo(1));
    }

    [Test]
    public async Task LastToLeave_CancelsTheCall([Values] bool streamed)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var test = new CacheTest(null, Held(token => token.Register(ended.SetResult)));
        using var first = new CancellationTokenSource();
        using var second = new CancellationTokenSource();
        var one = test.AskAsync(streamed, [new(ChatRole.User, "Hi")], null, first.Token);
        var two = test.AskAsync(streamed, [new(ChatRole.User, "Hi")], null, second.Token);
        await first.CancelAsync();
        Assert.That(async () => await one, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(ended.Task.IsCompleted, Is.False);
        await second.CancelAsync();
        Assert.That(async () => await two, Throws.InstanceOf<OperationCanceledException>());
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(10));
        _gate.SetResult();
        Assert.That((await test.AskAsync(streamed)).Text, Is.EqualTo("one two three four"), "who comes later starts anew");
    }

    [Test]
    public async Task FailureBeforeAnyText_LetsEachTryForItself([Values] bool leaderStreams, [Values] bool followerStreams)
    {
        var calls = 0;
        using var test = new CacheTest(null, Held(_ =>
        {
            if (Interlocked.Increment(ref calls) == 1)
            {
                throw new IOException("x");
            }
        }, waitFirst: true));
        var leader = test.AskAsync(leaderStreams);
        var followers = Enumerable.Range(0, 5).Select(_ => test.AskAsync(followerStreams)).ToList();
        _gate.SetResult();
        await Assert.ThrowsAsync<IOException>(() => leader);
        foreach (var follower in followers)
        {
            Assert.That((await follower).Text, Is.EqualTo("one two three four"));
        }
    }

    [Test]
    public async Task EveryCallFails_EachGetsAFailureOfItsOwn([Values] bool streamed)
    {
        using var test = new CacheTest(null, Held(_ => throw new IOException("x"), waitFirst: true));
        var calls = Enumerable.Range(0, 20).Select(_ => test.AskAsync(streamed)).ToList();
        _gate.SetResult();
        foreach (var call in calls)
        {
            await Assert.ThrowsAsync<IOException>(() => call);
        }

        Assert.That(test.Calls, Is.LessThanOrEqualTo(20));
    }

    [Test]
    public async Task Deadline_OfTheLeader_IsNotTheFlights([Values] bool streamed)
    {
        using var test = new CacheTest(null, Held());
        var leader = test.AskAsync(streamed, options: new GatewayChatOptions { Deadline = TimeSpan.FromSeconds(5) });
        var follower = test.AskAsync(streamed);
        await Quiescence.WaitAsync();
        test.Time.Advance(TimeSpan.FromSeconds(6));
        await Assert.ThrowsAsync<AiGatewayException>(() => leader);
        _gate.SetResult();
        Assert.That((await follower).Text, Is.EqualTo("one two three four"));
        Assert.That(test.Calls, Is.EqualTo(1));
    }

    [Test]
    public async Task FlightTimeout_EndsACallThatHangs([Values] bool streamed)
    {
        using var test = new CacheTest(options => options.FlightTimeout = TimeSpan.FromSeconds(10), Held());
        var call = test.AskAsync(streamed);
        await Quiescence.WaitAsync();
        test.Time.Advance(TimeSpan.FromSeconds(11));
        Assert.That((await Assert.ThrowsAsync<AiGatewayException>(() => call))!.Message, Does.Contain("Caching:FlightTimeout"));
    }

    [Test]
    public async Task SlowFollower_HoldsNeitherOthersNorMemoryBack()
    {
        var updates = Enumerable.Range(0, 400).Select(i => new ChatResponseUpdate(ChatRole.Assistant, new string('x', 100))).Append(FakeChatClient.Finish()).ToArray();
        using var test = new CacheTest(options => options.MaxEntryBytes = 8192, new FakeChatClient { OnStream = (_, _, _) => Gated(updates) });
        await using var slow = test.Client.GetStreamingResponseAsync("Hi").GetAsyncEnumerator();
        var first = slow.MoveNextAsync().AsTask();
        var fast = test.AskAsync(true);
        await Quiescence.WaitAsync();
        _gate.SetResult();
        Assert.That((await fast).Text, Has.Length.EqualTo(40_000));
        Assert.That(async () => { for (var more = await first; more; more = await slow.MoveNextAsync()) { } }, Throws.TypeOf<AiGatewayException>().With.Message.Contains("slowly"));
        Assert.That((test.Calls, test.Cache.Count), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task SlowReaderAlone_GetsEverything()
    {
        var updates = Enumerable.Range(0, 400).Select(i => new ChatResponseUpdate(ChatRole.Assistant, new string('x', 100))).Append(FakeChatClient.Finish()).ToArray();
        using var test = new CacheTest(options => options.MaxEntryBytes = 8192, new FakeChatClient { OnStream = (_, _, _) => FakeChatClient.Stream(updates) });
        var length = 0;
        await foreach (var update in test.Client.GetStreamingResponseAsync("Hi"))
        {
            length += update.Text.Length;
            await Task.Yield();
        }

        Assert.That(length, Is.EqualTo(40_000));
    }

    [Test]
    public async Task SingleFlightOff_EachAsks([Values] bool streamed)
    {
        using var test = new CacheTest(options => options.SingleFlight = false, Held());
        var calls = Enumerable.Range(0, 5).Select(_ => test.AskAsync(streamed)).ToList();
        _gate.SetResult();
        await Task.WhenAll(calls);
        Assert.That(test.Calls, Is.EqualTo(5));
    }

    [Test]
    public async Task InvalidatedMeanwhile_IsNotFoundAfterwards([Values] bool streamed)
    {
        using var test = new CacheTest(null, Held());
        var call = test.AskAsync(streamed);
        await test.Cache.InvalidateAsync(AiGateway.Client.Caching.CacheScope.All);
        _gate.SetResult();
        await call;
        Assert.That(await test.StatusAsync(streamed), Is.EqualTo(CacheStatus.Miss));
    }

    private FakeChatClient Held(Action<CancellationToken>? onCall = null, bool waitFirst = false) => new()
    {
        OnResponse = async (_, _, token) =>
        {
            await EnterAsync(onCall, waitFirst, token);
            return CacheTest.Answer(string.Concat(Words));
        },
        OnStream = (_, _, token) => StreamAsync(onCall, waitFirst, token),
    };

    private async Task EnterAsync(Action<CancellationToken>? onCall, bool waitFirst, CancellationToken token)
    {
        if (!waitFirst)
        {
            onCall?.Invoke(token);
        }

        await _gate.Task.WaitAsync(token);
        if (waitFirst)
        {
            onCall?.Invoke(token);
        }
    }

    private async IAsyncEnumerable<ChatResponseUpdate> StreamAsync(Action<CancellationToken>? onCall, bool waitFirst, [EnumeratorCancellation] CancellationToken token)
    {
        await EnterAsync(onCall, waitFirst, token);
        foreach (var word in Words)
        {
            yield return FakeChatClient.Text(word);
        }

        yield return new ChatResponseUpdate(ChatRole.Assistant, [new UsageContent(CacheTest.Usage)]) { FinishReason = ChatFinishReason.Stop };
    }

    private async IAsyncEnumerable<ChatResponseUpdate> Gated(ChatResponseUpdate[] updates)
    {
        await _gate.Task;
        foreach (var update in updates)
        {
            await Task.Yield();
            yield return update;
        }
    }
}
