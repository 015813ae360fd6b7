using System.ClientModel.Primitives;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using OpenAI.Chat;
using ChatFinishReason = Microsoft.Extensions.AI.ChatFinishReason;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace GatewayHost.Tests.Responses;

/// <summary>Why the host writes answers itself: what Microsoft.Extensions.AI's converters make of them. A test that fails here says that a reason has gone.</summary>
public sealed class ConverterTests
{
    private static readonly UsageDetails Usage = new() { InputTokenCount = 10, OutputTokenCount = 5, TotalTokenCount = 15, CachedInputTokenCount = 3, ReasoningTokenCount = 2 };

    [Test]
    public async Task Stream_OfTheConverter_SaysStopInEveryChunk()
    {
        var chunks = await ConvertAsync(new ChatResponseUpdate(ChatRole.Assistant, "a"), new ChatResponseUpdate(ChatRole.Assistant, "b"));
        Assert.That(chunks.Select(chunk => chunk["choices"]![0]!["finish_reason"]!.GetValue<string>()), Is.EqualTo(new[] { "stop", "stop" }));
    }

    [Test]
    public async Task Stream_OfTheConverter_GivesEveryToolCallTheSameNumber()
    {
        var chunks = await ConvertAsync(
            new ChatResponseUpdate(ChatRole.Assistant, [new FunctionCallContent("1", "f")]), new ChatResponseUpdate(ChatRole.Assistant, [new FunctionCallContent("2", "f")]));
        Assert.That(chunks.Select(chunk => chunk["choices"]![0]!["delta"]!["tool_calls"]![0]!["index"]!.GetValue<int>()), Is.EqualTo(new[] { 0, 0 }));
    }

    [Test]
    public async Task Stream_OfTheConverter_LosesReasoningAndDetailsOfUsage()
    {
        var chunks = await ConvertAsync(new ChatResponseUpdate(ChatRole.Assistant, [new TextReasoningContent("because"), new UsageContent(Usage)]));
        Assert.That(chunks[0].ToJsonString(), Does.Contain("\"total_tokens\":15").And.Not.Contain("because").And.Not.Contain("cached_tokens").And.Not.Contain("reasoning_tokens"));
    }

    [Test]
    public void Answer_OfTheConverter_LosesReasoningDetailsOfUsageAndDate()
    {
        var json = Convert(new ChatResponse(new ChatMessage(ChatRole.Assistant, [new TextReasoningContent("because"), new TextContent("a")])) { Usage = Usage });
        Assert.That(json.ToJsonString(), Does.Not.Contain("because").And.Not.Contain("cached_tokens").And.Not.Contain("reasoning_tokens"));
        Assert.That(json["created"]!.GetValue<long>(), Is.Negative);
    }

    [Test]
    public void Answer_OfTheConverter_IsAnArrayWhereTheTextHasParts()
    {
        var json = Convert(new ChatResponse(new ChatMessage(ChatRole.Assistant, [new TextContent("a"), new TextContent("b")])));
        Assert.That(json["choices"]![0]!["message"]!["content"], Is.InstanceOf<JsonArray>());
    }

    [Test]
    public void Answer_OfTheConverter_IgnoresWhatADecoratorHasMadeOfIt()
    {
        var response = new ChatResponse(new ChatMessage(ChatRole.Assistant, "secret")) { FinishReason = ChatFinishReason.Stop };
#pragma warning disable OPENAI001 // Experimental, and under test.
        response.RawRepresentation = response.AsOpenAIChatCompletion();
#pragma warning restore OPENAI001
        response.Messages[0] = new ChatMessage(ChatRole.Assistant, "harmless");
        Assert.That(Convert(response).ToJsonString(), Does.Contain("secret"));
    }

    [Test]
    public void ToolResult_OfSeveralParts_CannotBeConverted() =>
        Assert.That(
            () => new OpenAI.Chat.ChatMessage[] { new ToolChatMessage("c", ChatMessageContentPart.CreateTextPart("a"), ChatMessageContentPart.CreateTextPart("b")) }.AsChatMessages().ToList(),
            Throws.InvalidOperationException);

    [Test]
    public void Audio_OfAMessage_IsLostInConversion()
    {
#pragma warning disable OPENAI001 // Experimental, and under test.
        var audio = ChatMessageContentPart.CreateInputAudioPart(BinaryData.FromBytes(new byte[] { 1 }), ChatInputAudioFormat.Wav);
#pragma warning restore OPENAI001
        Assert.That(new OpenAI.Chat.ChatMessage[] { new UserChatMessage(audio) }.AsChatMessages().Single().Contents, Is.Empty);
    }

#pragma warning disable OPENAI001 // The converters are experimental, and under test.
    private static JsonNode Convert(ChatResponse response) => Json(response.AsOpenAIChatCompletion());

    private static async Task<IReadOnlyList<JsonNode>> ConvertAsync(params ChatResponseUpdate[] updates) =>
        await updates.ToAsyncEnumerable().AsOpenAIStreamingChatCompletionUpdatesAsync().Select(Json).ToListAsync();
#pragma warning restore OPENAI001

    private static JsonNode Json<T>(T model)
        where T : IPersistableModel<T> => JsonNode.Parse(ModelReaderWriter.Write(model))!;
}
