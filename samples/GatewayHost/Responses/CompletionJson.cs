using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.AI;

namespace GatewayHost.Responses;

/// <summary>What plain answers and streams write alike.</summary>
internal static class CompletionJson
{
    private static readonly JsonTypeInfo ArgumentsInfo =
        new JsonSerializerOptions(AIJsonUtilities.DefaultOptions) { WriteIndented = false }.GetTypeInfo(typeof(IDictionary<string, object?>));

    // The body is JSON and nothing else, so nothing needs to be escaped for HTML.
    public static JsonWriterOptions WriterOptions { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void WriteHead(Utf8JsonWriter json, string id, ReadOnlySpan<byte> type, DateTimeOffset created, string? model)
    {
        json.WriteString("id"u8, id);
        json.WriteString("object"u8, type);
        json.WriteNumber("created"u8, created.ToUnixTimeSeconds());
        json.WriteString("model"u8, model);
    }

    /// <summary>Gets the arguments of a tool call as JSON. To be called before anything of the call is written.</summary>
    /// <exception cref="UnreadableToolCallException">They could not be parsed.</exception>
    public static ReadOnlySpan<byte> ReadArguments(FunctionCallContent call) => call switch
    {
        { Exception: not null } => throw new UnreadableToolCallException(),
        { Arguments: null } => "{}"u8,
        _ => JsonSerializer.SerializeToUtf8Bytes(call.Arguments, ArgumentsInfo),
    };

    public static void WriteToolCall(Utf8JsonWriter json, FunctionCallContent call, ReadOnlySpan<byte> arguments)
    {
        json.WriteString("id"u8, call.CallId);
        json.WriteString("type"u8, "function"u8);
        json.WriteStartObject("function"u8);
        json.WriteString("name"u8, call.Name);
        json.WriteString("arguments"u8, arguments);
        json.WriteEndObject();
    }

    /// <summary>Names the reason why the answer ended. Some providers say "stop" when the model calls tools, and clients rely on the other word.</summary>
    public static ReadOnlySpan<byte> FinishReason(ChatFinishReason? reason, bool callsTools) => reason?.Value switch
    {
        "length" => "length"u8,
        "content_filter" => "content_filter"u8,
        _ => callsTools ? "tool_calls"u8 : "stop"u8,
    };

    public static void WriteUsage(Utf8JsonWriter json, UsageDetails usage)
    {
        var input = usage.InputTokenCount ?? 0;
        var output = usage.OutputTokenCount ?? 0;
        json.WriteStartObject("usage"u8);
        json.WriteNumber("prompt_tokens"u8, input);
        json.WriteNumber("completion_tokens"u8, output);
        json.WriteNumber("total_tokens"u8, usage.TotalTokenCount ?? (input + output));
        WriteDetail(json, "prompt_tokens_details"u8, "cached_tokens"u8, usage.CachedInputTokenCount);
        WriteDetail(json, "completion_tokens_details"u8, "reasoning_tokens"u8, usage.ReasoningTokenCount);
        json.WriteEndObject();
    }

    // A count that nobody reported is not zero: it is left out.
    private static void WriteDetail(Utf8JsonWriter json, ReadOnlySpan<byte> group, ReadOnlySpan<byte> name, long? count)
    {
        if (count is { } known)
        {
            json.WriteStartObject(group);
            json.WriteNumber(name, known);
            json.WriteEndObject();
        }
    }
}
