namespace AiGateway.Client.Providers;

/// <summary>Adds the configured headers to every request, replacing what the SDK set.</summary>
internal sealed class HeadersHandler(HttpMessageHandler innerHandler, IEnumerable<KeyValuePair<string, string>> headers) : DelegatingHandler(innerHandler)
{
    private readonly KeyValuePair<string, string>[] _headers = [.. headers];

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        foreach (var (name, value) in _headers)
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return base.SendAsync(request, cancellationToken);
    }
}
