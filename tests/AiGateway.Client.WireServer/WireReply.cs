using System.Text;

namespace AiGateway.Client.Wire;

/// <summary>An answer of the server in no vendor's terms; the format that the request asks for renders it, plain or streamed.</summary>
public sealed record WireReply
{
    /// <summary>Gets the text, in the chunks in which it is streamed.</summary>
    public IReadOnlyList<string> TextChunks { get; init; } = [];

    /// <summary>Gets the reasoning, in the chunks in which it is streamed. It comes before the text.</summary>
    public IReadOnlyList<string> ReasoningChunks { get; init; } = [];

    /// <summary>Gets the refusal, in the chunks in which it is streamed. OpenAI's formats only; the others send it as text.</summary>
    public IReadOnlyList<string> RefusalChunks { get; init; } = [];

    /// <summary>Gets the tool calls. They come after the text.</summary>
    public IReadOnlyList<WireToolCall> ToolCalls { get; init; } = [];

    /// <summary>Gets the usage to report.</summary>
    /// <value>Default 10 input and 5 output tokens; <see langword="null"/> to report none.</value>
    public WireUsage? Usage { get; init; } = new(10, 5);

    /// <summary>Gets why the model stopped.</summary>
    /// <value>Default <see langword="null"/>: <see cref="WireFinish.ToolCalls"/> when there are any, else <see cref="WireFinish.Stop"/>.</value>
    public WireFinish? Finish { get; init; }

    /// <summary>Gets the stop sequence that was met. Only Anthropic tells it.</summary>
    public string? StopSequence { get; init; }

    /// <summary>Gets the model that answers.</summary>
    /// <value>Default <see langword="null"/>: the one asked for.</value>
    public string? Model { get; init; }

    /// <summary>Gets the response's id.</summary>
    /// <value>Default <see langword="null"/>: the vendor's prefix with the number of the request.</value>
    public string? ResponseId { get; init; }

    /// <summary>Gets the headers to send beside the vendor's own, replacing those of the same name.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets what goes wrong.</summary>
    public WireFault? Fault { get; init; }

    /// <summary>Gets the exact answer to send instead of a rendered one.</summary>
    public WireRaw? Raw { get; init; }

    internal WireFinish Finished => Finish ?? (ToolCalls.Count > 0 ? WireFinish.ToolCalls : WireFinish.Stop);

    /// <summary>Makes an answer of text.</summary>
    /// <param name="chunks">The text, in the chunks in which it is streamed.</param>
    public static WireReply Text(params IReadOnlyList<string> chunks) => new() { TextChunks = chunks };

    /// <summary>Makes an answer of tool calls.</summary>
    /// <param name="calls">The calls.</param>
    public static WireReply Tools(params IReadOnlyList<WireToolCall> calls) => new() { ToolCalls = calls };

    /// <summary>Makes an answer that fails. Text stands behind it, for faults that strike in its midst or let it pass in the end.</summary>
    /// <param name="fault">What goes wrong.</param>
    public static WireReply Failing(WireFault fault) => Text("Hello", ", ", "world", "!") with { Fault = fault };

    /// <summary>Makes an exact answer.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="contentType">The content type; <see langword="null"/> for none.</param>
    /// <param name="parts">The body in the parts in which it is sent, each flushed by itself.</param>
    public static WireReply Exactly(int status, string? contentType, params IReadOnlyList<string> parts) =>
        new() { Raw = new WireRaw(status, contentType, [.. parts.Select(part => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(part))]) };

    /// <summary>Adds a header.</summary>
    /// <param name="name">The header's name.</param>
    /// <param name="value">Its value.</param>
    public WireReply WithHeader(string name, string value) =>
        this with { Headers = new Dictionary<string, string>(Headers, StringComparer.OrdinalIgnoreCase) { [name] = value } };
}
