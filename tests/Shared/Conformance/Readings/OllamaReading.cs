using System.Text.Json.Nodes;

namespace AiGateway.Client.Tests.Conformance.Readings;

/// <summary>Ollama's chat. Calls have no ids on the wire: results follow in their order, each wrapped by the SDK beside an id of its own.</summary>
public sealed class OllamaReading : WireReading
{
    public override IEnumerable<string?> System(JsonNode body) => Messages(body).Where(message => (string?)message["role"] == "system").Select(message => (string?)message["content"]);

    public override IEnumerable<string?> Roles(JsonNode body) => Messages(body).Select(message => (string?)message["role"]).Where(role => role != "system");

    public override string? UserText(JsonNode body) => (string?)Messages(body).First(message => (string?)message["role"] == "user")["content"];

    public override IEnumerable<string?> Images(JsonNode body) =>
        Messages(body).SelectMany(message => message["images"]?.AsArray() ?? []).Select(image => $"data:image/png;base64,{image}");

    public override IEnumerable<(string? Name, JsonNode? Schema)> Tools(JsonNode body) =>
        body["tools"]!.AsArray().Select(tool => ((string?)tool!["function"]!["name"], tool["function"]!["parameters"]));

    public override IEnumerable<(string? Id, string? Name, JsonNode? Arguments)> Calls(JsonNode body) =>
        Messages(body).SelectMany(message => message["tool_calls"]?.AsArray() ?? [])
            .Select(call => ((string?)call!["id"], (string?)call["function"]!["name"], call["function"]!["arguments"]));

    public override IEnumerable<(string? Id, string? Text)> Results(JsonNode body) =>
        Messages(body).Where(message => (string?)message["role"] == "tool").Select(message => ((string?)null, JsonNode.Parse((string)message["content"]!)!["Result"]?.ToJsonString()));

    public override JsonNode? Schema(JsonNode body) => body["format"] as JsonObject;

    public override JsonNode? FindOption(JsonNode body, string name) => name switch
    {
        "Temperature" => body["options"]?["temperature"],
        "TopP" => body["options"]?["top_p"],
        "TopK" => body["options"]?["top_k"],
        "Seed" => body["options"]?["seed"],
        "FrequencyPenalty" => body["options"]?["frequency_penalty"],
        "PresencePenalty" => body["options"]?["presence_penalty"],
        "StopSequences" => body["options"]?["stop"],
        "MaxOutputTokens" => body["options"]?["num_predict"],
        "ResponseFormat" => body["format"],
        _ => null,
    };

    private static IEnumerable<JsonNode> Messages(JsonNode body) => body["messages"]!.AsArray()!;
}
