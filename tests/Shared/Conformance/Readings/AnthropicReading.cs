using System.Text.Json.Nodes;

namespace AiGateway.Client.Tests.Conformance.Readings;

/// <summary>Anthropic messages.</summary>
public sealed class AnthropicReading : WireReading
{
    public override IEnumerable<string?> System(JsonNode body) => body["system"] is JsonArray blocks ? blocks.Select(block => (string?)block!["text"]) : [(string?)body["system"]];

    // Results of tools are the user's.
    public override IEnumerable<string?> Roles(JsonNode body) =>
        body["messages"]!.AsArray().Select(message => Blocks(message!, "tool_result").Any() ? "tool" : (string?)message!["role"]);

    public override string? UserText(JsonNode body) => Text(body["messages"]![0]!["content"]);

    public override IEnumerable<string?> Images(JsonNode body) =>
        Blocks(body, "image").Select(block => (string?)block["source"]!["url"] ?? $"data:{block["source"]!["media_type"]};base64,{block["source"]!["data"]}");

    public override IEnumerable<(string? Name, JsonNode? Schema)> Tools(JsonNode body) =>
        body["tools"]!.AsArray().Select(tool => ((string?)tool!["name"], tool["input_schema"]));

    public override IEnumerable<(string? Id, string? Name, JsonNode? Arguments)> Calls(JsonNode body) =>
        Blocks(body, "tool_use").Select(block => ((string?)block["id"], (string?)block["name"], block["input"]));

    public override IEnumerable<(string? Id, string? Text)> Results(JsonNode body) =>
        Blocks(body, "tool_result").Select(block => ((string?)block["tool_use_id"], Text(block["content"])));

    public override JsonNode? Schema(JsonNode body) => body["output_config"]?["format"]?["schema"] ?? body["output_format"]?["schema"];

    public override JsonNode? FindOption(JsonNode body, string name) => name switch
    {
        "Temperature" => body["temperature"],
        "TopP" => body["top_p"],
        "TopK" => body["top_k"],
        "StopSequences" => body["stop_sequences"],
        "MaxOutputTokens" => body["max_tokens"],
        "ResponseFormat" => body["output_config"]?["format"] ?? body["output_format"],
        _ => null,
    };

    private static IEnumerable<JsonNode> Blocks(JsonNode node, string type) =>
        (node["messages"]?.AsArray() ?? [node.DeepClone()]).SelectMany(message => message!["content"] as JsonArray ?? []).Where(block => (string?)block!["type"] == type)!;
}
