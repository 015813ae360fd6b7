namespace AiGateway.Client.Tests;

/// <summary>Answers in the shape of Anthropic's messages API.</summary>
internal static class AnthropicWire
{
    public const string EventStream = "text/event-stream";

    private const string Start = """
        event: message_start
        data: {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"claude","content":[],"stop_reason":null,"usage":{"input_tokens":3,"output_tokens":1}}}


        """;

    private const string Text = """
        event: content_block_delta
        data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"hello"}}


        """;

    public static StubHttp Answer(bool streamed, string stopReason = "end_turn", string text = "hello") => streamed
        ? new StubHttp(Start + (text.Length > 0 ? Text : "") + Delta(stopReason) + "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n", EventStream)
        : new StubHttp($$$"""
            {"id":"msg_1","type":"message","role":"assistant","model":"claude","content":[{{{(text.Length > 0 ? "{\"type\":\"text\",\"text\":\"" + text + "\"}" : "")}}}],
             "stop_reason":"{{{stopReason}}}","usage":{"input_tokens":3,"output_tokens":2}}
            """);

    public static StubHttp Error(int status, string type, string message, params (string Name, string Value)[] headers) =>
        new($$$"""{"type":"error","error":{"type":"{{{type}}}","message":"{{{message}}}"},"request_id":"req_1"}""", "application/json", status, headers);

    public static StubHttp BrokenStream(string type) =>
        new(Start + $$$"""
            event: error
            data: {"type":"error","error":{"type":"{{{type}}}","message":"x"}}


            """, EventStream);

    private static string Delta(string stopReason) => $$$"""
        event: message_delta
        data: {"type":"message_delta","delta":{"stop_reason":"{{{stopReason}}}"},"usage":{"output_tokens":2}}


        """;
}
