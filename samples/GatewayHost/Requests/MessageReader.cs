using System.ClientModel.Primitives;
using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace GatewayHost.Requests;

/// <summary>Reads the conversation: with the OpenAI SDK's model and Microsoft.Extensions.AI's converter, and by hand what these two lose.</summary>
internal static class MessageReader
{
    public static IReadOnlyList<ChatMessage> Read(JsonElement body) =>
        body.FindArray("messages") is { } messages && messages.GetArrayLength() > 0
            ? [.. messages.EnumerateArray().Select((message, index) => Read(message, $"messages[{index}]"))]
            : throw new ChatRequestException("'messages' is missing or empty.", "messages");

    private static ChatMessage Read(JsonElement message, string path)
    {
        var parts = ReadParts(message, path);
        return message.RequiredText("role", path + ".") switch
        {
            "tool" => ReadToolResult(message, parts, path),
            "system" or "developer" or "user" or "assistant" => Complete(Convert(message, path), message, parts, path),
            _ => throw new ChatRequestException($"'{path}.role' is not one of system, developer, user, assistant, tool.", $"{path}.role"),
        };
    }

    // The SDK takes content of any other kind for none.
    private static JsonElement[] ReadParts(JsonElement message, string path) => message.Find("content") switch
    {
        null or { ValueKind: JsonValueKind.String } => [],
        { ValueKind: JsonValueKind.Array } parts => [.. parts.EnumerateArray()],
        _ => throw new ChatRequestException($"'{path}.content' is neither a string nor an array.", $"{path}.content"),
    };

    // By hand, because the converter cannot read a result of several parts.
    private static ChatMessage ReadToolResult(JsonElement message, JsonElement[] parts, string path)
    {
        var result = parts.Length == 0
            ? message.Text("content", path + ".") ?? ""
            : string.Concat(parts.Select((part, index) => part.RequiredText("text", $"{path}.content[{index}].")));
        return new ChatMessage(ChatRole.Tool, [new FunctionResultContent(message.RequiredText("tool_call_id", path + "."), result)]);
    }

    private static ChatMessage Convert(JsonElement message, string path)
    {
        try
        {
            var json = BinaryData.FromBytes(JsonMarshal.GetRawUtf8Value(message).ToArray());
#pragma warning disable OPENAI001 // Experimental; without it the model would be found by reflection.
            var model = ModelReaderWriter.Read<OpenAI.Chat.ChatMessage>(json, ModelReaderWriterOptions.Json, OpenAIContext.Default)!;
#pragma warning restore OPENAI001
            return new[] { model }.AsChatMessages().Single();
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidOperationException or JsonException or KeyNotFoundException)
        {
            throw new ChatRequestException($"'{path}' cannot be read: a part of it is missing, malformed or of an unknown kind.", path);
        }
    }

    private static ChatMessage Complete(ChatMessage message, JsonElement source, JsonElement[] parts, string path)
    {
        ContentParts.AddLost(message.Contents, parts, path);
        if (source.Text("refusal", path + ".") is { } refusal)
        {
            message.Contents.Add(ContentParts.Refusal(refusal));
        }

        // An SDK that finds the original sends it, whatever a stage of the gateway has made of the message since.
        message.RawRepresentation = null;
        foreach (var content in message.Contents)
        {
            content.RawRepresentation = null;
        }

        CompleteCalls(message, source, path);
        return message;
    }

    // A call may have no arguments. One whose arguments are no JSON object would arrive at the provider as another call.
    private static void CompleteCalls(ChatMessage message, JsonElement source, string path)
    {
        var index = 0;
        foreach (var call in message.Contents.OfType<FunctionCallContent>())
        {
            var field = $"{path}.tool_calls[{index}].function.arguments";
            call.Arguments ??= string.IsNullOrWhiteSpace(FindArguments(source, index++))
                ? new Dictionary<string, object?>()
                : throw new ChatRequestException($"'{field}' is not a JSON object.", field);
            call.Exception = null;
        }
    }

    private static string? FindArguments(JsonElement message, int index) =>
        message.FindArray("tool_calls")?[index].FindObject("function")?.Text("arguments");
}
