namespace AiGateway.Client.Tests;

/// <summary>Answers in the shape of OpenAI's chat completions and Responses APIs.</summary>
internal static class OpenAIWire
{
    public const string EventStream = "text/event-stream";

    public static StubHttp Chat(bool streamed) => streamed
        ? new StubHttp(
            """
            data: {"id":"1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":"hello"},"finish_reason":null}]}

            data: {"id":"1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

            data: [DONE]


            """, EventStream)
        : new StubHttp(
            """
            {"id":"1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"hello"},"finish_reason":"stop"}],
             "usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}}
            """);
}
