using System.Text.Json.Nodes;
using AiGateway.Client.Context;
using AiGateway.Client.Resilience;
using AiGateway.Client.Routing;
using AiGateway.Client.Testing;
using AiGateway.Client.Wire;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Tests.Conformance;

/// <summary>What goes to the vendor and what comes back, when all is well.</summary>
[TestFixtureSource(typeof(WireAdapters), nameof(WireAdapters.All))]
public sealed class AnswerConformance(WireAdapter adapter) : WireTest(adapter)
{
    [Test]
    public async Task GetResponseAsync_Text_IsAnswered([Values] bool streamed)
    {
        Server.Script.Enqueue(WireReply.Text("Grüße, ", "\"Welt\"", "\n", "👋🏽") with { Model = "main-model-2026" });
        await using var gateway = Alone();
        var response = await gateway.Client.AskAsync(streamed, [new(ChatRole.System, "Be brief."), new(ChatRole.User, "Grüß mich")]);
        Assert.That((response.Text, response.ModelId, response.FinishReason), Is.EqualTo(("Grüße, \"Welt\"\n👋🏽", "main-model-2026", (ChatFinishReason?)ChatFinishReason.Stop)));
        var result = response.GetGatewayResult().ShouldHaveSucceeded().ShouldBeAnsweredBy("main").ShouldHaveAttempts(1);
        Assert.That((result.Usage!.InputTokenCount, result.Usage.OutputTokenCount, result.Usage.TotalTokenCount), Is.EqualTo((10, 5, 15)));
        var request = Server.Requests.Single();
        Assert.That((request.Path, request.Api, request.Model, request.Streamed), Is.EqualTo((Adapter.Path, Adapter.Api, WireGateway.Model, streamed)));
        Assert.That(Adapter.Reading.System(request.Body!), Is.EqualTo(new[] { "Be brief." }));
        Assert.That(Adapter.Reading.Roles(request.Body!), Is.EqualTo(new[] { "user" }));
        Assert.That(Adapter.Reading.UserText(request.Body!), Is.EqualTo("Grüß mich"));
    }

    [Test]
    public async Task GetResponseAsync_Conversation_IsSentWhole([Values] bool streamed)
    {
        await using var gateway = Alone();
        await gateway.Client.AskAsync(streamed, [new(ChatRole.User, "One"), new(ChatRole.Assistant, "Two"), new(ChatRole.User, "Three")]);
        var body = Server.Requests.Single().Body!;
        Assert.That(Adapter.Reading.Roles(body), Is.EqualTo(new[] { "user", "assistant", "user" }));
        Assert.That(Adapter.Reading.UserText(body), Is.EqualTo("One"));
        Assert.That(body.ToJsonString(), Does.Contain("Two").And.Contain("Three"));
    }

    [Test]
    public async Task GetResponseAsync_Instructions_AreASystemPrompt([Values] bool streamed)
    {
        await using var gateway = Alone();
        await gateway.Client.AskAsync(streamed, new ChatOptions { Instructions = "Be brief." });
        var body = Server.Requests.Single().Body!;
        Assert.That(Adapter.Reading.System(body).Append((string?)body["instructions"]), Does.Contain("Be brief."));
    }

    [Test]
    public async Task GetStreamingResponseAsync_Chunks_ArriveOneByOneAsTheyAreSent()
    {
        var gate = new WireGate();
        Server.Script.Enqueue(WireReply.Text("one", "two", "three") with { Fault = WireFault.StallAfter(1, gate) });
        await using var gateway = Alone();
        List<string> texts = [];
        await foreach (var update in gateway.Client.GetStreamingResponseAsync("Hi"))
        {
            if (update.Text.Length > 0)
            {
                texts.Add(update.Text);
                gate.Open();
            }
        }

        Assert.That(texts, Is.EqualTo(new[] { "one", "two", "three" }));
    }

    [Test]
    public async Task GetResponseAsync_FinishReason_ReachesTheCaller([Values] bool streamed, [Values(WireFinish.Stop, WireFinish.Length, WireFinish.ContentFilter)] WireFinish finish)
    {
        var expected = finish switch
        {
            WireFinish.Length => ChatFinishReason.Length,
            WireFinish.ContentFilter when Adapter.SaysFiltered => ChatFinishReason.ContentFilter,
            _ => ChatFinishReason.Stop,
        };
        Server.Script.Enqueue(WireReply.Text("Once ", "upon") with { Finish = finish });
        await using var gateway = Alone();
        var response = await gateway.Client.AskAsync(streamed);
        Assert.That((response.FinishReason, response.Text, response.GetGatewayResult().Usage?.TotalTokenCount), Is.EqualTo(((ChatFinishReason?)expected, "Once upon", (long?)15)));
    }

