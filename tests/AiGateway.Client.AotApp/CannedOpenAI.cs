using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace AiGateway.Client.AotApp;

/// <summary>Answers as OpenAI's chat completions do, so that the real SDK reads real bytes without a network.</summary>
internal sealed class CannedOpenAI : HttpMessageHandler
{
    private const string Usage = """ "usage": { "prompt_tokens": 3, "completion_tokens": 2, "total_tokens": 5 } """;
    private const string Head = """ "id": "c1", "created": 1, "model": "gpt-5-mini" """;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var streamed = (await request.Content!.ReadAsStringAsync(cancellationToken)).Contains("\"stream\":true", StringComparison.Ordinal);
        var content = new StringContent(streamed ? Stream() : Plain(), Encoding.UTF8);
        content.Headers.ContentType = new MediaTypeHeaderValue(streamed ? "text/event-stream" : "application/json");
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = content, RequestMessage = request };
    }

    private static string Plain() => "{" + Head + """
        , "object": "chat.completion",
        "choices": [{ "index": 0, "message": { "role": "assistant", "content": "over the wire" }, "finish_reason": "stop" }],
        """ + Usage + "}";

    private static string Stream() => string.Concat(
        Event("""{ "index": 0, "delta": { "role": "assistant", "content": "over " } }"""),
        Event("""{ "index": 0, "delta": { "content": "the wire" }, "finish_reason": "stop" }"""),
        Event("", "," + Usage),
        "data: [DONE]\n\n");

    private static string Event(string choice, string more = "") =>
        "data: {" + Head + $", \"object\": \"chat.completion.chunk\", \"choices\": [{choice}]{more}}}\n\n";
}
