using System.Net;
using System.Text.Json.Nodes;

namespace AiGateway.Client.AspNetCore.Tests;

/// <summary>What the application answered.</summary>
internal sealed record Answer(HttpStatusCode Status, string? MediaType, string Body, TimeSpan? RetryAfter)
{
    public JsonNode Json => JsonNode.Parse(Body)!;

    public string? Code => this["code"];

    /// <summary>Gets a member of the problem.</summary>
    public string? this[string member] => Json[member]?.ToString();

    public static async Task<Answer> ReadAsync(HttpResponseMessage response) => new(
        response.StatusCode, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsStringAsync(), response.Headers.RetryAfter?.Delta);
}
