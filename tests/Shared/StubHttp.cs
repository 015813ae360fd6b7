using System.Net;
using System.Text;

namespace AiGateway.Client.Tests;

/// <summary>Answers without a network, and keeps what was asked.</summary>
internal sealed class StubHttp : HttpMessageHandler
{
    private readonly Func<HttpResponseMessage> _respond;

    public StubHttp(Func<HttpResponseMessage> respond) => _respond = respond;

    public StubHttp(string body, string mediaType = "application/json", int status = 200, params (string Name, string Value)[] headers)
        : this(() => Response(body, mediaType, status, headers))
    {
    }

    public List<SentRequest> Requests { get; } = [];

    public static HttpResponseMessage Response(string body, string mediaType, int status, params (string Name, string Value)[] headers)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, mediaType) };
        foreach (var (name, value) in headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        Requests.Add(new SentRequest(request.RequestUri!, request.Headers.ToDictionary(
            header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase), body));
        return _respond();
    }
}
