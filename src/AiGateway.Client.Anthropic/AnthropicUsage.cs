using System.Text.Json;
using Anthropic.Models.Messages;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Providers;

/// <summary>Reads Anthropic's usage object, in which both cache buckets come on top of the input.</summary>
/// <remarks>Source: Anthropic's "Prompt caching", "Service tiers", "Data residency" and "Fast mode" pages.</remarks>
internal static class AnthropicUsage
{
    // What the SDK's adapter calls them.
    private const string CacheWrites = "CacheCreationInputTokens";
    private const string WebSearches = "WebSearchRequests";

    /// <summary>Completes the usage that the SDK's adapter made.</summary>
    /// <param name="usage">Its counts.</param>
    /// <param name="raw">The usage object of the message, or of the start of its stream.</param>
    public static ProviderUsageDetails Complete(UsageDetails usage, Usage raw) => new(usage)
    {
        CacheWriteTokenCount = usage.AdditionalCounts?.TryGetValue(CacheWrites, out var writes) is true ? writes : raw.CacheCreationInputTokens,
        CacheWrite1hTokenCount = raw.CacheCreation?.Ephemeral1hInputTokens,
        WebSearchCount = usage.AdditionalCounts?.TryGetValue(WebSearches, out var searches) is true ? searches : raw.ServerToolUse?.WebSearchRequests,
        ServiceTier = Text(raw, "service_tier"),
        Speed = Text(raw, "speed"),
        Region = Text(raw, "inference_geo") ?? "",
    };

    /// <summary>Reads the usage at the start of a stream.</summary>
    public static ProviderUsageDetails Read(Usage raw)
    {
        var input = raw.InputTokens + (raw.CacheCreationInputTokens ?? 0) + (raw.CacheReadInputTokens ?? 0);
        return Complete(
            new UsageDetails
            {
                InputTokenCount = input,
                OutputTokenCount = raw.OutputTokens,
                TotalTokenCount = input + raw.OutputTokens,
                CachedInputTokenCount = raw.CacheReadInputTokens,
            },
            raw);
    }

    // The SDK's enumerations know fewer values than the API.
    private static string? Text(Usage raw, string name) =>
        raw.RawData.TryGetValue(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
