using System.ClientModel;
using System.Globalization;
using AiGateway.Client.Wire;
using OpenAI.Chat;

namespace GatewayHost.Tests.Chat;

/// <summary>OpenAI's own client drives the host as it drives OpenAI.</summary>
public sealed class SdkTests : WireHostTest
{
    private ChatClient Client => Host.OpenAI().GetChatClient("chat");

    [Test]
    public async Task CompleteChat_Plain_GivesTextModelUsageAndReason()
    {
        Upstream.Script.Enqueue(WireReply.Text("Grüße, ", "\"Welt\"", "\n", "👋🏽") with
        {
            Model = "model-a-2026",
            ResponseId = "id-1",
            Usage = new WireUsage(1000, 50) { CacheRead = 600, Reasoning = 30 },
        });
        ChatCompletion completion = await Client.CompleteChatAsync("Hi");
        Assert.That(completion.Content.Single().Text, Is.EqualTo("Grüße, \"Welt\"\n👋🏽"));
        Assert.That((completion.Id, completion.Model, completion.FinishReason, completion.Role), Is.EqualTo(("id-1", "model-a-2026", ChatFinishReason.Stop, ChatMessageRole.Assistant)));
        AssertUsage(completion.Usage);
    }

    [Test]
    public async Task CompleteChat_Streamed_GivesTextModelUsageAndReason()
    {
        Upstream.Script.Enqueue(WireReply.Text("Grüße, ", "\"Welt\"", "\n", "👋🏽") with
        {
            Model = "model-a-2026",
            ResponseId = "id-1",
            Usage = new WireUsage(1000, 50) { CacheRead = 600, Reasoning = 30 },
        });
        var updates = await Client.CompleteChatStreamingAsync("Hi").ToListAsync();
        Assert.That(string.Concat(updates.SelectMany(update => update.ContentUpdate).Select(part => part.Text)), Is.EqualTo("Grüße, \"Welt\"\n👋🏽"));
        Assert.That(updates.Select(update => (update.CompletionId, update.Model)).Distinct().Single(), Is.EqualTo(("id-1", "model-a-2026")));
        Assert.That(updates.Select(update => update.FinishReason).OfType<ChatFinishReason>().Single(), Is.EqualTo(ChatFinishReason.Stop));
        Assert.That(updates.Select(update => update.Role).OfType<ChatMessageRole>().Single(), Is.EqualTo(ChatMessageRole.Assistant));

        // This client asks for the usage of every stream.
        AssertUsage(updates.Select(update => update.Usage).OfType<ChatTokenUsage>().Single());
    }

    [Test]
    public async Task CompleteChat_WithTools_MakesTheRoundTrip([Values] bool streamed)
    {
        Upstream.Script.Enqueue(
            WireReply.Tools(new WireToolCall("call_1", "weather", "{\"ci", "ty\":\"Kö", "ln\"}"), new WireToolCall("call_2", "weather", "{\"city\":\"Bonn\"}")),
            WireReply.Text("Sunny."));
        List<ChatMessage> messages = [new UserChatMessage("Weather?")];
        var options = new ChatCompletionOptions
        {
            Tools = { ChatTool.CreateFunctionTool("weather", "Tells the weather.", BinaryData.FromString("""{"type":"object","properties":{"city":{"type":"string"}}}""")) },
        };
        var (calls, reason) = await AskForCallsAsync(streamed, messages, options);
        Assert.That(reason, Is.EqualTo(ChatFinishReason.ToolCalls));
        Assert.That(calls.Select(call => (call.Id, call.FunctionName, call.FunctionArguments.ToString())), Is.EqualTo(new[]
        {
            ("call_1", "weather", "{\"city\":\"Köln\"}"), ("call_2", "weather", "{\"city\":\"Bonn\"}"),
        }));

        messages.Add(new AssistantChatMessage(calls));
        messages.AddRange(calls.Select(call => new ToolChatMessage(call.Id, $"18 degrees, {call.Id}")));
        ChatCompletion answer = await Client.CompleteChatAsync(messages, options);
        Assert.That(answer.Content.Single().Text, Is.EqualTo("Sunny."));
        var sent = Upstream.Requests[1].Body!["messages"]!.AsArray();
        Assert.That(sent[1]!["tool_calls"]!.AsArray().Select(call => call!["function"]!["arguments"]!.GetValue<string>().Replace("\n", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal)),
            Is.EqualTo(new[] { "{\"city\":\"Köln\"}", "{\"city\":\"Bonn\"}" }));
        Assert.That(sent.Skip(2).Select(message => (message!["tool_call_id"]!.GetValue<string>(), message["content"]!.GetValue<string>())),
            Is.EqualTo(new[] { ("call_1", "18 degrees, call_1"), ("call_2", "18 degrees, call_2") }));
    }

