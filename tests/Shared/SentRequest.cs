using System.Text.Json.Nodes;

namespace AiGateway.Client.Tests;

/// <summary>One request as the stubbed transport saw it.</summary>
internal sealed record SentRequest(Uri Address, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public JsonObject Json => JsonNode.Parse(Body)!.AsObject();
}
