using System.Text.Json.Nodes;

namespace AiGateway.Client.Wire.Formats;

/// <summary>The response object of OpenAI Responses, which is the plain answer and rides in several events.</summary>
internal static class ResponsesObject
{
    public static JsonObject Begun(WireRequest request, WireReply reply) => Create(request, reply, "in_progress", []);

    public static JsonObject Finished(WireRequest request, WireReply reply, JsonArray output)
    {
        var reason = reply.Finished switch
        {
            WireFinish.Length => "max_output_tokens",
            WireFinish.ContentFilter => "content_filter",
            _ => null,
        };
        var response = Create(request, reply, reason is null ? "completed" : "incomplete", output);
        response["incomplete_details"] = reason is null ? null : new JsonObject { ["reason"] = reason };
        response["usage"] = reply.Usage is { } usage ? Usage(usage) : null;
        return response;
    }

    public static JsonObject Failed(WireRequest request, WireReply reply, WireError error)
    {
        var response = Create(request, reply, "failed", []);
        response["error"] = new JsonObject { ["code"] = error.Code ?? error.Type, ["message"] = error.Message };
        return response;
    }

    private static JsonObject Create(WireRequest request, WireReply reply, string status, JsonArray output) => new()
    {
        ["id"] = reply.ResponseId ?? $"resp_{request.Index:d4}",
        ["object"] = "response",
        ["created_at"] = 1_772_366_400,
        ["status"] = status,
        ["error"] = null,
        ["incomplete_details"] = null,
        ["instructions"] = request.Body?["instructions"]?.DeepClone(),
        ["max_output_tokens"] = request.Body?["max_output_tokens"]?.DeepClone(),
        ["model"] = reply.Model ?? request.Model,
        ["output"] = output,
        ["parallel_tool_calls"] = request.Body?["parallel_tool_calls"]?.DeepClone() ?? true,
        ["previous_response_id"] = request.Body?["previous_response_id"]?.DeepClone(),
        ["reasoning"] = new JsonObject { ["effort"] = null, ["summary"] = null },
        ["service_tier"] = "default",
        ["store"] = request.Body?["store"]?.DeepClone() ?? true,
        ["temperature"] = 1.0,
        ["text"] = request.Body?["text"]?.DeepClone() ?? new JsonObject { ["format"] = new JsonObject { ["type"] = "text" } },
        ["tool_choice"] = request.Body?["tool_choice"]?.DeepClone() ?? "auto",
        ["tools"] = request.Body?["tools"]?.DeepClone() ?? new JsonArray(),
        ["top_p"] = 1.0,
        ["truncation"] = "disabled",
        ["usage"] = null,
        ["user"] = null,
        ["metadata"] = new JsonObject(),
    };

    private static JsonObject Usage(WireUsage usage)
    {
        var input = new JsonObject { ["cached_tokens"] = usage.CacheRead };
        if (usage.CacheWrite > 0)
        {
            input["cache_write_tokens"] = usage.CacheWrite;
        }

        return new JsonObject
        {
            ["input_tokens"] = usage.Input ?? 0,
            ["input_tokens_details"] = input,
            ["output_tokens"] = usage.Output ?? 0,
            ["output_tokens_details"] = new JsonObject { ["reasoning_tokens"] = usage.Reasoning },
            ["total_tokens"] = usage.Sum,
        };
    }
}
