using System.Net;
using System.Net.Http.Headers;

namespace AiGateway.Client.Gateways;

/// <summary>Takes the place of the network: answers at once, in memory, so that a difference of a few microseconds can be seen.</summary>
internal sealed class InstantHandler : HttpMessageHandler
{
    private static readonly byte[] Stream = [.. Exchange.StreamedAnswer.SelectMany(part => part)];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await request.Content!.CopyToAsync(body, cancellationToken);
        var streamed = body.GetBuffer().AsSpan(0, (int)body.Length).IndexOf("\"stream\":true"u8) >= 0;
        var content = new ByteArrayContent(streamed ? Stream : Exchange.PlainAnswer);
        content.Headers.ContentType = new MediaTypeHeaderValue(streamed ? "text/event-stream" : "application/json");
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = content, RequestMessage = request };
    }
}
