using System.Text.Json.Nodes;
using AiGateway.Client.Wire;

namespace AiGateway.Client.Evaluation.Cost;

/// <summary>Puts a usage object into a whole body of its vendor, plain and streamed.</summary>
/// <param name="name">The name of the shape.</param>
/// <param name="plain">Makes the plain body.</param>
/// <param name="streamed">Makes the events of the stream, as they go over the wire.</param>
internal sealed class WireShape(string name, Func<string, JsonNode, JsonObject> plain, Func<string, JsonNode, IEnumerable<string>> streamed)
{
    public static readonly WireShape Chat = new("chat", ChatBodies.Plain, ChatBodies.Streamed);
    public static readonly WireShape Responses = new("responses", ResponsesBodies.Plain, ResponsesBodies.Streamed);
    public static readonly WireShape Anthropic = new("anthropic", AnthropicBodies.Plain, AnthropicBodies.Streamed);
    public static readonly WireShape Ollama = new("ollama", OllamaBodies.Plain, OllamaBodies.Streamed);

    public string Name => name;

    private string StreamType => this == Ollama ? "application/x-ndjson" : "text/event-stream";

    /// <summary>Tells the shape by the names in the usage object, and by the vendor where several have the same names.</summary>
    /// <returns><see langword="null"/> for shapes that none of the SDKs reads, such as Gemini's own.</returns>
    public static WireShape? Of(JsonNode usage, string provider) =>
        usage["prompt_tokens"] is not null ? Chat
        : usage["cache_creation_input_tokens"] is not null || (usage["input_tokens"] is not null && provider == "anthropic") ? Anthropic
        : usage["input_tokens"] is not null ? Responses
        : usage["prompt_eval_count"] is not null || usage["eval_count"] is not null ? Ollama
        : null;

    public WireReply Reply(string model, JsonNode usage, bool stream) =>
        stream ? WireReply.Exactly(200, StreamType, [.. streamed(model, usage)]) : WireReply.Exactly(200, "application/json", plain(model, usage).ToJsonString());

    internal static string Event(JsonObject data) => $"data: {data.ToJsonString()}\n\n";

    internal static string NamedEvent(JsonObject data) => $"event: {data["type"]}\ndata: {data.ToJsonString()}\n\n";
}
