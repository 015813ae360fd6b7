using AiGateway.Client.Context;
using AiGateway.Client.Resilience;
using AiGateway.Client.Routing;
using AiGateway.Client.Testing;
using AiGateway.Client.Tests.Conformance;
using AiGateway.Client.Wire;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Tests;

/// <summary>What is peculiar to OpenAI's chat completions over the wire; the rest is in the conformance suite.</summary>
public sealed class ChatTests() : WireTest(WireAdapters.OpenAIChat)
{
    [Test]
    public async Task GetResponseAsync_OrganizationAndProject_AreSent([Values] bool streamed)
    {
        await using var gateway = Alone(new() { ["Organization"] = "org-1", ["Project"] = "proj-1" });
        await gateway.Client.AskAsync(streamed);
        var headers = Server.Requests.Single().Headers;
        Assert.That((headers["OpenAI-Organization"], headers["OpenAI-Project"]), Is.EqualTo(("org-1", "proj-1")));
    }

    [Test]
    public async Task GetResponseAsync_Usage_IsAskedForInStreamsOnly([Values] bool streamed)
    {
        await using var gateway = Alone();
        await gateway.Client.AskAsync(streamed);
        Assert.That((bool?)Server.Requests.Single().Body!["stream_options"]?["include_usage"], Is.EqualTo(streamed ? true : (bool?)null));
    }

    [Test]
    public async Task GetResponseAsync_ModelRefuses_IsNotSentElsewhere([Values] bool streamed)
    {
        Server.Script.Enqueue(new WireReply { RefusalChunks = ["I can't ", "help with that."] });
        await using var gateway = WithBackup();
        var exception = await Assert.ThrowsAsync<TargetRefusedException>(() => gateway.Client.AskAsync(streamed));
        Assert.That((exception!.Failure.Kind, Backup.Requests.Count), Is.EqualTo((FailureKind.ContentFiltered, 0)));
    }

    [Test]
    public async Task GetResponseAsync_ToolCallWhoseArgumentsAreNoJson_ReachesTheCallerWhenTheModelWroteItSo([Values] bool streamed)
    {
        Server.Default = WireReply.Tools(new WireToolCall("call_1", "delete", "{\"path\":", "/tmp/x}"));
        await using var gateway = WithBackup();
        var response = await gateway.Client.AskAsync(streamed);
        response.GetGatewayResult().ShouldHaveSucceeded().ShouldBeAnsweredBy("main");
        Assert.That(response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>().Single().Exception, Is.Not.Null);
    }

    [Test]
    public async Task GetStreamingResponseAsync_CommentsAndOtherFields_AreNoContent()
    {
        Server.Script.Enqueue(WireReply.Exactly(200, "text/event-stream", ": OPENROUTER PROCESSING\n\n", "retry: 10\n\n",
            """data: {"id":"x","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":"Hi"},"finish_reason":null}]}""" + "\r\n\r\n",
            """data: {"id":"x","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""" + "\n\n", "data: [DONE]\n\n"));
        await using var gateway = WithBackup();
        var response = await gateway.Client.AskAsync(streamed: true);
        Assert.That((response.Text, response.FinishReason), Is.EqualTo(("Hi", (ChatFinishReason?)ChatFinishReason.Stop)));
        response.GetGatewayResult().ShouldBeAnsweredBy("main");
    }
}
