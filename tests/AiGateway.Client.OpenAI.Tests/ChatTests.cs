using System.Text.Json.Nodes;
using AiGateway.Client.Testing;
using AiGateway.Client.Wire;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Tests;

/// <summary>What goes to OpenAI and what comes back, when all is well.</summary>
public sealed class ChatTests : WireTest
{
    [Test]
    public async Task GetResponseAsync_Text_IsAnswered([Values] bool streamed)
    {
        Server.Script.Enqueue(WireReply.Text("Grüße, ", "\"Welt\"", "\n", "👋🏽") with { Model = "gpt-main-2026-01-01", ResponseId = "chatcmpl-x" });
        await using var gateway = WireGateway.Over(Server);
        var response = await gateway.Client.AskAsync(streamed, [new(ChatRole.System, "Be brief."), new(ChatRole.User, "Grüß mich")]);
        Assert.That(response.Text, Is.EqualTo("Grüße, \"Welt\"\n👋🏽"));
        Assert.That((response.ModelId, response.ResponseId, response.FinishReason), Is.EqualTo(("gpt-main-2026-01-01", "chatcmpl-x", (ChatFinishReason?)ChatFinishReason.Stop)));
        var result = response.GetGatewayResult().ShouldHaveSucceeded().ShouldBeAnsweredBy("main").ShouldHaveAttempts(1);
        Assert.That((result.Usage!.InputTokenCount, result.Usage.OutputTokenCount, result.Usage.TotalTokenCount), Is.EqualTo((10, 5, 15)));
        var request = Server.Requests.Single();
        Assert.That((request.Path, request.Model, request.Streamed, request.ApiKey), Is.EqualTo(("/v1/chat/completions", "gpt-main", streamed, WireGateway.Key)));
        Assert.That(Messages(request).Select(message => (string?)message!["role"]), Is.EqualTo(new[] { "system", "user" }));
        Assert.That(Text(Messages(request)[1]!), Is.EqualTo("Grüß mich"));
        Assert.That((bool?)request.Body!["stream_options"]?["include_usage"], Is.EqualTo(streamed ? true : (bool?)null));
    }

