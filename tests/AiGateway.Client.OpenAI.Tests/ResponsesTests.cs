using AiGateway.Client.Providers;
using AiGateway.Client.Resilience;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Tests;

public sealed class ResponsesTests
{
    private const string Responses = "\"Type\": \"OpenAI\", \"ApiKey\": \"k\", \"Api\": \"Responses\"";

    [Test]
    public async Task Call_Completed_HasStoppedAndKeepsNoConversation([Values] bool streamed)
    {
        await using var host = Host(ResponsesWire.Completed(streamed));
        var response = await host.AskAsync(streamed);
        Assert.That((response.Text, response.FinishReason, response.ConversationId, response.Usage?.InputTokenCount, response.Usage?.OutputTokenCount),
            Is.EqualTo(("hello", (ChatFinishReason?)ChatFinishReason.Stop, (string?)null, (long?)3, (long?)2)));
        Assert.That(host.Sent.Address, Is.EqualTo(new Uri("https://api.openai.com/v1/responses")));
        Assert.That(host.Sent.Headers["Authorization"], Is.EqualTo("Bearer k"));
        Assert.That((bool?)host.Sent.Json["store"], Is.False);
    }

    [Test]
    public async Task Call_Stored_CarriesAConversation([Values] bool streamed)
    {
        await using var host = Host(ResponsesWire.Completed(streamed), Responses + ", \"Store\": true");
        Assert.That((await host.AskAsync(streamed)).ConversationId, Is.EqualTo("resp_1"));
        Assert.That((bool?)host.Sent.Json["store"], Is.True);
        Assert.That(host.Sent.Json.ContainsKey("include"), Is.False);
    }

    [TestCase("server_error", FailureKind.ServerError)]
    [TestCase("rate_limit_exceeded", FailureKind.RateLimited)]
    public async Task Call_Failed_IsClassifiedByItsCode(string code, FailureKind kind)
    {
        foreach (var (streamed, text) in new[] { (false, false), (false, true), (true, false), (true, true) })
        {
            await using var host = Host(ResponsesWire.Failed(streamed, code, text));
            var failure = (await host.FailAsync(streamed)).Failure;
            Assert.That((failure?.Kind, failure?.ErrorCode), Is.EqualTo(((FailureKind?)kind, code)), $"streamed: {streamed}, text: {text}");
        }
    }

    [TestCase("gpt-5-mini", null, true)]
    [TestCase("gpt-6-sol", null, true)]
    [TestCase("openai.gpt-5.4", null, true)]
    [TestCase("o3-pro", null, true)]
    [TestCase("gpt-4.1", null, false)]
    [TestCase("gpt-5-chat-latest", null, false)]
    [TestCase("omni", null, false)]
    [TestCase("deployment", true, true)]
    [TestCase("gpt-5", false, false)]
    public async Task Call_Stateless_AsksForEncryptedReasoningWhereTheModelHasIt(string model, bool? configured, bool expected)
    {
        var provider = Responses + (configured is { } value ? $", \"EncryptedReasoning\": {(value ? "true" : "false")}" : "");
        foreach (var streamed in new[] { false, true })
        {
            await using var host = new ProviderHost(builder => builder.AddOpenAI(), provider, ResponsesWire.Completed(streamed), model);
            await host.AskAsync(streamed);
            Assert.That(host.Sent.Json["include"]?.AsArray().Select(item => (string?)item), expected ? Is.EqualTo(new[] { "reasoning.encrypted_content" }) : Is.Null);
        }
    }

    [Test]
    public async Task Call_Stateless_HandsBackOnlyReasoningThatTheProviderCanRead([Values] bool streamed)
    {
        await using var host = Host(ResponsesWire.Completed(streamed));
        ChatMessage[] messages =
        [
            new(ChatRole.User, "Hi"),
            new(ChatRole.Assistant,
            [
                new TextReasoningContent("only a reference") { AdditionalProperties = new() { ["reasoningItemId"] = "rs_1" } },
                new TextReasoningContent("of another vendor") { ProtectedData = "signature" },
                new TextReasoningContent("own") { ProtectedData = "encrypted", AdditionalProperties = new() { ["reasoningItemId"] = "rs_2" } },
                new TextContent("Hello"),
            ]),
            new(ChatRole.User, "Again"),
        ];
        await (streamed ? host.Client.GetStreamingResponseAsync(messages).ToChatResponseAsync() : host.Client.GetResponseAsync(messages));
        var reasoning = host.Sent.Json["input"]!.AsArray().Where(item => (string?)item!["type"] == "reasoning").ToList();
        Assert.That(reasoning.Select(item => (string?)item!["encrypted_content"]), Is.EqualTo(new[] { "encrypted" }));
        Assert.That(messages[1].Contents, Has.Count.EqualTo(4), "the caller's messages are not changed");
    }

    [Test]
    public async Task Call_CallersRawOptions_AreKept([Values] bool streamed)
    {
#pragma warning disable OPENAI001 // The SDK marks its Responses types experimental.
        await using var host = Host(ResponsesWire.Completed(streamed));
        await host.AskAsync(streamed, new ChatOptions { RawRepresentationFactory = _ => new OpenAI.Responses.CreateResponseOptions { StoredOutputEnabled = true, MaxToolCallCount = 3 } });
        Assert.That(((bool?)host.Sent.Json["store"], (int?)host.Sent.Json["max_tool_calls"]), Is.EqualTo(((bool?)true, (int?)3)));
#pragma warning restore OPENAI001
    }

    [Test]
    public void GetDroppedOptions_Responses_AreOtherThanThoseOfChat()
    {
        var options = new ChatOptions { TopK = 1, Seed = 1, StopSequences = ["x"], ConversationId = "c", Tools = [new HostedMcpServerTool("s", "https://mcp.example")] };
        Assert.That(Dropped(OpenAIApi.Responses), Is.EqualTo(new[] { "TopK", "Seed", "StopSequences" }));
        Assert.That(Dropped(OpenAIApi.ChatCompletions), Is.EqualTo(new[] { "TopK", "ConversationId", "Tools.HostedMcpServerTool" }));

        IReadOnlyList<string> Dropped(OpenAIApi api) => new OpenAIProvider().GetDroppedOptions(ProviderHost.Context(new OpenAIProviderOptions { Api = api }), "m", options);
    }

    private static ProviderHost Host(StubHttp http, string provider = Responses) => new(builder => builder.AddOpenAI(), provider, http, "gpt-4.1");
}
