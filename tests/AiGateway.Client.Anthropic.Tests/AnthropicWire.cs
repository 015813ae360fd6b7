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

    private const string End = """
        event: message_delta
        data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":2}}

        event: message_stop
        data: {"type":"message_stop"}


        """;

    public static StubHttp Answer(bool streamed) => streamed
        ? new StubHttp(Start + Text + End, EventStream)
        : new StubHttp("""
            {"id":"msg_1","type":"message","role":"assistant","model":"claude","content":[{"type":"text","text":"hello"}],
             "stop_reason":"end_turn","usage":{"input_tokens":3,"output_tokens":2}}
            """);
}
