using System.Text.Json.Nodes;

namespace AiGateway.Client.Evaluation.Cost;

/// <summary>Anthropic's messages. A stream tells what was read at its start, and the final counts at its end.</summary>
internal static class AnthropicBodies
{
    private static readonly string[] FinalCounts =
        ["input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens", "output_tokens", "output_tokens_details", "server_tool_use", "iterations"];

    public static JsonObject Plain(string model, JsonNode usage)
    {
        var message = Message(model, usage);
        message["content"] = new JsonArray(new JsonObject { ["type"] = "text", ["text"] = "ok" });
        message["stop_reason"] = "end_turn";
        return message;
    }

    public static IEnumerable<string> Streamed(string model, JsonNode usage)
    {
        var start = Message(model, usage);
        start["usage"]!["output_tokens"] = 1;
        yield return WireShape.NamedEvent(new JsonObject { ["type"] = "message_start", ["message"] = start });
        yield return WireShape.NamedEvent(new JsonObject
        {
            ["type"] = "content_block_start",
            ["index"] = 0,
            ["content_block"] = new JsonObject { ["type"] = "text", ["text"] = "" },
        });
        yield return WireShape.NamedEvent(new JsonObject
        {
            ["type"] = "content_block_delta",
            ["index"] = 0,
            ["delta"] = new JsonObject { ["type"] = "text_delta", ["text"] = "ok" },
        });
        yield return WireShape.NamedEvent(new JsonObject { ["type"] = "content_block_stop", ["index"] = 0 });
        yield return WireShape.NamedEvent(new JsonObject
        {
            ["type"] = "message_delta",
            ["delta"] = new JsonObject { ["stop_reason"] = "end_turn", ["stop_sequence"] = null },
            ["usage"] = new JsonObject(usage.AsObject().Where(field => FinalCounts.Contains(field.Key)).Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone()))),
        });
        yield return WireShape.NamedEvent(new JsonObject { ["type"] = "message_stop" });
    }

    private static JsonObject Message(string model, JsonNode usage) => new()
    {
        ["id"] = "case",
        ["type"] = "message",
        ["role"] = "assistant",
        ["model"] = model,
        ["content"] = new JsonArray(),
        ["stop_reason"] = null,
        ["stop_sequence"] = null,
        ["usage"] = usage.DeepClone(),
    };
}
