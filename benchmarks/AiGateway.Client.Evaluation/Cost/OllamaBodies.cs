using System.Text.Json.Nodes;

namespace AiGateway.Client.Evaluation.Cost;

/// <summary>Ollama's chat, whose counts lie in the last object itself.</summary>
internal static class OllamaBodies
{
    public static JsonObject Plain(string model, JsonNode usage) => Line(model, "ok", usage);

    public static IEnumerable<string> Streamed(string model, JsonNode usage) =>
        [Line(model, "ok", null).ToJsonString() + "\n", Line(model, "", usage).ToJsonString() + "\n"];

    private static JsonObject Line(string model, string text, JsonNode? usage)
    {
        var line = new JsonObject
        {
            ["model"] = model,
            ["created_at"] = "2026-03-01T12:00:00.000000Z",
            ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = text },
            ["done"] = usage is not null,
        };
        if (usage is not null)
        {
            line["done_reason"] = "stop";
            foreach (var (name, value) in usage.AsObject())
            {
                line[name] = value?.DeepClone();
            }
        }

        return line;
    }
}