    [Test]
    public async Task CompleteChat_UnknownModel_FailsAsTheClientExpects()
    {
        var failure = await Assert.ThrowsAsync<ClientResultException>(() => Host.OpenAI().GetChatClient("nope").CompleteChatAsync("Hi"));
        Assert.That(failure!.Status, Is.EqualTo(404));
        Assert.That(failure.Message, Does.Contain("model_not_found"));
    }

    [Test]
    public async Task CompleteChat_OfALimitedUpstream_FailsWithStatusAndRetryAfter([Values] bool streamed)
    {
        Upstream.Script.Enqueue(WireReply.Failing(WireFault.Status(429)).WithHeader("Retry-After", "40"));
        var failure = await Assert.ThrowsAsync<ClientResultException>(async () =>
        {
            if (streamed)
            {
                await Client.CompleteChatStreamingAsync("Hi").ToListAsync();
            }
            else
            {
                await Client.CompleteChatAsync("Hi");
            }
        });
        Assert.That(failure!.Status, Is.EqualTo(429));
        Assert.That(failure.GetRawResponse()!.Headers.TryGetValue("Retry-After", out var wait) ? int.Parse(wait!, CultureInfo.InvariantCulture) : 0, Is.InRange(30, 41));
    }

    [Test]
    public async Task CompleteChat_OfAStreamThatBreaksOff_GivesNoFinishReason()
    {
        Upstream.Script.Enqueue(WireFault.CutAfter(2));
        var updates = await Client.CompleteChatStreamingAsync("Hi").ToListAsync();
        Assert.That(updates.Select(update => update.FinishReason), Is.All.Null);
    }

    [Test]
    public async Task CompleteChat_ByAlias_IsServedByItsRoute()
    {
        ChatCompletion completion = await Host.OpenAI().GetChatClient("gpt-alias").CompleteChatAsync("Hi");
        Assert.That(completion.Model, Is.EqualTo("model-a"));
    }

    [Test]
    public async Task GetModels_GivesRoutesAndAliases()
    {
        var models = await Host.OpenAI().GetOpenAIModelClient().GetModelsAsync();
        Assert.That(models.Value.Select(model => model.Id), Is.EqualTo(new[] { "chat", "gpt-alias" }));
        Assert.That(models.Value.Select(model => model.OwnedBy).Distinct(), Is.EqualTo(new[] { "aigateway" }));
    }

    private static void AssertUsage(ChatTokenUsage usage)
    {
        Assert.That((usage.InputTokenCount, usage.OutputTokenCount, usage.TotalTokenCount), Is.EqualTo((1000, 50, 1050)));
        Assert.That((usage.InputTokenDetails.CachedTokenCount, usage.OutputTokenDetails.ReasoningTokenCount), Is.EqualTo((600, 30)));
    }

    private async Task<(IReadOnlyList<ChatToolCall> Calls, ChatFinishReason? Reason)> AskForCallsAsync(bool streamed, List<ChatMessage> messages, ChatCompletionOptions options)
    {
        if (!streamed)
        {
            ChatCompletion completion = await Client.CompleteChatAsync(messages, options);
            return (completion.ToolCalls, completion.FinishReason);
        }

        var updates = await Client.CompleteChatStreamingAsync(messages, options).ToListAsync();
        var calls = updates.SelectMany(update => update.ToolCallUpdates).GroupBy(call => call.Index).OrderBy(call => call.Key).Select(fragments => ChatToolCall.CreateFunctionToolCall(
            fragments.First().ToolCallId, fragments.First().FunctionName, BinaryData.FromString(string.Concat(fragments.Select(fragment => fragment.FunctionArgumentsUpdate)))));
        return ([.. calls], updates.Select(update => update.FinishReason).OfType<ChatFinishReason>().Single());
    }
}
