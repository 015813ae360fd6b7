using System.Text.Json.Nodes;

namespace AiGateway.Client.Tests.Conformance.Readings;

/// <summary>OpenAI Responses.</summary>
public sealed class OpenAIResponsesReading : WireReading
{
    public override IEnumerable<string?> System(JsonNode body) => Items(body).Where(IsSystem).Select(item => Text(item["content"]));

    // Calls and their outputs are items without a role.
    public override IEnumerable<string?> Roles(JsonNode body) => Items(body).Where(item => !IsSystem(item)).Select(item => (string?)item["type"] switch
    {
        "function_call" => "assistant",
        "function_call_output" => "tool",
        _ => (string?)item["role"],
    });

    public override string? UserText(JsonNode body) => Text(Items(body).First(item => (string?)item["role"] == "user")["content"]);

    public override IEnumerable<string?> Images(JsonNode body) =>
        Items(body).Single()["content"]!.AsArray().Select(part => (string?)part!["image_url"]).Where(url => url is not null);

    public override IEnumerable<(string? Name, JsonNode? Schema)> Tools(JsonNode body) =>
        body["tools"]!.AsArray().Select(tool => ((string?)tool!["name"], tool["parameters"]));

    public override IEnumerable<(string? Id, string? Name, JsonNode? Arguments)> Calls(JsonNode body) =>
        Items(body).Where(item => (string?)item["type"] == "function_call")
            .Select(item => ((string?)item["call_id"], (string?)item["name"], JsonNode.Parse((string)item["arguments"]!)));

    public override IEnumerable<(string? Id, string? Text)> Results(JsonNode body) =>
        Items(body).Where(item => (string?)item["type"] == "function_call_output").Select(item => ((string?)item["call_id"], Text(item["output"])));

    public override JsonNode? Schema(JsonNode body) => body["text"]?["format"]?["schema"];

    public override JsonNode? FindOption(JsonNode body, string name) => name switch
    {
        "Temperature" => body["temperature"],
        "TopP" => body["top_p"],
        "TopK" => body["top_k"],
        "Seed" => body["seed"],
        "FrequencyPenalty" => body["frequency_penalty"],
        "PresencePenalty" => body["presence_penalty"],
        "StopSequences" => body["stop"],
        "MaxOutputTokens" => body["max_output_tokens"],
        "ResponseFormat" => body["text"]?["format"],
        _ => null,
    };

    private static IEnumerable<JsonNode> Items(JsonNode body) => body["input"]!.AsArray()!;

    private static bool IsSystem(JsonNode item) => (string?)item["role"] is "system" or "developer";
}
