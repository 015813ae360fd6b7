using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AiGateway.Client.Wire.Formats;
using Microsoft.AspNetCore.Http;

namespace AiGateway.Client.Wire.Serving;

/// <summary>Reads a request into the log's form.</summary>
internal static class RequestReader
{
    public static async Task<WireRequest> ReadAsync(HttpContext http, WireApi api, IWireFormat format, TimeProvider timeProvider)
    {
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        var text = await reader.ReadToEndAsync(http.RequestAborted).ConfigureAwait(false);
        var body = Parse(text);
        var headers = http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        return new WireRequest
        {
            Api = api,
            Method = http.Request.Method,
            Path = http.Request.Path.Value ?? "",
            Query = http.Request.QueryString.Value ?? "",
            Headers = headers,
            BodyText = text,
            Body = body,
            ApiKey = format.ReadKey(headers),
            Streamed = body is JsonObject json && format.IsStreamed(json),
            ReceivedAt = timeProvider.GetUtcNow(),
            ConnectionId = http.Connection.Id,
        };
    }

    private static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