    [Test]
    public async Task GetStreamingResponseAsync_Chunks_ArriveOneByOneAsTheyAreSent()
    {
        var gate = new WireGate();
        Server.Script.Enqueue(WireReply.Text("one", "two", "three") with { Fault = WireFault.StallAfter(1, gate) });
        await using var gateway = WireGateway.Over(Server);
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
    public async Task GetResponseAsync_ToolCalls_CarryTheirArguments([Values] bool streamed, [Values(1, 2, 5)] int calls)
    {
        Server.Script.Enqueue(WireReply.Tools([.. Enumerable.Range(0, calls).Select(i => new WireToolCall($"call_{i}", "weather", "{\"ci", "ty\":\"Kö", $"ln {i}\"", ",\"days\":3}"))]));
        await using var gateway = WireGateway.Over(Server);
        var response = await gateway.Client.AskAsync(streamed, new ChatOptions { Tools = [Weather()] });
        var contents = response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>().ToList();
        Assert.That(contents.Select(call => call.CallId), Is.EqualTo(Enumerable.Range(0, calls).Select(i => $"call_{i}")));
        Assert.That(contents.Select(call => $"{call.Name} {call.Arguments!["city"]} {call.Arguments["days"]}"), Is.EqualTo(Enumerable.Range(0, calls).Select(i => $"weather Köln {i} 3")));
        Assert.That(response.FinishReason, Is.EqualTo(ChatFinishReason.ToolCalls));
        var tool = Server.Requests.Single().Body!["tools"]![0]!["function"]!;
        Assert.That(((string?)tool["name"], tool["parameters"]!["properties"]!.AsObject().Count), Is.EqualTo(("weather", 2)));
    }

    [Test]
    public async Task GetResponseAsync_ToolResultTurn_GoesBackUnderTheCallsId([Values] bool streamed)
    {
        Server.Script.Enqueue(WireReply.Tools(new WireToolCall("call_7", "weather", "{\"city\":\"Köln\",\"days\":1}")), WireReply.Text("Sunny."));
        await using var gateway = WireGateway.Over(Server);
        using var agent = new ChatClientBuilder(gateway.Client).UseFunctionInvocation().Build();
        var response = await agent.AskAsync(streamed, new ChatOptions { Tools = [Weather()] });
        Assert.That(response.Text, Is.EqualTo("Sunny."));
        var turn = Messages(Server.Requests[1]);
        Assert.That(turn.Select(message => (string?)message!["role"]), Is.EqualTo(new[] { "user", "assistant", "tool" }));
        Assert.That((string?)turn[1]!["tool_calls"]![0]!["function"]!["arguments"], Does.Contain("\"city\""));
        Assert.That(((string?)turn[2]!["tool_call_id"], Text(turn[2]!)), Is.EqualTo(("call_7", "\"18 degrees in Köln\"")));
    }

    [Test]
    public async Task GetResponseAsync_CachedAndReasoningTokens_AreReported([Values] bool streamed)
    {
        Server.Script.Enqueue(WireReply.Text("42") with { Usage = new WireUsage(2006, 300) { CacheRead = 1920, Reasoning = 256 } });
        await using var gateway = WireGateway.Over(Server);
        var usage = (await gateway.Client.AskAsync(streamed)).GetGatewayResult().Usage!;
        Assert.That((usage.InputTokenCount, usage.CachedInputTokenCount, usage.OutputTokenCount, usage.ReasoningTokenCount, usage.TotalTokenCount),
            Is.EqualTo((2006, 1920, 300, 256, 2306)));
    }

    [Test]
    public async Task GetResponseAsync_NoUsage_IsNotTakenForZero([Values] bool streamed)
    {
        Server.Script.Enqueue(WireReply.Text("Hi") with { Usage = null });
        await using var gateway = WireGateway.Over(Server);
        Assert.That((await gateway.Client.AskAsync(streamed)).GetGatewayResult().ShouldHaveSucceeded().Usage, Is.Null);
    }

    [Test]
    public async Task GetResponseAsync_JsonSchema_IsSentAndTheAnswerFitsTheType()
    {
        Server.Script.Enqueue(WireReply.Text("{\"city\":", "\"Köln\",\"degrees\":18}"));
        await using var gateway = WireGateway.Over(Server);
        var response = await gateway.Client.GetResponseAsync<Report>("Weather?");
        Assert.That(response.Result, Is.EqualTo(new Report("Köln", 18)));
        var format = Server.Requests.Single().Body!["response_format"]!;
        Assert.That((string?)format["type"], Is.EqualTo("json_schema"));
        Assert.That(format["json_schema"]!["schema"]!["properties"]!.AsObject().Select(property => property.Key), Is.EqualTo(new[] { "city", "degrees" }));
    }

    [Test]
    public async Task GetStreamingResponseAsync_JsonSchema_IsSentToo()
    {
        Server.Script.Enqueue(WireReply.Text("{\"city\":", "\"Köln\",\"degrees\":18}"));
        await using var gateway = WireGateway.Over(Server);
        var response = await gateway.Client.AskAsync(streamed: true, new ChatOptions { ResponseFormat = ChatResponseFormat.ForJsonSchema<Report>() });
        Assert.That((int?)JsonNode.Parse(response.Text)!["degrees"], Is.EqualTo(18));
        Assert.That((string?)Server.Requests.Single().Body!["response_format"]!["type"], Is.EqualTo("json_schema"));
    }

    [Test]
    public async Task GetResponseAsync_Images_AreSentByAddressAndByValue([Values] bool streamed)
    {
        await using var gateway = WireGateway.Over(Server);
        await gateway.Client.AskAsync(streamed,
        [
            new ChatMessage(ChatRole.User, [new TextContent("What is this?"), new UriContent("https://example.com/cat.png", "image/png"), new DataContent(new byte[] { 1, 2, 3 }, "image/png")]),
        ]);
        var parts = Messages(Server.Requests.Single()).Single()!["content"]!.AsArray();
        Assert.That(parts.Select(part => (string?)part!["type"]), Is.EqualTo(new[] { "text", "image_url", "image_url" }));
        Assert.That(parts.Skip(1).Select(part => (string?)part!["image_url"]!["url"]), Is.EqualTo(new[] { "https://example.com/cat.png", "data:image/png;base64,AQID" }));
    }

    [Test]
    public async Task GetResponseAsync_Options_AreSent([Values] bool streamed)
    {
        await using var gateway = WireGateway.Over(Server);
        await gateway.Client.AskAsync(streamed, new ChatOptions
        {
            StopSequences = ["END", "\n\n"],
            MaxOutputTokens = 77,
            Temperature = 0.25f,
            TopP = 0.5f,
            Seed = 42,
            FrequencyPenalty = 0.5f,
            PresencePenalty = 0.25f,
        });
        var body = Server.Requests.Single().Body!;
        Assert.That(body["stop"]!.AsArray().Select(stop => (string?)stop), Is.EqualTo(new[] { "END", "\n\n" }));
        Assert.That(((int?)(body["max_completion_tokens"] ?? body["max_tokens"]), (float?)body["temperature"], (float?)body["top_p"], (int?)body["seed"]), Is.EqualTo((77, 0.25f, 0.5f, 42)));
        Assert.That(((float?)body["frequency_penalty"], (float?)body["presence_penalty"]), Is.EqualTo((0.5f, 0.25f)));
    }

    [TestCase(WireFinish.Stop, "stop")]
    [TestCase(WireFinish.Length, "length")]
    public async Task GetResponseAsync_FinishReason_ReachesTheCaller(WireFinish finish, string expected)
    {
        foreach (var streamed in new[] { false, true })
        {
            Server.Script.Enqueue(WireReply.Text("Once upon") with { Finish = finish });
            await using var gateway = WireGateway.Over(Server);
            var response = await gateway.Client.AskAsync(streamed);
            Assert.That((response.FinishReason!.Value.Value, response.Text), Is.EqualTo((expected, "Once upon")));
        }
    }

    private static JsonArray Messages(WireRequest request) => request.Body!["messages"]!.AsArray();

    private static string? Text(JsonNode message) =>
        message["content"] is JsonArray parts ? string.Concat(parts.Select(part => (string?)part!["text"])) : (string?)message["content"];

    private static AIFunction Weather() =>
        AIFunctionFactory.Create((string city, int days) => $"18 degrees in {city}", "weather");

    private sealed record Report(string City, int Degrees);
}
