using AiGateway.Client.Context;
using AiGateway.Client.Resilience;
using AiGateway.Client.Routing;
using AiGateway.Client.Testing;
using AiGateway.Client.Wire;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Tests;

/// <summary>Streams that break: before the first content another target takes over; after it they never look complete.</summary>
public sealed class StreamFaultTests : WireTest
{
    private static IEnumerable<TestCaseData<WireFault, FailureKind>> BeforeContent()
    {
        yield return new(WireFault.Html(), FailureKind.InvalidResponse);
        yield return new(WireFault.Html() with { ContentType = "text/event-stream" }, FailureKind.InvalidResponse);
        yield return new(WireFault.Empty(), FailureKind.InvalidResponse);
        yield return new(WireFault.CutAfter(WireFault.BeforeBody), FailureKind.Transport);
        yield return new(WireFault.CutAfter(0), FailureKind.Transport);
        yield return new(WireFault.ResetAfter(0), FailureKind.Transport);
        yield return new(WireFault.EndAfter(0), FailureKind.InvalidResponse);
        yield return new(WireFault.MalformedAfter(0), FailureKind.InvalidResponse);
        yield return new(WireFault.ErrorAfter(0), FailureKind.ServerError);
        yield return new(WireFault.ErrorAfter(0, WireErrorKind.RateLimit), FailureKind.RateLimited);
        yield return new(WireFault.ErrorAfter(0, WireErrorKind.Quota), FailureKind.QuotaExhausted);
    }

    [TestCaseSource(nameof(BeforeContent))]
    public async Task GetStreamingResponseAsync_BreaksBeforeContent_IsAnsweredByTheNext(WireFault fault, FailureKind expected)
    {
        Server.Default = WireReply.Failing(fault);
        await using var gateway = WireGateway.Over(Server, Backup);
        var response = await gateway.Client.AskAsync(streamed: true);
        Assert.That(response.Text, Is.EqualTo("Hello from the backup."));
        response.GetGatewayResult().ShouldHaveSucceeded().ShouldBeAnsweredBy("backup").ShouldHaveFailedAt("main", expected);
    }

    private static IEnumerable<TestCaseData<WireFault, FailureKind>> AfterContent()
    {
        yield return new(WireFault.CutAfter(2), FailureKind.Transport);
        yield return new(WireFault.EndAfter(2), FailureKind.IncompleteStream);
        yield return new(WireFault.EndAfter(9), FailureKind.IncompleteStream);
        yield return new(WireFault.MalformedAfter(2), FailureKind.InvalidResponse);
        yield return new(WireFault.ErrorAfter(2), FailureKind.ServerError);
        yield return new(WireFault.ErrorAfter(2) with { GoesOn = true }, FailureKind.ServerError);
    }

    [TestCaseSource(nameof(AfterContent))]
    public async Task GetStreamingResponseAsync_BreaksAfterContent_NeverLooksComplete(WireFault fault, FailureKind expected)
    {
        Server.Default = WireReply.Failing(fault);
        await using var gateway = WireGateway.Over(Server, Backup);
        var text = "";
        var exception = await Assert.ThrowsAsync<IncompleteStreamException>(async () =>
        {
            await foreach (var update in gateway.Client.GetStreamingResponseAsync("Hi"))
            {
                text += update.Text;
            }
        });
        Assert.That(text, Is.AnyOf("Hello, ", "Hello, world!"));
        Assert.That((exception!.Failure.Kind, exception.TextLength), Is.EqualTo((expected, text.Length)));
        exception.Result!.ShouldHaveEnded(GatewayOutcome.Failed).ShouldHaveFailedAt("main", expected);
        Assert.That(Backup.Requests, Is.Empty);
    }

    [Test]
    public async Task GetStreamingResponseAsync_ToolCallCutInItsArguments_NeverReachesTheCaller([Values] bool cleanly)
    {
        Server.Default = WireReply.Tools(new WireToolCall("call_1", "delete", "{\"path\":\"/tm", "p/x\"}")) with
        {
            Fault = cleanly ? WireFault.EndAfter(2) : WireFault.CutAfter(2),
        };
        await using var gateway = WireGateway.Over(Server, Backup);
        var response = await gateway.Client.AskAsync(streamed: true);
        Assert.That(response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>(), Is.Empty);
        response.GetGatewayResult().ShouldBeAnsweredBy("backup");
    }

    [Test]
    public async Task GetStreamingResponseAsync_WholeToolCallWithoutAFinishReason_NeverLooksComplete()
    {
        Server.Default = WireReply.Tools(new WireToolCall("call_1", "delete", "{\"path\":", "\"/tmp/x\"}")) with { Fault = WireFault.EndAfter(9) };
        await using var gateway = WireGateway.Over(Server, Backup);
        var exception = await Assert.ThrowsAsync<IncompleteStreamException>(() => gateway.Client.AskAsync(streamed: true));
        Assert.That(exception!.Failure.Kind, Is.EqualTo(FailureKind.IncompleteStream));
    }

    [Test]
    public async Task GetResponseAsync_ToolCallWhoseArgumentsAreNoJson_ReachesTheCallerWhenTheModelWroteItSo([Values] bool streamed)
    {
        Server.Default = WireReply.Tools(new WireToolCall("call_1", "delete", "{\"path\":", "/tmp/x}"));
        await using var gateway = WireGateway.Over(Server, Backup);
        var response = await gateway.Client.AskAsync(streamed);
        response.GetGatewayResult().ShouldHaveSucceeded().ShouldBeAnsweredBy("main");
        Assert.That(response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>().Single().Exception, Is.Not.Null);
    }

    [Test]
    public async Task GetStreamingResponseAsync_ErrorAfterTheTextOfAnAnswerThatSpeaksOfErrors_IsToldApart()
    {
        Server.Script.Enqueue(WireReply.Text("{\"error\":", " {\"code\": \"server_error\"}}"));
        await using var gateway = WireGateway.Over(Server, Backup);
        var response = await gateway.Client.AskAsync(streamed: true);
        Assert.That(response.Text, Is.EqualTo("{\"error\": {\"code\": \"server_error\"}}"));
        response.GetGatewayResult().ShouldHaveSucceeded().ShouldBeAnsweredBy("main");
    }

    [Test]
    public async Task GetStreamingResponseAsync_CommentsAndOtherFields_AreNoContent()
    {
        Server.Script.Enqueue(WireReply.Exactly(200, "text/event-stream", ": OPENROUTER PROCESSING\n\n", "retry: 10\n\n",
            """data: {"id":"x","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":"Hi"},"finish_reason":null}]}""" + "\r\n\r\n",
            """data: {"id":"x","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""" + "\n\n", "data: [DONE]\n\n"));
        await using var gateway = WireGateway.Over(Server, Backup);
        var response = await gateway.Client.AskAsync(streamed: true);
        Assert.That((response.Text, response.FinishReason), Is.EqualTo(("Hi", (ChatFinishReason?)ChatFinishReason.Stop)));
        response.GetGatewayResult().ShouldBeAnsweredBy("main");
    }

    [Test]
    public async Task GetStreamingResponseAsync_FinishedWithoutContentAndUsage_IsAnAnswer()
    {
        Server.Script.Enqueue(WireReply.Text() with { Usage = null });
        await using var gateway = WireGateway.Over(Server, Backup);
        var response = await gateway.Client.AskAsync(streamed: true);
        Assert.That((response.Text, response.FinishReason), Is.EqualTo(("", (ChatFinishReason?)ChatFinishReason.Stop)));
        response.GetGatewayResult().ShouldBeAnsweredBy("main");
    }
}
