using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayHost.Tests.Chat;

/// <summary>The host hides nothing from the pipeline, and nothing passes it by.</summary>
public sealed class PipelineTests : WireHostTest
{
    private readonly List<GatewayContext> _contexts = [];

    [SetUp]
    public void Forget() => _contexts.Clear();

    [Test]
    public async Task User_OfARequest_IsTheCaller([Values] bool streamed)
    {
        await Host.AskAsync(streamed, """ "user": "u-17" """);
        Assert.That(_contexts.Single().Caller, Is.EqualTo(new GatewayCaller { User = "u-17" }));
    }

    [Test]
    public async Task Decorator_ThatChangesTheRequest_IsHeeded([Values] bool streamed)
    {
        await Host.PostAsync($$$"""
            { "model": "chat", "stream": {{{(streamed ? "true" : "false")}}},
              "messages": [{ "role": "user", "content": [{ "type": "text", "text": "my name is Ann" }] }, { "role": "assistant", "content": "Hello Ann" }] }
            """);
        Assert.That(Upstream.Requests.Single().BodyText, Does.Contain("my name is [NAME]").And.Contains("Hello [NAME]").And.Not.Contain("Ann"));
    }

    [Test]
    public async Task Decorator_ThatChangesTheAnswer_IsHeeded([Values] bool streamed)
    {
        var answer = await Host.AskAsync(streamed);
        Assert.That(answer.Text, Is.EqualTo("Hello, WORLD!"));
    }

    [Test]
    public async Task Answer_Plain_TellsInHeadersWhatTheGatewayDid()
    {
        var answer = await Host.AskAsync(streamed: false);
        Assert.That(answer.Header("x-aigateway-request-id"), Is.EqualTo(_contexts.Single().RequestId));
        Assert.That((answer.Header("x-aigateway-target"), answer.Header("x-aigateway-attempts")), Is.EqualTo(("main", "1")));
    }

    private protected override void Customize(IAiGatewayBuilder gateway) =>
        gateway.AddDecorator(GatewayStage.Redaction, (inner, _) => new Rewriting(inner, _contexts));

    // Changes messages in place and leaves their raw representation alone, as a decorator well may that knows nothing of it.
    private sealed class Rewriting(IChatClient inner, List<GatewayContext> contexts) : DelegatingChatClient(inner)
    {
        public override async Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            contexts.Add(options.GetGatewayContext()!);
            var response = await base.GetResponseAsync(Rewrite(messages), options, cancellationToken);
            Restore(response.Messages.SelectMany(message => message.Contents));
            return response;
        }

        public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            contexts.Add(options.GetGatewayContext()!);
            await foreach (var update in base.GetStreamingResponseAsync(Rewrite(messages), options, cancellationToken))
            {
                Restore(update.Contents);
                yield return update;
            }
        }

        private static List<ChatMessage> Rewrite(IEnumerable<ChatMessage> messages)
        {
            List<ChatMessage> rewritten = [.. messages.Select(message => message.Clone())];
            foreach (var text in rewritten.SelectMany(message => message.Contents).OfType<TextContent>())
            {
                text.Text = text.Text.Replace("Ann", "[NAME]", StringComparison.Ordinal);
            }

            return rewritten;
        }

        private static void Restore(IEnumerable<AIContent> contents)
        {
            foreach (var text in contents.OfType<TextContent>())
            {
                text.Text = text.Text.Replace("world", "WORLD", StringComparison.Ordinal);
            }
        }
    }
}
