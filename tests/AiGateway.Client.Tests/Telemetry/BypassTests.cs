using AiGateway.Client.Metering;
using AiGateway.Client.Providers;
using AiGateway.Client.Resilience;
using AiGateway.Client.Routing.Tracing;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Tests.Telemetry;

/// <summary>Where nobody listens, telemetry is not in the way.</summary>
public sealed class BypassTests
{
    [Test]
    public void NobodyListens_TheClientIsAskedDirectly()
    {
        using var test = new Wrapped();
        Assert.That(test.IsBypassed(), Is.True);
        using (new Signals(metrics: static _ => false))
        {
            Assert.That(test.IsBypassed(), Is.False, "somebody listens to spans");
        }

        Assert.That(test.IsBypassed(), Is.True);
    }

    [TestCase("gen_ai.client.token.usage")]
    [TestCase("gen_ai.client.operation.duration")]
    [TestCase("gen_ai.client.operation.time_to_first_chunk")]
    [TestCase("gen_ai.client.operation.time_per_output_chunk")]
    public void OneMetricIsListenedTo_TheClientIsTraced(string metric)
    {
        using var signals = new Signals(spans: false, metrics: instrument => instrument.Name == metric);
        using var test = new Wrapped();
        Assert.That(test.IsBypassed(), Is.False);
        signals.Dispose();
        Assert.That(test.IsBypassed(), Is.True);
    }

    [Test]
    public void OnlyTheGatewaysOwnMetricsAreListenedTo_TheClientIsAskedDirectly()
    {
        using var signals = new Signals(spans: false, metrics: instrument => instrument.Name.StartsWith("aigateway.", StringComparison.Ordinal));
        using var test = new Wrapped();
        Assert.That(test.IsBypassed(), Is.True);
    }

    [Test]
    public void NobodyListens_NothingIsAllocated()
    {
        using var test = new Wrapped();
        test.IsBypassed();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            test.Client.GetStreamingResponseAsync([], null, CancellationToken.None);
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [Test]
    public async Task Reload_KeepsTheInstruments()
    {
        List<string> changes = [];
        var started = false;
        using var listener = new System.Diagnostics.Metrics.MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (started)
                {
                    changes.Add($"+{instrument.Name}");
                    listener.EnableMeasurementEvents(instrument);
                }
            },
            MeasurementsCompleted = (instrument, _) => changes.Add($"-{instrument.Name}"),
        };
        listener.Start();
        started = true;
        await using var gateway = new TestGateway();
        await AttemptSpanTests.Ask(gateway.Client, streamed: false);
        Assert.That(changes, Has.Member("+gen_ai.client.token.usage"));
        changes.Clear();
        gateway.Reload(TestGateway.TwoTargets.Replace("model-a", "model-c", StringComparison.Ordinal));
        var response = await AttemptSpanTests.Ask(gateway.Client, streamed: false);
        Assert.That(response.GetGatewayResult().Model, Is.EqualTo("model-c"));
        Assert.That(changes.Where(change => change.Contains("gen_ai", StringComparison.Ordinal)), Is.Empty);
    }

    private sealed class Wrapped : IDisposable
    {
        private readonly GenAIClients _clients = new();
        private readonly ServiceProvider _services = new ServiceCollection().AddAiGateway(_ => { }).Services.BuildServiceProvider();
        private readonly Endless _inner = new();

        public Wrapped()
        {
            var meter = new AttemptMeter(_services.GetRequiredService<MeteringServices>(), new MeteringOptions(), new MeterSubject("p", "m", null, new UsageProfile()));
            Client = _clients.Wrap(_inner, new GenAISubject("main", null, meter, (_, _) => new ProviderFailure(FailureKind.ServerError)), sensitive: false);
        }

        public IChatClient Client { get; }

        public bool IsBypassed() => ReferenceEquals(Client.GetStreamingResponseAsync([], null, CancellationToken.None), _inner.Stream)
            && ReferenceEquals(Client.GetResponseAsync([], null, CancellationToken.None), _inner.Answer);

        public void Dispose()
        {
            _clients.Dispose();
            _services.Dispose();
        }
    }

    private sealed class Endless : IChatClient
    {
        public IAsyncEnumerable<ChatResponseUpdate> Stream { get; } = FakeChatClient.Stream();

        public Task<ChatResponse> Answer { get; } = Task.FromResult(FakeChatClient.Answer("x"));

        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => Answer;

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => Stream;

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
