using System.Text.Json.Nodes;

namespace AiGateway.Client.Wire.Formats;

/// <summary>Ollama's chat.</summary>
internal sealed class OllamaFormat : IWireFormat
{
    private const string CreatedAt = "2026-03-01T12:00:00.000000Z";

    public string PlainMediaType => "application/json; charset=utf-8";

    public string StreamMediaType => "application/x-ndjson";

    public IReadOnlyList<string> RequiredFields { get; } = ["model", "messages"];

    public bool IsStreamed(JsonObject body) => body["stream"]?.GetValue<bool>() is not false;

    public string? ReadKey(IReadOnlyDictionary<string, string> headers) =>
        headers.TryGetValue("Authorization", out var value) && value.StartsWith("Bearer ", StringComparison.Ordinal) ? value["Bearer ".Length..] : null;

    public IEnumerable<KeyValuePair<string, string>> Headers(WireRequest request) => [];

    public WireError Describe(WireErrorKind kind) => kind switch
    {
        WireErrorKind.ContextLength => new(400, null, null, "the input length exceeds the context length"),
        WireErrorKind.Authentication => new(401, null, null, "unauthorized"),
        WireErrorKind.Permission => new(403, null, null, "forbidden"),
        WireErrorKind.ModelNotFound => new(404, null, null, "model 'loopback' not found"),
        WireErrorKind.RateLimit => new(429, null, null, "too many requests"),
        WireErrorKind.Quota => new(429, null, null, "you have reached your hourly usage limit"),
        WireErrorKind.ServerError => new(500, null, null, "llama runner process has terminated"),
        WireErrorKind.Overloaded => new(503, null, null, "server busy, please try again. maximum pending requests exceeded"),
        _ => new(400, null, null, "invalid request"),
    };

    public WireError UnknownPath(WireRequest request) => new(404, null, null, "404 page not found");

    public string ErrorBody(WireError error) => WireJson.Compact(ErrorObject(error));

    public WireEvent ErrorEvent(WireError error, int index) => WireEvent.Line(WireEventKind.Structure, ErrorObject(error));

    public string Plain(WireRequest request, WireReply reply)
    {
        var message = new JsonObject { ["role"] = "assistant", ["content"] = string.Concat([.. reply.TextChunks, .. reply.RefusalChunks]) };
        if (reply.ReasoningChunks.Count > 0)
        {
            message["thinking"] = string.Concat(reply.ReasoningChunks);
        }

        if (reply.ToolCalls.Count > 0)
        {
            message["tool_calls"] = new JsonArray([.. reply.ToolCalls.Select(ToolCall)]);
        }

        return WireJson.Compact(Finish(Line(request, reply, message), reply));
    }

    public IEnumerable<WireEvent> Stream(WireRequest request, WireReply reply)
    {
        foreach (var chunk in reply.ReasoningChunks)
        {
            yield return Content(new JsonObject { ["role"] = "assistant", ["content"] = "", ["thinking"] = chunk });
        }

        foreach (var chunk in reply.TextChunks.Concat(reply.RefusalChunks))
        {
            yield return Content(new JsonObject { ["role"] = "assistant", ["content"] = chunk });
        }

        for (var i = 0; i < reply.ToolCalls.Count; i++)
        {
            yield return Content(new JsonObject { ["role"] = "assistant", ["content"] = "", ["tool_calls"] = new JsonArray(ToolCall(reply.ToolCalls[i], i)) });
        }

        var last = Line(request, reply, new JsonObject { ["role"] = "assistant", ["content"] = "" });
        yield return WireEvent.Line(WireEventKind.Finish, Finish(last, reply));

        WireEvent Content(JsonObject message)
        {
            var line = Line(request, reply, message);
            line["done"] = false;
            return WireEvent.Line(WireEventKind.Content, line);
        }
    }

    private static JsonObject ErrorObject(WireError error) => new() { ["error"] = error.Message };

    private static JsonObject Line(WireRequest request, WireReply reply, JsonObject message) =>
        new() { ["model"] = reply.Model ?? request.Model, ["created_at"] = CreatedAt, ["message"] = message };

    private static JsonObject ToolCall(WireToolCall call, int index) => new()
    {
        ["id"] = call.Id,
        ["function"] = new JsonObject { ["index"] = index, ["name"] = call.Name, ["arguments"] = JsonNode.Parse(call.Arguments) },
    };

    // Ollama says "stop" for tool calls as well.
    private static JsonObject Finish(JsonObject line, WireReply reply)
    {
        line["done"] = true;
        line["done_reason"] = reply.Finished is WireFinish.Length ? "length" : "stop";
        line["total_duration"] = 5_000_000;
        line["load_duration"] = 1_000_000;
        if (reply.Usage?.Input is { } input)
        {
            line["prompt_eval_count"] = input;
            line["prompt_eval_duration"] = 2_000_000;
        }

        if (reply.Usage?.Output is { } output)
        {
            line["eval_count"] = output;
            line["eval_duration"] = 2_000_000;
        }

        return line;
    }
}
