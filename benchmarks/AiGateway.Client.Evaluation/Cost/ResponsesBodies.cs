using System.Text.Json.Nodes;

namespace AiGateway.Client.Evaluation.Cost;

/// <summary>OpenAI's Responses.</summary>
internal static class ResponsesBodies
{
    public static JsonObject Plain(string model, JsonNode usage) => Response(model, "completed", usage.DeepClone());

    public static IEnumerable<string> Streamed(string model, JsonNode usage)
    {
        yield return WireShape.NamedEvent(new JsonObject
        {
            ["type"] = "response.created",
            ["sequence_number"] = 0,
            ["response"] = Response(model, "in_progress", null),
        });
        yield return WireShape.NamedEvent(new JsonObject
        {
            ["type"] = "response.output_text.delta",
            ["sequence_number"] = 1,
            ["item_id"] = "message",
            ["output_index"] = 0,
            ["content_index"] = 0,
            ["delta"] = "ok",
        });
        yield return WireShape.NamedEvent(new JsonObject { ["type"] = "response.completed", ["sequence_number"] = 2, ["response"] = Plain(model, usage) });
    }

    private static JsonObject Response(string model, string status, JsonNode? usage) => new()
    {
        ["id"] = "case",
        ["object"] = "response",
        ["created_at"] = 1,
        ["status"] = status,
        ["model"] = model,
        ["output"] = new JsonArray(new JsonObject
        {
            ["type"] = "message",
            ["id"] = "message",
            ["status"] = status,
            ["role"] = "assistant",
            ["content"] = new JsonArray(new JsonObject { ["type"] = "output_text", ["text"] = "ok", ["annotations"] = new JsonArray() }),
        }),
        ["parallel_tool_calls"] = true,
        ["tools"] = new JsonArray(),
        ["tool_choice"] = "auto",
        ["usage"] = usage,
    };
}
