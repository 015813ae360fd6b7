using System.Text.Json.Nodes;

namespace AiGateway.Client.Evaluation.Cost;

/// <summary>OpenAI's chat completions.</summary>
internal static class ChatBodies
{
    public static JsonObject Plain(string model, JsonNode usage) => new()
    {
        ["id"] = "case",
        ["object"] = "chat.completion",
        ["created"] = 1,
        ["model"] = model,
        ["choices"] = new JsonArray(new JsonObject
        {
            ["index"] = 0,
            ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = "ok" },
            ["finish_reason"] = "stop",
        }),
        ["usage"] = usage.DeepClone(),
    };

    public static IEnumerable<string> Streamed(string model, JsonNode usage)
    {
        yield return WireShape.Event(Chunk(model, new JsonArray(Choice(new JsonObject { ["role"] = "assistant", ["content"] = "ok" }, null))));
        yield return WireShape.Event(Chunk(model, new JsonArray(Choice([], "stop"))));
        var last = Chunk(model, []);
        last["usage"] = usage.DeepClone();
        yield return WireShape.Event(last);
        yield return "data: [DONE]\n\n";
    }

    private static JsonObject Choice(JsonObject delta, string? finish) => new() { ["index"] = 0, ["delta"] = delta, ["finish_reason"] = finish };

    private static JsonObject Chunk(string model, JsonArray choices) =>
        new() { ["id"] = "case", ["object"] = "chat.completion.chunk", ["created"] = 1, ["model"] = model, ["choices"] = choices };
}
