using System.Text;
using System.Text.Json.Nodes;

namespace AiGateway.Client.Wire.Formats;

/// <summary>OpenAI chat completions, also as Azure sends them.</summary>
internal sealed class OpenAIChatFormat(OpenAIDialect dialect) : IWireFormat
{
    private const long Created = 1_772_366_400;

    public string StreamMediaType => "text/event-stream; charset=utf-8";

    public IReadOnlyList<string> RequiredFields { get; } = ["model", "messages"];

    public string? ReadKey(IReadOnlyDictionary<string, string> headers) => dialect.ReadKey(headers);

    public IEnumerable<KeyValuePair<string, string>> Headers(WireRequest request) => dialect.Headers(request);

    public WireError Describe(WireErrorKind kind) => dialect.Describe(kind);

    public WireError UnknownPath(WireRequest request) => dialect.UnknownPath(request);

    public string ErrorBody(WireError error) => WireJson.Indented(dialect.ErrorObject(error)) + "\n";

    public WireEvent ErrorEvent(WireError error, int index) => WireEvent.Sse(WireEventKind.Structure, dialect.ErrorObject(error));

    public string Plain(WireRequest request, WireReply reply)
    {
        var message = new JsonObject { ["role"] = "assistant", ["content"] = Joined(reply.TextChunks), ["refusal"] = Joined(reply.RefusalChunks), ["annotations"] = new JsonArray() };
        if (reply.ReasoningChunks.Count > 0)
        {
            message["reasoning_content"] = Joined(reply.ReasoningChunks);
        }

        if (reply.ToolCalls.Count > 0)
        {
            message["tool_calls"] = new JsonArray([.. reply.ToolCalls.Select(call => ToolCall(call, call.Arguments))]);
        }

        var choice = new JsonObject { ["index"] = 0, ["message"] = message, ["logprobs"] = null, ["finish_reason"] = FinishReason(reply) };
        var body = Head(request, reply, "chat.completion");
        body["choices"] = new JsonArray(choice);
        if (reply.Usage is { } usage)
        {
            body["usage"] = Usage(usage);
        }

        if (dialect.HasFilterResults)
        {
            choice["content_filter_results"] = AzureDialect.Clean();
            body["prompt_filter_results"] = PromptFilterResults();
        }

        return WireJson.Indented(body) + "\n";
    }

    public IEnumerable<WireEvent> Stream(WireRequest request, WireReply reply)
    {
        var withUsage = request.Body?["stream_options"]?["include_usage"]?.GetValue<bool>() is true;
        if (dialect.HasFilterResults)
        {
            yield return WireEvent.Sse(WireEventKind.Structure, PromptAnnotation());
        }

        yield return Chunk(WireEventKind.Structure, new JsonObject { ["role"] = "assistant", ["content"] = reply.ToolCalls.Count > 0 ? null : "", ["refusal"] = null });
        foreach (var delta in Deltas(reply))
        {
            yield return Chunk(WireEventKind.Content, delta);
        }

        yield return Chunk(WireEventKind.Finish, [], FinishReason(reply));
        if (withUsage && reply.Usage is { } usage)
        {
            var last = Head(request, reply, "chat.completion.chunk");
            last["choices"] = new JsonArray();
            last["usage"] = Usage(usage);
            yield return WireEvent.Sse(WireEventKind.Usage, last);
        }

        yield return new WireEvent(WireEventKind.Terminator, Encoding.UTF8.GetBytes("data: [DONE]\n\n"));

        WireEvent Chunk(WireEventKind kind, JsonObject delta, string? finishReason = null)
        {
            var chunk = Head(request, reply, "chat.completion.chunk");
            var choice = new JsonObject { ["index"] = 0, ["delta"] = delta, ["logprobs"] = null, ["finish_reason"] = finishReason };
            chunk["choices"] = new JsonArray(choice);
            if (withUsage)
            {
                chunk["usage"] = null;
            }

            if (dialect.HasFilterResults)
            {
                choice["content_filter_results"] = kind is WireEventKind.Content ? AzureDialect.Clean() : new JsonObject();
            }

            return WireEvent.Sse(kind, chunk);
        }
    }

    private static IEnumerable<JsonObject> Deltas(WireReply reply)
    {
        foreach (var chunk in reply.ReasoningChunks)
        {
            yield return new JsonObject { ["reasoning_content"] = chunk };
        }

        foreach (var chunk in reply.TextChunks)
        {
            yield return new JsonObject { ["content"] = chunk };
        }

        foreach (var chunk in reply.RefusalChunks)
        {
            yield return new JsonObject { ["refusal"] = chunk };
        }

        for (var i = 0; i < reply.ToolCalls.Count; i++)
        {
            yield return ToolDelta(i, ToolCall(reply.ToolCalls[i], ""));
            foreach (var fragment in reply.ToolCalls[i].ArgumentFragments)
            {
                yield return ToolDelta(i, new JsonObject { ["function"] = new JsonObject { ["arguments"] = fragment } });
            }
        }
    }

    private static JsonObject ToolDelta(int index, JsonObject call)
    {
        call.Insert(0, "index", index);
        return new JsonObject { ["tool_calls"] = new JsonArray(call) };
    }

    private static JsonObject ToolCall(WireToolCall call, string arguments) =>
        new() { ["id"] = call.Id, ["type"] = "function", ["function"] = new JsonObject { ["name"] = call.Name, ["arguments"] = arguments } };

    private static JsonObject Head(WireRequest request, WireReply reply, string type) => new()
    {
        ["id"] = reply.ResponseId ?? $"chatcmpl-{request.Index:d4}",
        ["object"] = type,
        ["created"] = Created,
        ["model"] = reply.Model ?? request.Model,
        ["service_tier"] = "default",
        ["system_fingerprint"] = "fp_loopback",
    };

    private static JsonObject PromptAnnotation() => new()
    {
        ["choices"] = new JsonArray(),
        ["created"] = 0,
        ["id"] = "",
        ["model"] = "",
        ["object"] = "",
        ["prompt_filter_results"] = PromptFilterResults(),
    };

    private static JsonArray PromptFilterResults() => [new JsonObject { ["prompt_index"] = 0, ["content_filter_results"] = AzureDialect.Clean() }];

    private static JsonObject Usage(WireUsage usage)
    {
        var input = new JsonObject { ["cached_tokens"] = usage.CacheRead, ["audio_tokens"] = usage.AudioInput };
        if (usage.CacheWrite > 0)
        {
            input["cache_write_tokens"] = usage.CacheWrite;
        }

        return new JsonObject
        {
            ["prompt_tokens"] = usage.Input ?? 0,
            ["completion_tokens"] = usage.Output ?? 0,
            ["total_tokens"] = usage.Sum,
            ["prompt_tokens_details"] = input,
            ["completion_tokens_details"] = new JsonObject
            {
                ["reasoning_tokens"] = usage.Reasoning,
                ["audio_tokens"] = usage.AudioOutput,
                ["accepted_prediction_tokens"] = 0,
                ["rejected_prediction_tokens"] = 0,
            },
        };
    }

    private static string FinishReason(WireReply reply) => reply.Finished switch
    {
        WireFinish.Length => "length",
        WireFinish.ToolCalls => "tool_calls",
        WireFinish.ContentFilter => "content_filter",
        _ => "stop",
    };

    private static string? Joined(IReadOnlyList<string> chunks) => chunks.Count == 0 ? null : string.Concat(chunks);
}
