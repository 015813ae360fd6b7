using AiGateway.Client.Context;
using AiGateway.Client.Providers;
using AiGateway.Client.Testing;
using AiGateway.Client.Wire;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Tests.Conformance;

/// <summary>A caller who leaves is believed: nobody else is asked, and the provider's connection is freed.</summary>
[TestFixtureSource(typeof(WireAdapters), nameof(WireAdapters.All))]
[Parallelizable(ParallelScope.Self)]
public sealed class CancellationConformance(WireAdapter adapter) : WireTest(adapter)
{
    private readonly List<GatewayResult> _results = [];
    private CancellationTokenSource _caller = null!;

    private GatewayChatOptions Options => new() { OnCompleted = _results.Add };

    [SetUp]
    public void SetUp()
    {
        _caller = new CancellationTokenSource();
        _results.Clear();
    }

    [TearDown]
    public void TearDown() => _caller.Dispose();

    [Test]
    public async Task GetResponseAsync_CancelledBefore_AsksNobody([Values] bool streamed)
    {
        await using var gateway = WithBackup();
        await _caller.CancelAsync();
        await Assert.ThatAsync(() => gateway.Client.AskAsync(streamed, Options, _caller.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That((Server.Requests.Count, Backup.Requests.Count), Is.EqualTo((0, 0)));
        _results.Single().ShouldHaveEnded(GatewayOutcome.Cancelled);
    }

    [Test]
    public async Task GetResponseAsync_CancelledWhileWaiting_FreesTheConnection([Values] bool streamed, [Values] bool headersSent)
    {
        var gate = new WireGate();
        Server.Script.Enqueue(headersSent ? WireFault.NoBody(gate) : WireFault.NoAnswer(gate));
        await using var gateway = WithBackup();
        var call = gateway.Client.AskAsync(streamed, Options, _caller.Token);
        await gate.ReachedAsync();
        await _caller.CancelAsync();
        await Assert.ThatAsync(() => call, Throws.InstanceOf<OperationCanceledException>());
        await AssertFreedAsync();
    }

    [Test]
    public async Task GetResponseAsync_CancelledRightAfterTheHeaders_FreesTheConnection([Values] bool streamed)
    {
        Server.Script.Enqueue(WireFault.NoBody());
        await using var gateway = WithBackup((services, _) =>
            services.AddHttpClient(ProviderHttp.ClientName).AddHttpMessageHandler(() => new CancelAfterHeaders(_caller)));
        await Assert.ThatAsync(() => gateway.Client.AskAsync(streamed, Options, _caller.Token), Throws.InstanceOf<OperationCanceledException>());
        await AssertFreedAsync();
    }

    [Test]
    public async Task GetResponseAsync_CancelledWithinTheBody_FreesTheConnection()
    {
        var gate = new WireGate();
        Server.Script.Enqueue(WireFault.StallAfter(1, gate));
        await using var gateway = WithBackup();
        var call = gateway.Client.AskAsync(streamed: false, Options, _caller.Token);
        await gate.ReachedAsync();
        await _caller.CancelAsync();
        await Assert.ThatAsync(() => call, Throws.InstanceOf<OperationCanceledException>());
        await AssertFreedAsync();
    }

    [Test]
    public async Task GetStreamingResponseAsync_CancelledWhileReading_FreesTheConnection()
    {
        var gate = new WireGate();
        Server.Script.Enqueue(WireFault.StallAfter(2, gate));
        await using var gateway = WithBackup();
        await using var updates = gateway.Client.GetStreamingResponseAsync("Hi", Options, _caller.Token).GetAsyncEnumerator();
        await ReadAsync(updates, "Hello, ");
        var next = updates.MoveNextAsync().AsTask();
        await gate.ReachedAsync();
        await _caller.CancelAsync();
        await Assert.ThatAsync(() => next, Throws.InstanceOf<OperationCanceledException>());
        await AssertFreedAsync();
    }

    [Test]
    public async Task GetStreamingResponseAsync_CancelledBetweenUpdates_FreesTheConnection()
    {
        Server.Script.Enqueue(WireFault.StallAfter(2));
        await using var gateway = WithBackup();
        await using var updates = gateway.Client.GetStreamingResponseAsync("Hi", Options, _caller.Token).GetAsyncEnumerator();
        await ReadAsync(updates, "Hello, ");
        await _caller.CancelAsync();
        await Assert.ThatAsync(() => updates.MoveNextAsync().AsTask(), Throws.InstanceOf<OperationCanceledException>());
        await AssertFreedAsync();
    }

    [Test]
    public async Task GetStreamingResponseAsync_CancelledAfterTheFinishWithTheConnectionKeptOpen_FreesTheConnection([Values] bool usage)
    {
        var gate = new WireGate();
        Server.Script.Enqueue(WireFault.Unterminated(usage, gate));
        await using var gateway = WithBackup();
        var call = gateway.Client.AskAsync(streamed: true, Options, _caller.Token);
        await gate.ReachedAsync();
        await _caller.CancelAsync();
        await Assert.ThatAsync(() => call, Throws.InstanceOf<OperationCanceledException>());
        await AssertFreedAsync();
    }

    [Test]
    public async Task GetStreamingResponseAsync_StoppedEarly_FreesTheConnection()
    {
        Server.Script.Enqueue(WireFault.StallAfter(1));
        await using var gateway = WithBackup();
        await foreach (var update in gateway.Client.GetStreamingResponseAsync("Hi", Options))
        {
            if (update.Text == "Hello")
            {
                break;
            }
        }

        await AssertFreedAsync(GatewayOutcome.Abandoned);
    }

    private async Task AssertFreedAsync(GatewayOutcome outcome = GatewayOutcome.Cancelled)
    {
        Assert.That(await Server.Requests.Single().Ended, Is.EqualTo(WireEnding.ClientAborted));
        await Server.WhenConnectionsAsync(0);
        Assert.That(Backup.Requests, Is.Empty);
        _results.Single().ShouldHaveEnded(outcome).ShouldHaveAttempts(1);
    }

    private static async Task ReadAsync(IAsyncEnumerator<ChatResponseUpdate> updates, string expected)
    {
        var text = "";
        while (text != expected)
        {
            Assert.That(await updates.MoveNextAsync(), Is.True);
            text += updates.Current.Text;
        }
    }

    // The moment at which the SDK has the response in hand but does not read it yet.
    private sealed class CancelAfterHeaders(CancellationTokenSource caller) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            await caller.CancelAsync();
            return response;
        }
    }
}
