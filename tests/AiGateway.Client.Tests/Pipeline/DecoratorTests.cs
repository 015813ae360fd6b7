using System.Runtime.CompilerServices;
using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Tests.Pipeline;

public sealed class DecoratorTests
{
    private static readonly GatewayContextKey<string> Trail = new("trail");

    [Test]
    public async Task AddDecorator_AtEveryStage_RunsInStageThenRegistrationOrder([Values] bool streamed)
    {
        List<string> order = [];
        await using var gateway = new TestGateway(configure: builder =>
        {
            foreach (var stage in Enum.GetValues<GatewayStage>().Reverse())
            {
                builder.AddDecorator(stage, (inner, _) => new Marker(inner, $"{stage}", order));
            }

            builder.AddDecorator(GatewayStage.Caching, (inner, _) => new Marker(inner, "Caching, second", order));
        });
        await Call(gateway.Client, streamed);
        Assert.That(order, Is.EqualTo(new[]
        {
            "Outer", "Entry", "Governance", "Redaction", "Caching", "Caching, second", "RateLimits", "Budgets", "Routing", "Attempt",
        }));
    }

    [Test]
    public async Task GetGatewayContext_InEveryStageBelowEntry_IsTheSameAndTyped([Values] bool streamed)
    {
        await using var gateway = new TestGateway(configure: builder => builder
            .AddDecorator(GatewayStage.Governance, (inner, _) => new Probe(inner, context => context!.Set(Trail, "set above")))
            .AddDecorator(GatewayStage.Attempt, (inner, _) => new Probe(inner, context => Assert.That(context!.Get(Trail), Is.EqualTo("set above"))))
            .AddDecorator(GatewayStage.Outer, (inner, _) => new Probe(inner, context => Assert.That(context, Is.Null))));
        await Call(gateway.Client, streamed);
    }

    [Test]
    public async Task AddDecorator_ReturningNull_FailsWhenTheGatewayIsBuilt()
    {
        await using var gateway = new TestGateway(configure: builder => builder.AddDecorator(GatewayStage.Caching, (_, _) => null!));
        Assert.That(() => gateway.Gateway, Throws.InvalidOperationException.With.Message.Contains("stage Caching returned null"));
    }

    [Test]
    public async Task Options_ReplacedByADecorator_FailWithTheRemedy()
    {
        await using var gateway = new TestGateway(configure: builder => builder.AddDecorator(GatewayStage.Caching, (inner, _) => new Replacer(inner)));
        Assert.That(async () => await gateway.Client.GetResponseAsync("Hi"), Throws.InvalidOperationException.With.Message.Contains("Clone or change"));
    }

    [Test]
    public async Task FunctionInvocation_AtTheOuterStage_MakesEachTurnARequestOfItsOwn()
    {
        var turn = 0;
        var fake = new FakeChatClient
        {
            OnResponse = (_, _, _) => Task.FromResult(turn++ == 0
                ? new ChatResponse(new ChatMessage(ChatRole.Assistant, [new FunctionCallContent("1", "now")])) { FinishReason = ChatFinishReason.ToolCalls }
                : FakeChatClient.Answer("noon")),
        };
        await using var gateway = new TestGateway(DependencyInjection.AddAiGatewayTests.FakeRoute, builder => builder
            .AddProvider("Fake", (_, _) => fake).AddDecorator(GatewayStage.Outer, (inner, _) => new FunctionInvokingChatClient(inner)));
        List<GatewayResult> results = [];
        var options = new GatewayChatOptions { Tools = [AIFunctionFactory.Create(() => "12:00", "now")], OnCompleted = results.Add };
        var response = await gateway.Client.GetResponseAsync("What time is it?", options);
        Assert.That(response.Text, Is.EqualTo("noon"));
        Assert.That(results.Select(result => result.RequestId).Distinct().Count(), Is.EqualTo(2));
    }

    [Test]
    public async Task UseGatewayEntry_Alone_GivesAResult()
    {
        using var client = new ChatClientBuilder(new FakeChatClient()).UseGatewayEntry("alone").Build();
        var response = await client.GetResponseAsync("Hi");
        Assert.That(response.GetGatewayResult().Route, Is.EqualTo("alone"));
        var streamed = await client.GetStreamingResponseAsync("Hi").ToChatResponseAsync();
        Assert.That(streamed.GetGatewayResult().Outcome, Is.EqualTo(GatewayOutcome.Succeeded));
    }

    private static async Task Call(IChatClient client, bool streamed)
    {
        if (streamed)
        {
            await client.GetStreamingResponseAsync("Hi").ToChatResponseAsync();
        }
        else
        {
            await client.GetResponseAsync("Hi");
        }
    }

    private sealed class Marker(IChatClient inner, string name, List<string> order) : DelegatingChatClient(inner)
    {
        public override Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            order.Add(name);
            return base.GetResponseAsync(messages, options, cancellationToken);
        }

        public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            order.Add(name);
            return base.GetStreamingResponseAsync(messages, options, cancellationToken);
        }
    }

    private sealed class Probe(IChatClient inner, Action<GatewayContext?> look) : DelegatingChatClient(inner)
    {
        public override Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            look(options.GetGatewayContext());
            return base.GetResponseAsync(messages, options, cancellationToken);
        }

        public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            look(options.GetGatewayContext());
            await foreach (var update in base.GetStreamingResponseAsync(messages, options, cancellationToken))
            {
                look(options.GetGatewayContext());
                yield return update;
            }
        }
    }

    private sealed class Replacer(IChatClient inner) : DelegatingChatClient(inner)
    {
        public override Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            base.GetResponseAsync(messages, new ChatOptions(), cancellationToken);
    }
}
