using System.Text.Json.Nodes;

namespace AiGateway.Client.Tests.Conformance.Readings;

/// <summary>OpenAI chat completions.</summary>
public sealed class OpenAIChatReading : WireReading
{
    public override IEnumerable<string?> System(JsonNode body) => Messages(body).Where(IsSystem).Select(message => Text(message["content"]));

    public override IEnumerable<string?> Roles(JsonNode body) => Messages(body).Where(message => !IsSystem(message)).Select(message => (string?)message["role"]);

    public override string? UserText(JsonNode body) => Text(Messages(body).First(message => (string?)message["role"] == "user")["content"]);

    public override IEnumerable<string?> Images(JsonNode body) =>
        Messages(body).Single()["content"]!.AsArray().Select(part => (string?)part!["image_url"]?["url"]).Where(url => url is not null);

    public override IEnumerable<(string? Name, JsonNode? Schema)> Tools(JsonNode body) =>
        body["tools"]!.AsArray().Select(tool => ((string?)tool!["function"]!["name"], tool["function"]!["parameters"]));

    public override IEnumerable<(string? Id, string? Name, JsonNode? Arguments)> Calls(JsonNode body) =>
        Messages(body).SelectMany(message => message["tool_calls"]?.AsArray() ?? [])
            .Select(call => ((string?)call!["id"], (string?)call["function"]!["name"], JsonNode.Parse((string)call["function"]!["arguments"]!)));

    public override IEnumerable<(string? Id, string? Text)> Results(JsonNode body) =>
        Messages(body).Where(message => (string?)message["role"] == "tool").Select(message => ((string?)message["tool_call_id"], Text(message["content"])));

    public override JsonNode? Schema(JsonNode body) => body["response_format"]?["json_schema"]?["schema"];

    public override JsonNode? FindOption(JsonNode body, string name) => name switch
    {
        "Temperature" => body["temperature"],
        "TopP" => body["top_p"],
        "TopK" => body["top_k"],
        "Seed" => body["seed"],
        "FrequencyPenalty" => body["frequency_penalty"],
        "PresencePenalty" => body["presence_penalty"],
        "StopSequences" => body["stop"],
        "MaxOutputTokens" => body["max_completion_tokens"] ?? body["max_tokens"],
        "ResponseFormat" => body["response_format"],
        _ => null,
    };

    private static IEnumerable<JsonNode> Messages(JsonNode body) => body["messages"]!.AsArray()!;

    private static bool IsSystem(JsonNode message) => (string?)message["role"] is "system" or "developer";
}
