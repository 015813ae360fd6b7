using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AiGateway.Client.Wire.Tests;

/// <summary>A plain HTTP client that reads what is on the wire.</summary>
internal sealed class WireClient(WireServer server) : IDisposable
{
    public static readonly Dictionary<WireApi, string> Paths = new()
    {
        [WireApi.OpenAIChat] = "v1/chat/completions",
        [WireApi.OpenAIResponses] = "v1/responses",
        [WireApi.AzureChat] = "openai/v1/chat/completions",
        [WireApi.AzureResponses] = "openai/v1/responses",
        [WireApi.Anthropic] = "v1/messages",
        [WireApi.Ollama] = "api/chat",
    };

    public HttpClient Http { get; } = Sdk.Http(server);

    /// <summary>Sends a request that every format accepts.</summary>
    public Task<HttpResponseMessage> Send(WireApi api, bool streamed)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Paths[api])
        {
            Content = JsonContent.Create(new
            {
                model = "m",
                messages = Array.Empty<object>(),
                input = Array.Empty<object>(),
                max_tokens = 1,
                stream = streamed,
                stream_options = new { include_usage = true },
            }),
        };
        return Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>Reads a body as far as it goes.</summary>
    public static async Task<(string Text, Exception? Exception)> ReadAsync(HttpResponseMessage response)
    {
        using var bytes = new MemoryStream();
        Exception? failure = null;
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync();
            await body.CopyToAsync(bytes);
        }
        catch (IOException exception)
        {
            failure = exception;
        }

        return (Encoding.UTF8.GetString(bytes.ToArray()), failure);
    }

    /// <summary>Reads the texts out of Ollama's lines.</summary>
    public static IEnumerable<string> Contents(string lines) => lines.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => JsonNode.Parse(line)!["message"]!["content"]!.GetValue<string>()).Where(text => text.Length > 0);

    public static bool IsJson(string text)
    {
        try
        {
            return JsonNode.Parse(text) is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    public void Dispose() => Http.Dispose();
}
