using System.Net.Http.Headers;

namespace AiGateway.Client.Providers;

/// <summary>Writes what a response says into the capture of the attempt that sent the request. Every adapter's client has it outermost.</summary>
internal sealed class ResponseCaptureHandler(HttpMessageHandler innerHandler) : DelegatingHandler(innerHandler)
{
    private const int MaxErrorBody = 64 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // A client that is used outside the gateway has no attempt to report to.
        var capture = ResponseCapture.Current;
        if (capture is null)
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        capture.Dispatch(request);
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        capture.Record(response);
        if (!response.IsSuccessStatusCode)
        {
            await ReadErrorAsync(response, capture, cancellationToken).ConfigureAwait(false);
        }
        else if (IsStream(capture.MediaType) || IsDocument(capture.MediaType))
        {
            response.Content = new TappedContent(response.Content, new StreamErrorScanner(capture, IsDocument(capture.MediaType)), capture.CancellationToken);
        }

        return response;
    }

    private static bool IsStream(string? mediaType) => mediaType is "text/event-stream" or "application/x-ndjson" or "application/ndjson";

    // Some gateways answer 200 with nothing but an error in the body.
    private static bool IsDocument(string? mediaType) => mediaType is "application/json";

    private static async Task ReadErrorAsync(HttpResponseMessage response, ResponseCapture capture, CancellationToken cancellationToken)
    {
        var original = response.Content;
        var body = await ReadBoundedAsync(original, cancellationToken).ConfigureAwait(false);
        response.Content = new ByteArrayContent(capture.RecordError(body));
        Copy(original.Headers, response.Content.Headers);
        original.Dispose();
    }

    private static async Task<byte[]> ReadBoundedAsync(HttpContent content, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[4096];
        try
        {
            var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            int read;
            while (buffer.Length < MaxErrorBody && (read = await stream.ReadAsync(chunk, cancellationToken).ConfigureAwait(false)) > 0)
            {
                buffer.Write(chunk, 0, read);
            }
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            // The status is known; a body that was cut adds nothing to it.
        }

        return buffer.ToArray();
    }

    private static void Copy(HttpContentHeaders from, HttpContentHeaders to)
    {
        foreach (var (name, values) in from.NonValidated)
        {
            if (!name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
            {
                to.TryAddWithoutValidation(name, values);
            }
        }
    }
}
