using AiGateway.Client.Context;
using AiGateway.Client.Routing;
using AiGateway.Client.Testing;
using AiGateway.Client.Tests.Pipeline;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Tests.Configuration;

public sealed class ReloadTests
{
    private const string Swapped = """
        { "AiGateway": { "Providers": { "other": { "Type": "Simulated", "Answer": "Hello from the other." } },
            "Routes": { "chat": { "Targets": { "main": { "Provider": "other", "Model": "model-c" } } } } } }
        """;

    // The fake clock runs far ahead of the calls that are under way.
    private static readonly string LongDrain = DependencyInjection.AddAiGatewayTests.FakeRoute
        .Replace("\"Routes\"", "\"DrainTimeout\": \"1.00:00:00\", \"Routes\"", StringComparison.Ordinal)
        .Replace("\"Targets\"", "\"Timeouts\": { \"Total\": \"0\", \"Attempt\": \"0\", \"Idle\": \"0\" }, \"Targets\"", StringComparison.Ordinal);

    [Test]
    public async Task Reload_ChangedProvider_IsUsedByTheSameClient()
    {
        await using var gateway = new TestGateway();
        var client = gateway.Client;
        var before = (await client.GetResponseAsync("Hi")).GetGatewayResult();
        gateway.Reload(Swapped);
        var response = await client.GetResponseAsync("Hi");
        Assert.That(response.Text, Is.EqualTo("Hello from the other."));
        Assert.That(response.GetGatewayResult().ConfigurationVersion, Is.Not.EqualTo(before.ConfigurationVersion).And.EqualTo(gateway.Gateway.ConfigurationVersion));
    }

    [Test]
    public async Task Reload_WithErrors_IsRefusedAndLoggedAndTheOldConfigurationStays()
    {
        await using var gateway = new TestGateway();
        var version = gateway.Gateway.ConfigurationVersion;
        gateway.Reload(Swapped.Replace("\"other\", \"Model\"", "\"nobody\", \"Model\"", StringComparison.Ordinal));
        Assert.That((await gateway.Client.GetResponseAsync("Hi")).Text, Is.EqualTo("Hello from the first."));
        Assert.That(gateway.Gateway.ConfigurationVersion, Is.EqualTo(version));
        Assert.That(gateway.Log.Entries.Single(entry => entry.Id.Name == "ConfigurationRefused").Text, Does.Contain(version).And.Contain("Provider = 'nobody'"));
        gateway.Reload(Swapped);
        Assert.That((await gateway.Client.GetResponseAsync("Hi")).Text, Is.EqualTo("Hello from the other."));
    }

    [Test]
    public async Task Reload_ManyChangesWithinTheDelay_LoadOnce()
    {
        await using var gateway = new TestGateway();
        _ = gateway.Gateway;
        for (var i = 0; i < 10; i++)
        {
            gateway.Configuration.Reload();
            gateway.Time.Advance(TimeSpan.FromMilliseconds(100));
        }

        gateway.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(gateway.Log.Entries.Count(entry => entry.Id.Name == "ConfigurationLoaded"), Is.EqualTo(2));
    }

    [Test]
    public async Task Reload_RouteRemoved_FailsItsClientWithTheRoutesThereAre()
    {
        await using var gateway = new TestGateway();
        var client = gateway.Gateway.GetChatClient("chat");
        gateway.Reload(Swapped.Replace("\"chat\"", "\"talk\"", StringComparison.Ordinal));
        var exception = await Assert.ThrowsAsync<RouteNotFoundException>(() => client.GetResponseAsync("Hi"));
        Assert.That(exception!.Message, Is.EqualTo("There is no route or alias 'chat'. Configured: talk."));
        await Assert.ThrowsAsync<RouteNotFoundException>(async () => await client.GetStreamingResponseAsync("Hi").ToChatResponseAsync());
    }

    [Test]
    public async Task Reload_UnderARunningStream_KeepsItsClientUntilTheStreamEnds()
    {
        List<FakeChatClient> clients = [];
        await using var gateway = new TestGateway(DependencyInjection.AddAiGatewayTests.FakeRoute, builder => builder.AddProvider("Fake", (_, _) => Remember(clients)));
        await using var stream = gateway.Client.GetStreamingResponseAsync("Hi").GetAsyncEnumerator();
        await stream.MoveNextAsync();
        gateway.Reload(DependencyInjection.AddAiGatewayTests.FakeRoute.Replace("\"m\"", "\"n\"", StringComparison.Ordinal));
        Assert.That(clients.Select(client => client.Disposals), Is.EqualTo(new[] { 0, 0 }));
        while (await stream.MoveNextAsync())
        {
        }

        await stream.DisposeAsync();
        Assert.That(clients.Select(client => client.Disposals), Is.EqualTo(new[] { 1, 0 }));
        await stream.DisposeAsync();
        Assert.That(clients.Select(client => client.Disposals), Is.EqualTo(new[] { 1, 0 }));
    }

    [Test]
    public async Task Reload_UnderAStreamThatIsNeverFinished_DisposesItsClientAtTheDrainTimeout()
    {
        List<FakeChatClient> clients = [];
        await using var gateway = new TestGateway(DependencyInjection.AddAiGatewayTests.FakeRoute, builder => builder.AddProvider("Fake", (_, _) => Remember(clients)));
        var abandoned = gateway.Client.GetStreamingResponseAsync("Hi").GetAsyncEnumerator();
        await abandoned.MoveNextAsync();
        gateway.Reload(DependencyInjection.AddAiGatewayTests.FakeRoute.Replace("\"m\"", "\"n\"", StringComparison.Ordinal));
        gateway.Time.Advance(TimeSpan.FromMinutes(4));
        Assert.That(clients[0].Disposals, Is.Zero);
        gateway.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.That(clients[0].Disposals, Is.EqualTo(1));
    }

