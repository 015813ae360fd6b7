using System.Net;
using System.Text.Json.Nodes;

namespace GatewayHost.Tests;

/// <summary>What the host answered, read to its end.</summary>
internal sealed class Answer
{
    private const string Done = "[DONE]";

    private readonly HttpResponseMessage _response;

    private Answer(HttpResponseMessage response, string body)
    {
        _response = response;
        Body = body;
    }

    public HttpStatusCode Status => _response.StatusCode;

    public string Body { get; }

    public string? MediaType => _response.Content.Headers.ContentType?.MediaType;

    public TimeSpan? RetryAfter => _response.Headers.RetryAfter?.Delta;

    public JsonNode Json => JsonNode.Parse(Body)!;

    public JsonNode Error => Json["error"]!;

    /// <summary>Gets the data of every server-sent event.</summary>
    public IReadOnlyList<string> Events => [.. Body.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(Data)];

    /// <summary>Gets the events that are JSON.</summary>
    public IReadOnlyList<JsonNode> Chunks => [.. Events.Where(data => data != Done).Select(data => JsonNode.Parse(data)!)];

    public bool IsDone => Events is [.., Done];

    /// <summary>Gets the text of the answer, plain or streamed.</summary>
    public string Text => MediaType == "text/event-stream"
        ? string.Concat(Chunks.Select(chunk => chunk["choices"]?.AsArray() is [{ } choice] ? choice["delta"]!["content"]?.GetValue<string>() : null))
        : Json["choices"]![0]!["message"]!["content"]!.GetValue<string>();

    public static async Task<Answer> ReadAsync(HttpResponseMessage response) => new(response, await response.Content.ReadAsStringAsync());

    public string? Header(string name) => _response.Headers.TryGetValues(name, out var values) ? values.Single() : null;

    private static string Data(string block)
    {
        const string Prefix = "data: ";
        Assert.That(block, Does.StartWith(Prefix).And.Not.Contain("\n"));
        return block[Prefix.Length..];
    }
}
