using System.Buffers;
using System.Text.Json;
using GatewayHost.Errors;
using Microsoft.Extensions.AI;

namespace GatewayHost.Responses;

/// <summary>Writes a streamed answer as server-sent events, each a <c>chat.completion.chunk</c>.</summary>
internal sealed class ChunkWriter(IBufferWriter<byte> body, string route, bool includeUsage, DateTimeOffset now) : IDisposable
{
    private readonly Utf8JsonWriter _json = new(body, CompletionJson.WriterOptions);
    private readonly SplitText _text = new();
    private readonly SplitText _reasoning = new();
    private string? _id;
    private string _model = route;
    private DateTimeOffset _created = now;
    private ChatFinishReason? _finishReason;
    private UsageDetails? _usage;
    private int _toolCalls;

    /// <summary>Gets a value indicating whether anything has been written.</summary>
    public bool Begun { get; private set; }

    /// <summary>Writes what an update brings.</summary>
    /// <returns><see langword="false"/> when that is nothing yet.</returns>
    public bool Write(ChatResponseUpdate update)
    {
        _model = update.ModelId ?? _model;
        _finishReason = update.FinishReason ?? _finishReason;
        if (!Begun)
        {
            _id = string.IsNullOrEmpty(update.ResponseId) ? _id : update.ResponseId;
            _created = update.CreatedAt is { } created && created > DateTimeOffset.UnixEpoch ? created : _created;
        }

        var wrote = false;
        foreach (var content in update.Contents)
        {
            wrote |= Write(content);
        }

        return wrote;
    }

    /// <summary>Ends a stream that is complete.</summary>
    public void Complete()
    {
        // Only now: the adapters of some providers give the reason before the last content, and repeat it.
        BeginDelta();
        EndDelta(CompletionJson.FinishReason(_finishReason, _toolCalls > 0));
        if (includeUsage && _usage is { } usage)
        {
            WriteUsage(usage);
        }

        body.Write("data: [DONE]\n\n"u8);
    }

    /// <summary>Ends a stream that has failed: no finish reason, no <c>[DONE]</c>.</summary>
    public void Fail(OpenAIError error)
    {
        body.Write("data: "u8);
        error.WriteTo(_json);
        EndEvent();
    }

    public void Dispose() => _json.Dispose();

    private bool Write(AIContent content)
    {
        switch (content)
        {
            case TextContent text:
                return WriteText("content"u8, _text.Join(text.Text));
            case TextReasoningContent reasoning:
                return WriteText("reasoning_content"u8, _reasoning.Join(reasoning.Text));
            case FunctionCallContent call:
                WriteToolCall(call);
                return true;
            case UsageContent usage:
                _usage = usage.Details;
                return false;
            default:
                return false;
        }
    }

    private bool WriteText(ReadOnlySpan<byte> name, ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return false;
        }

        BeginDelta();
        _json.WriteString(name, text);
        EndDelta();
        return true;
    }

    private void WriteToolCall(FunctionCallContent call)
    {
        var arguments = CompletionJson.ReadArguments(call);
        BeginDelta();
        _json.WriteStartArray("tool_calls"u8);
        _json.WriteStartObject();
        _json.WriteNumber("index"u8, _toolCalls++);
        CompletionJson.WriteToolCall(_json, call, arguments);
        _json.WriteEndObject();
        _json.WriteEndArray();
        EndDelta();
    }

    private void BeginDelta()
    {
        if (!Begun)
        {
            Begun = true;
            _id ??= $"chatcmpl-{Guid.NewGuid():N}";
            BeginDelta();
            _json.WriteString("role"u8, "assistant"u8);
            _json.WriteString("content"u8, ""u8);
            EndDelta();
        }

        BeginEvent();
        _json.WriteStartObject();
        _json.WriteNumber("index"u8, 0);
        _json.WriteStartObject("delta"u8);
    }

    private void EndDelta(ReadOnlySpan<byte> finishReason = default)
    {
        _json.WriteEndObject();
        _json.WriteNull("logprobs"u8);
        if (finishReason.IsEmpty)
        {
            _json.WriteNull("finish_reason"u8);
        }
        else
        {
            _json.WriteString("finish_reason"u8, finishReason);
        }

        _json.WriteEndObject();
        _json.WriteEndArray();
        if (includeUsage)
        {
            _json.WriteNull("usage"u8);
        }

        _json.WriteEndObject();
        EndEvent();
    }

    private void WriteUsage(UsageDetails usage)
    {
        BeginEvent();
        _json.WriteEndArray();
        CompletionJson.WriteUsage(_json, usage);
        _json.WriteEndObject();
        EndEvent();
    }

    private void BeginEvent()
    {
        body.Write("data: "u8);
        _json.WriteStartObject();
        CompletionJson.WriteHead(_json, _id!, "chat.completion.chunk"u8, _created, _model);
        _json.WriteStartArray("choices"u8);
    }

    private void EndEvent()
    {
        _json.Flush();
        _json.Reset();
        body.Write("\n\n"u8);
    }
}
