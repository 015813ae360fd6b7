using AiGateway.Client.Routing;
using AiGateway.Client.Testing;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Tests.DependencyInjection;

public sealed class AddAiGatewayTests
{
    private const string TwoRoutes = """
        { "AiGateway": {
            "DefaultRoute": "chat",
            "Aliases": { "gpt-4o": "draft" },
            "Providers": { "sim": { "Type": "Simulated", "Answer": "{model}" } },
            "Routes": {
                "chat": { "Targets": { "main": { "Provider": "sim", "Model": "for-chat" } } },
                "draft": { "Targets": { "main": { "Provider": "sim", "Model": "for-draft" } } } } } }
        """;

    [Test]
    public async Task GetResponseAsync_UnkeyedClient_UsesTheDefaultRoute()
    {
        await using var gateway = new TestGateway(TwoRoutes);
        var response = await gateway.Client.GetResponseAsync("Hi");
        Assert.That(response.Text, Is.EqualTo("for-chat"));
        response.GetGatewayResult().ShouldHaveSucceeded().ShouldBeServedBy("chat").ShouldBeAnsweredBy("main").ShouldHaveAttempts(1);
    }

    [TestCase("draft")]
    [TestCase("DRAFT")]
    [TestCase("gpt-4o")]
    public async Task GetResponseAsync_KeyedClient_UsesTheRouteOrAlias(string key)
    {
        await using var gateway = new TestGateway(TwoRoutes);
        var response = await gateway.Services.GetRequiredKeyedService<IChatClient>(key).GetResponseAsync("Hi");
        Assert.That(response.Text, Is.EqualTo("for-draft"));
    }

    [TestCase("draft", null, "for-draft")]
    [TestCase("gpt-4o", null, "for-draft")]
    [TestCase(null, "draft", "for-draft")]
    [TestCase("draft", "chat", "for-chat")]
    public async Task GetResponseAsync_ModelIdOrRouteInOptions_ChoosesTheRoute(string? modelId, string? route, string answer)
    {
        await using var gateway = new TestGateway(TwoRoutes);
        var options = new Context.GatewayChatOptions { ModelId = modelId, Route = route };
        Assert.That((await gateway.Client.GetResponseAsync("Hi", options)).Text, Is.EqualTo(answer));
        Assert.That((await gateway.Client.GetStreamingResponseAsync("Hi", options).ToChatResponseAsync()).Text, Is.EqualTo(answer));
    }

    [Test]
    public async Task GetResponseAsync_UnknownModelId_IsRejectedWithTheRoutes()
    {
        await using var gateway = new TestGateway(TwoRoutes);
        var exception = await Assert.ThrowsAsync<RouteNotFoundException>(() => gateway.Client.GetResponseAsync("Hi", new ChatOptions { ModelId = "nope" }));
        Assert.That(exception!.Message, Is.EqualTo("There is no route or alias 'nope'. Configured: chat, draft, gpt-4o."));
        Assert.That(exception.Result!.Outcome, Is.EqualTo(Context.GatewayOutcome.Rejected));
    }

    [Test]
    public async Task GetRequiredKeyedService_UnknownRoute_FailsWithTheRoutes()
    {
        await using var gateway = new TestGateway(TwoRoutes);
        var exception = Assert.Throws<RouteNotFoundException>(() => gateway.Services.GetRequiredKeyedService<IChatClient>("nope"));
        Assert.That(exception!.Message, Does.Contain("'nope'").And.Contain("chat, draft, gpt-4o"));
    }

    [Test]
    public async Task Services_ScopedTransientAndSingletonConsumers_AllGetTheClient()
    {
        await using var gateway = new TestGateway(configure: builder => builder.Services
            .AddSingleton<Consumer<int>>().AddScoped<Consumer<long>>().AddTransient<Consumer<string>>());
        using var scope = gateway.Services.CreateScope();
        foreach (var consumer in new IConsumer[]
        {
            gateway.Services.GetRequiredService<Consumer<int>>(),
            scope.ServiceProvider.GetRequiredService<Consumer<long>>(),
            scope.ServiceProvider.GetRequiredService<Consumer<string>>(),
        })
        {
            Assert.That((await consumer.Client.GetResponseAsync("Hi")).Text, Is.EqualTo("Hello from the first."));
            Assert.That((await consumer.Keyed.GetResponseAsync("Hi")).Text, Is.EqualTo("Hello from the first."));
        }
    }

    [Test]
    public async Task Dispose_OfAClient_LeavesItUsable()
    {
        await using var gateway = new TestGateway();
        gateway.Client.Dispose();
        Assert.That((await gateway.Client.GetResponseAsync("Hi")).Text, Is.EqualTo("Hello from the first."));
    }

    [Test]
    public async Task AddAiGateway_CalledTwice_IsOneGatewayWithBothConfigurations()
    {
        await using var gateway = new TestGateway(configure: builder => builder.Services.AddAiGateway(options => options.Aliases["other"] = "chat"));
        Assert.That(gateway.Services.GetServices<IAiGateway>().Count(), Is.EqualTo(1));
        Assert.That((await gateway.Gateway.GetChatClient("other").GetResponseAsync("Hi")).Text, Is.EqualTo("Hello from the first."));
    }

    [Test]
    public async Task GetService_Metadata_IsTheGatewaysOwn()
    {
        await using var gateway = new TestGateway(TwoRoutes);
        var metadata = gateway.Gateway.GetChatClient("draft").GetService<ChatClientMetadata>()!;
        Assert.That((metadata.ProviderName, metadata.DefaultModelId), Is.EqualTo(("aigateway", "draft")));
        Assert.That(gateway.Client.GetService<ChatClientMetadata>()!.DefaultModelId, Is.EqualTo("chat"));
        Assert.That(gateway.Client.GetService<IAiGateway>(), Is.SameAs(gateway.Gateway));
    }

    [Test]
    public async Task GetService_OfTheProvidersClient_PassesThrough()
    {
        var fake = new FakeChatClient();
        await using var gateway = new TestGateway(FakeRoute, builder => builder.AddProvider("Fake", (_, _) => fake));
        Assert.That(gateway.Client.GetService<FakeChatClient>(), Is.SameAs(fake));
    }

    [Test]
    public async Task DisposeAsync_OfTheContainer_DisposesTheProvidersClientOnceAndRefusesCalls()
    {
        var fake = new FakeChatClient();
        var gateway = new TestGateway(FakeRoute, builder => builder.AddProvider("Fake", (_, _) => fake));
        var client = gateway.Client;
        await client.GetResponseAsync("Hi");
        await gateway.DisposeAsync();
        Assert.That(fake.Disposals, Is.EqualTo(1));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.GetResponseAsync("Hi"));
    }

    internal const string FakeRoute = """
        { "AiGateway": { "Providers": { "fake": { "Type": "Fake" } }, "Routes": { "chat": { "Targets": { "main": { "Provider": "fake", "Model": "m" } } } } } }
        """;

    private interface IConsumer
    {
        IChatClient Client { get; }

        IChatClient Keyed { get; }
    }

    private sealed class Consumer<T>(IChatClient client, [FromKeyedServices("chat")] IChatClient keyed) : IConsumer
    {
        public IChatClient Client => client;

        public IChatClient Keyed => keyed;
    }
}
