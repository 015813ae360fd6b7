using System.Diagnostics.Metrics;
using AiGateway.Client.Auditing;
using AiGateway.Client.Auditing.Chain;
using AiGateway.Client.Pipeline;
using AiGateway.Client.Telemetry;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Tests.Auditing;

/// <summary>What becomes of requests and records while a sink is slow, fails, or the application ends.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class QueueTests
{
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Test]
    public async Task Drop_FullQueue_ServesAndCounts([Values] bool streamed)
    {
        await using var test = Create("Drop");
        using var counts = new AuditCounts(test.Gateway);
        for (var i = 0; i < 13; i++)
        {
            await test.AskAsync("Hi", streamed);
        }

        _gate.SetResult();
        Assert.That(await test.RecordsAsync(), Has.Count.EqualTo(10));
        Assert.That((counts["dropped"], counts["written"]), Is.EqualTo((3L, 10L)));
        Assert.That(Events(test, "AuditQueueFull"), Is.EqualTo(1));
        await test.AskAsync("Hi", streamed);
        Assert.That(await test.RecordsAsync(), Has.Count.EqualTo(11));
    }

    [Test]
    public async Task FailRequest_FullQueue_RefusesBeforeAnythingIsDone([Values] bool streamed)
    {
        var asked = 0;
        await using var test = Create("FailRequest", builder => builder.AddDecorator(GatewayStage.Routing, (inner, _) => new Counting(inner, () => asked++)));
        using var counts = new AuditCounts(test.Gateway);
        for (var i = 0; i < 10; i++)
        {
            await test.AskAsync("Hi", streamed);
        }

        var refusal = (await Assert.CatchAsync<GatewayRejectedException>(() => test.AskAsync("Hi", streamed)))!;
        Assert.That((refusal.Stage, refusal.ReasonCode, asked), Is.EqualTo((GatewayStage.Entry, "audit_queue_full", 10)));
        Assert.That(refusal.Message, Does.Contain("Auditing:QueueCapacity"));
        _gate.SetResult();
        await test.RecordsAsync();
        Assert.That((counts["refused"], counts["written"]), Is.EqualTo((1L, 10L)));
        await test.AskAsync("Hi", streamed);
    }

    [Test]
    public async Task Wait_FullQueue_WaitsForRoom([Values] bool streamed)
    {
        await using var test = Create("Wait");
        for (var i = 0; i < 10; i++)
        {
            await test.AskAsync("Hi", streamed);
        }

        var waiting = test.AskAsync("Hi", streamed);
        await Quiescence.WaitAsync();
        Assert.That(waiting.IsCompleted, Is.False);
        _gate.SetResult();
        await waiting;
        Assert.That(await test.RecordsAsync(), Has.Count.EqualTo(11));
    }

    [Test]
    public async Task Wait_TooLong_IsRefused([Values] bool streamed)
    {
        await using var test = Create("Wait");
        for (var i = 0; i < 10; i++)
        {
            await test.AskAsync("Hi", streamed);
        }

        var waiting = test.AskAsync("Hi", streamed);
        await Quiescence.WaitAsync();
        test.Gateway.Time.Advance(TimeSpan.FromSeconds(31));
        Assert.That((await Assert.CatchAsync<GatewayRejectedException>(() => waiting))!.ReasonCode, Is.EqualTo("audit_queue_full"));
        _gate.SetResult();
    }

    [Test]
    public async Task Wait_Cancelled_PassesTheCancellationOn([Values] bool streamed)
    {
        await using var test = Create("Wait");
        for (var i = 0; i < 10; i++)
        {
            await test.AskAsync("Hi", streamed);
        }

        using var cancellation = new CancellationTokenSource();
        var waiting = test.AskAsync("Hi", streamed, cancellationToken: cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.CatchAsync<OperationCanceledException>(() => waiting);
        _gate.SetResult();
    }

    [Test]
    public async Task Sink_Failing_IsTriedAgainWithTheSameBatchAndTheOthersAreNot()
    {
        var failures = 3;
        List<string> batches = [];
        var second = new MemoryAuditSink
        {
            OnWrite = batch =>
            {
                batches.Add(Convert.ToHexString(batch.Lines.Span));
                return failures-- > 0 ? throw new IOException("the disk is full of alice@example.org") : Task.CompletedTask;
            },
        };
        await using var test = new AuditTest(configure: builder => builder.AddAuditSink(second));
        await test.AskAsync("Hi", streamed: false);
        await test.Gateway.RunAsync(Flush(test));
        Assert.That((test.Sink.Records.Count, second.Records.Count), Is.EqualTo((1, 1)));
        Assert.That(batches, Has.Count.EqualTo(4));
        Assert.That(batches.Distinct(), Has.One.Items);
        Assert.That((Events(test, "AuditSinkFailed"), Events(test, "AuditSinkRecovered")), Is.EqualTo((1, 1)));
        Assert.That(test.Gateway.Log.Entries.Select(entry => entry.Text), Has.None.Contains("alice"));
    }

    [Test]
    public async Task Disposal_WritesWhatWaits_AndEndsTheChain([Values] bool streamed)
    {
        var test = Create("Wait");
        for (var i = 0; i < 5; i++)
        {
            await test.AskAsync("Hi", streamed);
        }

        var disposal = test.DisposeAsync();
        _gate.SetResult();
        await disposal;
        Assert.That(test.Sink.Records, Has.Count.EqualTo(5));
        Assert.That(test.Sink.Checkpoints[^1], Has.Property(nameof(AuditCheckpoint.IsFinal)).True.And.Property(nameof(AuditCheckpoint.Sequence)).EqualTo(5));
    }

    [Test]
    public async Task Disposal_SinkThatNeverRecovers_GivesUpInTimeAndSaysSo()
    {
        var test = new AuditTest();
        test.Sink.OnWrite = _ => throw new IOException();
        await test.AskAsync("Hi", streamed: false);
        await test.AskAsync("Hi", streamed: false);
        await test.Gateway.RunAsync(EndAsync(test));
        Assert.That(test.Gateway.Log.Entries.Single(entry => entry.Id.Name == "AuditRecordsLost").Text, Does.StartWith("2 audit records"));
    }

    [Test]
    public async Task Disposal_SinkThatNeverReturns_GivesUpInTimeAndSaysSo()
    {
        var test = new AuditTest();
        test.Sink.OnWrite = _ => _gate.Task;
        await test.AskAsync("Hi", streamed: false);
        await test.Gateway.RunAsync(EndAsync(test));
        Assert.That(test.Gateway.Log.Entries.Single(entry => entry.Id.Name == "AuditRecordsLost").Text, Does.StartWith("1 audit record"));
    }

    [Test]
    public async Task Disposal_SinkThatTheContainerMakes_OutlivesTheRecords()
    {
        var sink = new ClosingAuditSink();
        var test = new AuditTest(configure: builder => builder.AddAuditSink(_ => sink));
        test.Sink.OnWrite = _ => _gate.Task;
        await test.AskAsync("Hi", streamed: false);
        var disposal = test.DisposeAsync();
        _gate.SetResult();
        await disposal;
        Assert.That((sink.Written, sink.IsClosed), Is.EqualTo((1, true)));
    }

    [Test]
    public async Task Reload_WithoutAChange_GoesOnInTheSameChain()
    {
        await using var test = new AuditTest();
        await test.AskAsync("Hi", streamed: false);
        test.Gateway.Reload(AuditTest.Json(rest: """, "DrainTimeout": "00:01:00" """));
        await test.AskAsync("Hi", streamed: false);
        await test.RecordsAsync();
        Assert.That(test.Sink.Lines[1], Does.StartWith("""{"seq":2,"""));
    }

    [Test]
    public async Task Reload_WithAChange_EndsTheChainAndBeginsAnother()
    {
        await using var test = new AuditTest();
        await test.AskAsync("Hi", streamed: false);
        test.Gateway.Reload(AuditTest.Json(""" "BatchSize": 7 """));
        await test.AskAsync("Hi", streamed: false);
        await test.RecordsAsync();
        Assert.That(test.Sink.Lines.Select(line => line[..9]), Is.All.EqualTo("""{"seq":1,"""));
        Assert.That(SpinWait.SpinUntil(() => test.Sink.Checkpoints.Any(checkpoint => checkpoint.IsFinal), TimeSpan.FromSeconds(20)), "the first chain has ended");
    }

    [Test]
    public async Task Enabled_False_LeavesNothing([Values] bool streamed)
    {
        await using var test = new AuditTest(""" "Enabled": false """);
        await test.AskAsync("Hi", streamed);
        Assert.That(await test.RecordsAsync(), Is.Empty);
    }

    [Test]
    public async Task Log_Configured_WritesTheLineAndTheCheckpoint()
    {
        var test = new AuditTest(""" "Log": true """);
        await test.AskAsync("Hi", streamed: false);
        await test.RecordsAsync();
        var log = test.Gateway.Log;
        await test.DisposeAsync();
        Assert.That(log.Entries.Single(entry => entry.Id.Id == 12000).Text, Does.EndWith(test.Sink.Lines.Single()));
        Assert.That(log.Entries.Single(entry => entry.Id.Id == 12001).Text, Does.Contain("is at record 1 with hash"));
    }

    [Test]
    public async Task Retention_IsLookedAfterOnceAnHour()
    {
        await using var test = new AuditTest(""" "Retention": "200.00:00:00" """);
        await test.AskAsync("Hi", streamed: false);
        await test.RecordsAsync();
        await test.AskAsync("Hi", streamed: false);
        await test.RecordsAsync();
        var first = test.Gateway.Time.GetUtcNow();
        test.Gateway.Time.Advance(TimeSpan.FromHours(1));
        await test.AskAsync("Hi", streamed: false);
        await test.RecordsAsync();
        await test.RecordsAsync();
        Assert.That(test.Sink.Deletions, Is.EqualTo(new[] { first.AddDays(-200), first.AddDays(-200).AddHours(1) }));
    }

    private static async Task<bool> Flush(AuditTest test)
    {
        await test.Trails.FlushAsync(default);
        return true;
    }

    private static async Task<bool> EndAsync(AuditTest test)
    {
        await test.DisposeAsync();
        return true;
    }

    private static int Events(AuditTest test, string name) => test.Gateway.Log.Entries.Count(entry => entry.Id.Name == name);

    private AuditTest Create(string whenFull, Action<IAiGatewayBuilder>? configure = null)
    {
        var test = new AuditTest($""" "QueueCapacity": 10, "WhenFull": "{whenFull}" """, configure: configure);
        test.Sink.OnWrite = _ => _gate.Task;
        return test;
    }

    private sealed class Counting(IChatClient inner, Action onCall) : DelegatingChatClient(inner)
    {
        public override Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            onCall();
            return base.GetResponseAsync(messages, options, cancellationToken);
        }

        public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            onCall();
            return base.GetStreamingResponseAsync(messages, options, cancellationToken);
        }
    }

    /// <summary>What the metric of one gateway has counted.</summary>
    private sealed class AuditCounts : IDisposable
    {
        private readonly System.Collections.Concurrent.ConcurrentDictionary<string, long> _counts = new();
        private readonly MeterListener _listener = new();

        public AuditCounts(TestGateway gateway)
        {
            var counter = gateway.Services.GetRequiredService<GatewayInstruments>().AuditRecords;
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            {
                if (instrument == counter)
                {
                    _counts.AddOrUpdate((string)tags[0].Value!, value, (_, sum) => sum + value);
                }
            });
            _listener.EnableMeasurementEvents(counter);
            _listener.Start();
        }

        public long this[string outcome] => _counts.GetValueOrDefault(outcome);

        public void Dispose() => _listener.Dispose();
    }
}
