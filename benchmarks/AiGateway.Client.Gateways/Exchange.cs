using System.Globalization;
using System.Text;

namespace AiGateway.Client.Gateways;

/// <summary>What is asked and what has to come back, in OpenAI's format.</summary>
internal static class Exchange
{
    public const int Chunks = 100;
    public const string Model = "chat";
    public const string Question = "Say hello to the world.";
    public const string Instructions = "Be brief.";
    public const string PlainText = "Hello, world!";

    /// <summary>What chunk number <paramref name="index"/> of a stream says.</summary>
    public static string ChunkText(int index) => string.Create(CultureInfo.InvariantCulture, $"w{index:00} ");

    public static string StreamedText { get; } = string.Concat(Enumerable.Range(0, Chunks).Select(ChunkText));

    public static string ExpectedText(bool streamed) => streamed ? StreamedText : PlainText;

    public static string RequestBody(bool streamed)
    {
        var stream = streamed ? ""","stream":true,"stream_options":{"include_usage":true}""" : "";
        return $$"""
            {"model":"{{Model}}","messages":[{"role":"system","content":"{{Instructions}}"},{"role":"user","content":"{{Question}}"}],"max_tokens":64{{stream}}}
            """;
    }

    public static byte[] PlainAnswer { get; } = Encoding.UTF8.GetBytes(
        $$$"""
        {"id":"chatcmpl-1","object":"chat.completion","created":1767225600,"model":"instant","choices":[{"index":0,"message":{"role":"assistant","content":"{{{PlainText}}}","refusal":null},"logprobs":null,"finish_reason":"stop"}],"usage":{"prompt_tokens":10,"completion_tokens":100,"total_tokens":110}}
        """);

    /// <summary>Gets the events of a stream: the role, the chunks, the reason why it ends, the usage, the end.</summary>
    public static IReadOnlyList<byte[]> StreamedAnswer { get; } =
    [
        Event("""[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]"""),
        .. Enumerable.Range(0, Chunks).Select(index => Event($$$"""[{"index":0,"delta":{"content":"{{{ChunkText(index)}}}"},"finish_reason":null}]""")),
        Event("""[{"index":0,"delta":{},"finish_reason":"stop"}]"""),
        Event("[]", ""","usage":{"prompt_tokens":10,"completion_tokens":100,"total_tokens":110}"""),
        "data: [DONE]\n\n"u8.ToArray(),
    ];

    private static byte[] Event(string choices, string usage = "") => Encoding.UTF8.GetBytes(
        $$"""data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1767225600,"model":"instant","choices":{{choices}}{{usage}}}""" + "\n\n");
}