    [Test]
    public async Task Reload_SameTarget_KeepsItsHealth()
    {
        await using var gateway = new TestGateway(EntryChatClientTests.WithFault("first", "Status"));
        await gateway.Client.GetResponseAsync("Hi");
        var before = gateway.Gateway.Health;
        Assert.That(before.Select(health => (health.Provider, health.IsHealthy)), Is.EqualTo(new[] { ("first", false), ("second", true) }));
        gateway.Reload(EntryChatClientTests.WithFault("first", "Status").Replace("\"backup\"", "\"spare\"", StringComparison.Ordinal));
        Assert.That(gateway.Gateway.Health, Is.EqualTo(before));
    }

    [Test]
    public async Task Reload_UnderLoad_LosesNoRequestAndLeaksNoClient()
    {
        // A client that is disposed under a running call fails it.
        List<GuardedClient> clients = [];
        await using (var gateway = new TestGateway(LongDrain, builder => builder.AddProvider("Fake", (_, model) =>
        {
            var client = new GuardedClient(model);
            lock (clients)
            {
                clients.Add(client);
            }

            return client;
        })))
        {
            var client = gateway.Client;
            using var stop = new CancellationTokenSource();
            var callers = Enumerable.Range(0, 8).Select(caller => Task.Run(async () =>
            {
                var calls = 0;
                while (!stop.IsCancellationRequested || calls == 0)
                {
                    var response = (calls + caller) % 2 == 0
                        ? await client.GetResponseAsync("Hi")
                        : await client.GetStreamingResponseAsync("Hi").ToChatResponseAsync();
                    Assert.That(response.Text, Does.StartWith("m-"));
                    calls++;
                }

                return calls;
            })).ToArray();
            for (var i = 0; i < 1000; i++)
            {
                var version = gateway.Gateway.ConfigurationVersion;
                gateway.Reload(LongDrain.Replace("\"m\"", $"\"m-{i}\"", StringComparison.Ordinal));
                while (gateway.Gateway.ConfigurationVersion == version)
                {
                    // The fake clock may fire the reload on a thread that is using the clock too.
                    await Task.Yield();
                }
            }

            await stop.CancelAsync();
            var calls = (await Task.WhenAll(callers)).Sum();
            Assert.That(calls, Is.GreaterThanOrEqualTo(callers.Length));
            Assert.That(clients.Count(candidate => candidate.Disposals == 0), Is.EqualTo(1));
        }

        Assert.That(clients.Select(candidate => candidate.Disposals), Is.All.EqualTo(1));
        Assert.That(clients, Has.Count.EqualTo(1001));
    }

    [Test]
    public async Task DisposeAsync_UnderARunningStream_WaitsForIt()
    {
        var fake = new FakeChatClient();
        var gateway = new TestGateway(DependencyInjection.AddAiGatewayTests.FakeRoute, builder => builder.AddProvider("Fake", (_, _) => fake));
        var stream = gateway.Client.GetStreamingResponseAsync("Hi").GetAsyncEnumerator();
        await stream.MoveNextAsync();
        var disposal = gateway.DisposeAsync().AsTask();
        Assert.That((disposal.IsCompleted, fake.Disposals), Is.EqualTo((false, 0)));
        await stream.DisposeAsync();
        await disposal;
        Assert.That(fake.Disposals, Is.EqualTo(1));
    }

    [Test]
    public async Task DisposeAsync_UnderAStreamThatNeverEnds_StopsWaitingAtTheShutdownTimeout()
    {
        var fake = new FakeChatClient();
        var gateway = new TestGateway(DependencyInjection.AddAiGatewayTests.FakeRoute, builder => builder.AddProvider("Fake", (_, _) => fake));
        var stream = gateway.Client.GetStreamingResponseAsync("Hi").GetAsyncEnumerator();
        await stream.MoveNextAsync();
        var disposal = gateway.DisposeAsync().AsTask();
        gateway.Time.Advance(TimeSpan.FromSeconds(31));
        await disposal;
        Assert.That(fake.Disposals, Is.EqualTo(1));
    }

    [Test]
    public async Task ConfigurationVersion_SameContent_IsTheSameAndKeysStayOut()
    {
        await using var one = new TestGateway();
        await using var two = new TestGateway(TestGateway.TwoTargets.Replace("\"Type\"", "\"ApiKey\": \"canary\", \"Type\"", StringComparison.Ordinal));
        await using var three = new TestGateway(TestGateway.TwoTargets.Replace("model-a", "model-x", StringComparison.Ordinal));
        Assert.That(two.Gateway.ConfigurationVersion, Is.EqualTo(one.Gateway.ConfigurationVersion));
        Assert.That(three.Gateway.ConfigurationVersion, Is.Not.EqualTo(one.Gateway.ConfigurationVersion));
    }

    private static FakeChatClient Remember(List<FakeChatClient> clients)
    {
        var client = new FakeChatClient();
        clients.Add(client);
        return client;
    }

    private sealed class GuardedClient(string model) : IChatClient
    {
        private int _disposals;

        public int Disposals => Volatile.Read(ref _disposals);

        public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            ObjectDisposedException.ThrowIf(Disposals > 0, this);
            await Task.Yield();
            ObjectDisposedException.ThrowIf(Disposals > 0, this);
            return FakeChatClient.Answer("m-" + model);
        }

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            for (var i = 0; i < 5; i++)
            {
                ObjectDisposedException.ThrowIf(Disposals > 0, this);
                await Task.Yield();
                yield return FakeChatClient.Text(i == 0 ? "m-" : model);
            }

            yield return FakeChatClient.Finish();
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose() => Interlocked.Increment(ref _disposals);
    }
}
