using System.Buffers;
using System.Text.Json;
using AiGateway.Client.Context;
using Microsoft.Extensions.AI;

namespace GatewayHost.Responses;

/// <summary>Writes a plain answer as a <c>chat.completion</c>.</summary>
internal static class CompletionWriter
{
    public static void Write(IBufferWriter<byte> body, ChatResponse response, GatewayResult result, DateTimeOffset now)
    {
        using var json = new Utf8JsonWriter(body, CompletionJson.WriterOptions);
        json.WriteStartObject();
        CompletionJson.WriteHead(
            json, response.ResponseId ?? $"chatcmpl-{result.RequestId}", "chat.completion"u8, response.CreatedAt ?? now, response.ModelId ?? result.Model);
        json.WriteStartArray("choices"u8);
        json.WriteStartObject();
        json.WriteNumber("index"u8, 0);
        var callsTools = WriteMessage(json, response.Messages is [.., var last] ? last.Contents : []);
        json.WriteNull("logprobs"u8);
        json.WriteString("finish_reason"u8, CompletionJson.FinishReason(response.FinishReason, callsTools));
        json.WriteEndObject();
        json.WriteEndArray();
        if (response.Usage is { } usage)
        {
            CompletionJson.WriteUsage(json, usage);
        }

        json.WriteEndObject();
    }

    private static bool WriteMessage(Utf8JsonWriter json, IList<AIContent> contents)
    {
        var text = contents.OfType<TextContent>().ToList();
        var reasoning = contents.OfType<TextReasoningContent>().ToList();
        var calls = contents.OfType<FunctionCallContent>().ToList();
        json.WriteStartObject("message"u8);
        json.WriteString("role"u8, "assistant"u8);
        json.WriteString("content"u8, text.Count == 0 && calls.Count > 0 ? null : string.Concat(text));
        json.WriteNull("refusal"u8);
        if (reasoning.Count > 0)
        {
            json.WriteString("reasoning_content"u8, string.Concat(reasoning));
        }

        WriteToolCalls(json, calls);
        json.WriteEndObject();
        return calls.Count > 0;
    }

    private static void WriteToolCalls(Utf8JsonWriter json, List<FunctionCallContent> calls)
    {
        if (calls.Count == 0)
        {
            return;
        }

        json.WriteStartArray("tool_calls"u8);
        foreach (var call in calls)
        {
            json.WriteStartObject();
            CompletionJson.WriteToolCall(json, call, CompletionJson.ReadArguments(call));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