    [Test]
    public async Task GetResponseAsync_CachedAndReasoningTokens_AreReported([Values] bool streamed)
    {
        Server.Script.Enqueue(WireReply.Text("42") with { Usage = new WireUsage(2006, 300) { CacheRead = 1920, Reasoning = 256 } });
        await using var gateway = Alone();
        var usage = (await gateway.Client.AskAsync(streamed)).GetGatewayResult().Usage!;
        Assert.That((usage.InputTokenCount, usage.OutputTokenCount, usage.TotalTokenCount), Is.EqualTo((2006, 300, 2306)));
        Assert.That((usage.CachedInputTokenCount, usage.ReasoningTokenCount), Is.EqualTo(Adapter.DetailedUsage ? ((long?)1920, (long?)256) : (null, null)));
    }

    [Test]
    public async Task GetResponseAsync_NoUsage_IsNotTakenForZero([Values] bool streamed)
    {
        Server.Script.Enqueue(WireReply.Text("Hi") with { Usage = null });
        await using var gateway = Alone();
        var usage = (await gateway.Client.AskAsync(streamed)).GetGatewayResult().ShouldHaveSucceeded().Usage;
        Assert.That(usage?.InputTokenCount, Adapter.UsageMayBeAbsent ? Is.Null : Is.Zero);
    }

    [Test]
    public async Task GetResponseAsync_Reasoning_IsToldApartFromTheText([Values] bool streamed)
    {
        Server.Script.Enqueue(WireReply.Text("42") with { ReasoningChunks = ["Six ", "times ", "seven."] });
        await using var gateway = Alone();
        var response = await gateway.Client.AskAsync(streamed);
        Assert.That(response.Text, Is.EqualTo("42"));
        var reasoning = string.Concat(response.Messages.SelectMany(message => message.Contents).OfType<TextReasoningContent>().Select(content => content.Text));
        Assert.That(reasoning, Is.EqualTo("Six times seven."));
    }

    [Test]
    public async Task GetResponseAsync_JsonSchema_IsSentAndTheAnswerFitsTheType()
    {
        Server.Script.Enqueue(WireReply.Text("{\"city\":", "\"Köln\",\"degrees\":18}"));
        await using var gateway = Alone();
        var response = await gateway.Client.GetResponseAsync<Report>("Weather?");
        Assert.That(response.Result, Is.EqualTo(new Report("Köln", 18)));
        AssertSchema();
    }

    [Test]
    public async Task GetStreamingResponseAsync_JsonSchema_IsSentToo()
    {
        Server.Script.Enqueue(WireReply.Text("{\"city\":", "\"Köln\",\"degrees\":18}"));
        await using var gateway = Alone();
        var response = await gateway.Client.AskAsync(streamed: true, new ChatOptions { ResponseFormat = ChatResponseFormat.ForJsonSchema<Report>(AIJsonUtilities.DefaultOptions) });
        Assert.That((int?)JsonNode.Parse(response.Text)!["degrees"], Is.EqualTo(18));
        AssertSchema();
    }

    [Test]
    public async Task GetResponseAsync_ImageByValue_IsSent([Values] bool streamed)
    {
        await using var gateway = Alone();
        await gateway.Client.AskAsync(streamed, [new ChatMessage(ChatRole.User, [new TextContent("What is this?"), new DataContent(new byte[] { 1, 2, 3 }, "image/png")])]);
        var body = Server.Requests.Single().Body!;
        Assert.That(Adapter.Reading.UserText(body), Is.EqualTo("What is this?"));
        Assert.That(Adapter.Reading.Images(body), Is.EqualTo(new[] { "data:image/png;base64,AQID" }));
    }

    [Test]
    public async Task GetResponseAsync_ImageByAddress_IsSentOrRefusedButNeverLost([Values] bool streamed)
    {
        await using var gateway = Alone();
        ChatMessage[] messages = [new(ChatRole.User, [new TextContent("What is this?"), new UriContent("https://example.com/cat.png", "image/png")])];
        if (!Adapter.ImageAddresses)
        {
            var exception = await Assert.ThrowsAsync<TargetRefusedException>(() => gateway.Client.AskAsync(streamed, messages));
            Assert.That((exception!.Failure.Kind, exception.Failure.ErrorCode, Server.Requests.Count), Is.EqualTo((FailureKind.BadRequest, "unsupported_value", 0)));
            return;
        }

        await gateway.Client.AskAsync(streamed, messages);
        Assert.That(Adapter.Reading.Images(Server.Requests.Single().Body!), Is.EqualTo(new[] { "https://example.com/cat.png" }));
    }

    private void AssertSchema() => Assert.That(
        Adapter.Reading.Schema(Server.Requests.Single().Body!)!["properties"]!.AsObject().Select(property => property.Key), Is.EqualTo(new[] { "city", "degrees" }));

    private sealed record Report(string City, int Degrees);
}
