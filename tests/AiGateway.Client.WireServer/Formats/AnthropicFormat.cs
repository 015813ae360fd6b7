using System.Text.Json.Nodes;

namespace AiGateway.Client.Wire.Formats;

/// <summary>Anthropic messages.</summary>
internal sealed class AnthropicFormat : IWireFormat
{
    public string StreamMediaType => "text/event-stream; charset=utf-8";

    public IReadOnlyList<string> RequiredFields { get; } = ["model", "max_tokens", "messages"];

    public string? ReadKey(IReadOnlyDictionary<string, string> headers) =>
        headers.TryGetValue("x-api-key", out var key) ? key
        : headers.TryGetValue("Authorization", out var value) && value.StartsWith("Bearer ", StringComparison.Ordinal) ? value["Bearer ".Length..]
        : null;

    public IEnumerable<KeyValuePair<string, string>> Headers(WireRequest request) => [new("request-id", $"req_{request.Index:d4}")];

    public WireError Describe(WireErrorKind kind) => kind switch
    {
        WireErrorKind.ContextLength => new(400, null, "invalid_request_error", "prompt is too long: 209000 tokens > 200000 maximum"),
        WireErrorKind.ContentFilter => new(400, null, "invalid_request_error", "Output blocked by content filtering policy"),
        WireErrorKind.Authentication => new(401, null, "authentication_error", "invalid x-api-key"),
        WireErrorKind.Quota => new(400, null, "invalid_request_error", "Your credit balance is too low to access the API."),
        WireErrorKind.Permission => new(403, null, "permission_error", "The API key does not have permission to use the resource."),
        WireErrorKind.ModelNotFound => new(404, null, "not_found_error", "model: not found"),
        WireErrorKind.RateLimit => new(429, null, "rate_limit_error", "The request would exceed the organization's rate limit."),
        WireErrorKind.ServerError => new(500, null, "api_error", "Internal server error"),
        WireErrorKind.Overloaded => new(529, null, "overloaded_error", "Overloaded"),
        _ => new(400, null, "invalid_request_error", "The request is not valid."),
    };

    public WireError Describe(int status) => (status switch
    {
        402 => new WireError(status, null, "billing_error", "There is an issue with billing."),
        413 => new WireError(status, null, "request_too_large", "Request exceeds the maximum allowed number of bytes."),
        504 => new WireError(status, null, "timeout_error", "The request timed out."),
        _ => Describe(IWireFormat.KindOf(status)),
    }) with
    {
        Status = status,
    };

    public WireError UnknownPath(WireRequest request) => new(404, null, "not_found_error", "Not Found");

    public string ErrorBody(WireError error) => WireJson.Compact(ErrorObject(error));

    public WireEvent ErrorEvent(WireError error, int index) => WireEvent.Sse(WireEventKind.Structure, ErrorObject(error), "error");

    public string Plain(WireRequest request, WireReply reply)
    {
        var message = Message(request, reply);
        message["content"] = new JsonArray([.. AnthropicBlock.Of(reply).Select(block => block.Whole)]);
        message["stop_reason"] = StopReason(reply);
        message["stop_sequence"] = reply.StopSequence;
        message["usage"] = Usage(reply.Usage, reply.Usage?.Output);
        return WireJson.Compact(message);
    }

    public IEnumerable<WireEvent> Stream(WireRequest request, WireReply reply)
    {
        var message = Message(request, reply);
        message["usage"] = Usage(reply.Usage, 1);
        yield return Event(WireEventKind.Structure, new JsonObject { ["type"] = "message_start", ["message"] = message });
        var blocks = AnthropicBlock.Of(reply);
        for (var i = 0; i < blocks.Count; i++)
        {
            yield return Event(WireEventKind.Structure, new JsonObject { ["type"] = "content_block_start", ["index"] = i, ["content_block"] = blocks[i].Begun });
            if (i == 0)
            {
                yield return Event(WireEventKind.Structure, new JsonObject { ["type"] = "ping" });
            }

            foreach (var (kind, delta) in blocks[i].Deltas)
            {
                yield return Event(kind, new JsonObject { ["type"] = "content_block_delta", ["index"] = i, ["delta"] = delta });
            }

            yield return Event(WireEventKind.Structure, new JsonObject { ["type"] = "content_block_stop", ["index"] = i });
        }

        yield return Event(WireEventKind.Finish, new JsonObject
        {
            ["type"] = "message_delta",
            ["delta"] = new JsonObject { ["stop_reason"] = StopReason(reply), ["stop_sequence"] = reply.StopSequence },
            ["usage"] = FinalUsage(reply.Usage),
        });
        yield return Event(WireEventKind.Terminator, new JsonObject { ["type"] = "message_stop" });
    }

    private static WireEvent Event(WireEventKind kind, JsonObject data) => WireEvent.Sse(kind, data, data["type"]!.GetValue<string>());

    private static JsonObject ErrorObject(WireError error) => new()
    {
        ["type"] = "error",
        ["error"] = new JsonObject { ["type"] = error.Type, ["message"] = error.Message },
        ["request_id"] = "req_loopback",
    };

    private static JsonObject Message(WireRequest request, WireReply reply) => new()
    {
        ["model"] = reply.Model ?? request.Model,
        ["id"] = reply.ResponseId ?? $"msg_{request.Index:d4}",
        ["type"] = "message",
        ["role"] = "assistant",
        ["content"] = new JsonArray(),
        ["stop_reason"] = null,
        ["stop_sequence"] = null,
    };

    // The vendor's input excludes both cache buckets.
    private static JsonObject Usage(WireUsage? usage, int? output)
    {
        var fields = FinalUsage(usage);
        fields.Insert(3, "cache_creation", new JsonObject
        {
            ["ephemeral_5m_input_tokens"] = usage?.CacheWrite5m ?? 0,
            ["ephemeral_1h_input_tokens"] = usage?.CacheWrite1h ?? 0,
        });
        fields["output_tokens"] = usage is null ? 0 : output ?? 0;
        fields["service_tier"] = "standard";
        return fields;
    }

    private static JsonObject FinalUsage(WireUsage? usage)
    {
        var fields = new JsonObject
        {
            ["input_tokens"] = (usage?.Input ?? 0) - (usage?.CacheRead ?? 0) - (usage?.CacheWrite ?? 0),
            ["cache_creation_input_tokens"] = usage?.CacheWrite ?? 0,
            ["cache_read_input_tokens"] = usage?.CacheRead ?? 0,
            ["output_tokens"] = usage?.Output ?? 0,
        };
        if (usage?.Reasoning > 0)
        {
            fields["output_tokens_details"] = new JsonObject { ["thinking_tokens"] = usage.Reasoning };
        }

        return fields;
    }

    private static string StopReason(WireReply reply) => reply switch
    {
        { StopSequence: not null } => "stop_sequence",
        { Finished: WireFinish.Length } => "max_tokens",
        { Finished: WireFinish.ToolCalls } => "tool_use",
        { Finished: WireFinish.ContentFilter } => "refusal",
        _ => "end_turn",
    };
}
