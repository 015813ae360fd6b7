using System.ClientModel.Primitives;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.AI;
using OpenAI.Chat;
using OpenAI.Responses;

namespace AiGateway.Client.Providers;

#pragma warning disable OPENAI001 // The SDK marks the Responses API experimental,
#pragma warning disable SCME0001 // and its patches, which are its only way to fields it does not know.
/// <summary>Reads what the SDK keeps of a usage object without a property for it.</summary>
/// <remarks>Sources: OpenAI's "Prompt caching" guide for writes; OpenRouter's "Usage accounting" and Perplexity's "Pricing" pages for costs.</remarks>
internal static class RawUsage
{
    public static ProviderUsageDetails Complete(UsageDetails usage, ChatTokenUsage raw, string? serviceTier, bool tellsCost) => new(usage)
    {
        CacheWriteTokenCount = raw.InputTokenDetails is { } input ? Count(ref input.Patch, "$.cache_write_tokens"u8) : null,
        ServiceTier = serviceTier,
        ReportedCost = tellsCost ? Cost(ref raw.Patch) : null,
    };

    public static ProviderUsageDetails Complete(UsageDetails usage, ResponseResult result, bool tellsCost) => new(usage)
    {
        CacheWriteTokenCount = result.Usage?.InputTokenDetails?.CacheWriteTokenCount,
        WebSearchCount = result.OutputItems.Count(static item => item is WebSearchCallResponseItem) is var searches and > 0 ? searches : null,
        ServiceTier = result.ServiceTier?.ToString(),
        ReportedCost = tellsCost && result.Usage is { } raw ? Cost(ref raw.Patch) : null,
    };

    private static long? Count(ref JsonPatch patch, ReadOnlySpan<byte> path) =>
        patch.TryGetJson(path, out var json) && long.TryParse(Encoding.UTF8.GetString(json.Span), CultureInfo.InvariantCulture, out var count)
            ? count : null;

    // A number, or an object with the parts and their sum.
    private static decimal? Cost(ref JsonPatch patch) => Amount(ref patch, "$.cost"u8) ?? Amount(ref patch, "$.cost.total_cost"u8);

    private static decimal? Amount(ref JsonPatch patch, ReadOnlySpan<byte> path) =>
        patch.TryGetJson(path, out var json)
        && decimal.TryParse(Encoding.UTF8.GetString(json.Span), NumberStyles.Float, CultureInfo.InvariantCulture, out var amount) && amount >= 0
            ? amount : null;
}
#pragma warning restore SCME0001, OPENAI001
