using Microsoft.Extensions.AI;

namespace AiGateway.Client.Testing.Tests;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SimulatedTimingTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private readonly Simulated _simulated = new();

    [Test]
    public async Task Latency_PassesBeforeTheAnswer([Values] bool streamed)
    {
        var options = Simulated.Options();
        options.Latency = Second;
        var answer = Simulated.Call(_simulated.Client(options), streamed);
        _simulated.Time.Advance(Second - Tick);
        Assert.That(answer.IsCompleted, Is.False);
        _simulated.Time.Advance(Tick);
        Assert.That((await answer).Text, Is.EqualTo(Simulated.Answer));
    }

    [Test]
    public async Task Latency_Cancelled_EndsTheCall([Values] bool streamed)
    {
        var options = Simulated.Options();
        options.Latency = Second;
        using var source = new CancellationTokenSource();
        var answer = Simulated.Call(_simulated.Client(options), streamed, token: source.Token);
        await source.CancelAsync();
        Assert.That(async () => await answer, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task ChunkDelay_PassesBetweenChunksButNotBeforeTheFirst()
    {
        var options = Simulated.Options();
        options.ChunkDelay = Second;
        await using var stream = _simulated.Client(options).GetStreamingResponseAsync("Hi").GetAsyncEnumerator();
        Assert.That((await stream.MoveNextAsync(), stream.Current.Text), Is.EqualTo((true, "")));
        Assert.That((await stream.MoveNextAsync(), stream.Current.Text), Is.EqualTo((true, "0123")));
        foreach (var chunk in new[] { "4567", "89" })
        {
            var move = stream.MoveNextAsync().AsTask();
            _simulated.Time.Advance(Second - Tick);
            Assert.That(move.IsCompleted, Is.False);
            _simulated.Time.Advance(Tick);
            Assert.That((await move, stream.Current.Text), Is.EqualTo((true, chunk)));
        }

        Assert.That((await stream.MoveNextAsync(), stream.Current.FinishReason), Is.EqualTo((true, (ChatFinishReason?)ChatFinishReason.Stop)));
        Assert.That(await stream.MoveNextAsync(), Is.False);
    }

    [Test]
    public async Task ChunkDelay_OfAPlainCall_IsNotWaitedFor()
    {
        var options = Simulated.Options();
        options.ChunkDelay = Second;
        Assert.That((await Simulated.Call(_simulated.Client(options), streamed: false)).Text, Is.EqualTo(Simulated.Answer));
    }

    [Test]
    public async Task ChunkDelay_Cancelled_EndsTheStream()
    {
        var options = Simulated.Options();
        options.ChunkDelay = Second;
        using var source = new CancellationTokenSource();
        await using var stream = _simulated.Client(options).GetStreamingResponseAsync("Hi", cancellationToken: source.Token).GetAsyncEnumerator();
        await stream.MoveNextAsync();
        await stream.MoveNextAsync();
        var move = stream.MoveNextAsync().AsTask();
        await source.CancelAsync();
        Assert.That(async () => await move, Throws.InstanceOf<OperationCanceledException>());
    }
}
