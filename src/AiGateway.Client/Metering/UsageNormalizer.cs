using AiGateway.Client.Providers;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Metering;

/// <summary>Sorts reported usage into disjoint buckets. Adapters disagree about what is inside what; the profile and the gap in the total decide.</summary>
public static class UsageNormalizer
{
    // Far above any real request, and low enough for sums and prices to stay in range.
    private const long MaxCount = 1_000_000_000_000;

    /// <summary>Sorts usage into buckets. A count that was not reported is taken for zero here; whoever needs to know looks at the usage.</summary>
    /// <param name="usage">The usage as reported.</param>
    /// <param name="profile">How the adapter counts.</param>
    /// <returns>The buckets, for one request.</returns>
    public static TokenUsage Normalize(UsageDetails usage, UsageProfile profile)
    {
        ArgumentNullException.ThrowIfNull(usage);
        ArgumentNullException.ThrowIfNull(profile);
        return Normalize(usage, profile, out _);
    }

    /// <summary>Sorts usage into buckets.</summary>
    /// <param name="usage">The usage as reported.</param>
    /// <param name="profile">How the adapter counts.</param>
    /// <param name="unexplained">The tokens of the total that no part accounts for; they are charged as output.</param>
    internal static TokenUsage Normalize(UsageDetails usage, UsageProfile profile, out long unexplained)
    {
        var counts = RawCounts.Of(usage);
        var reasoning = Clamp(usage.ReasoningTokenCount ?? 0);
        var output = Clamp(usage.OutputTokenCount ?? 0);
        var input = Clamp(usage.InputTokenCount ?? (usage.TotalTokenCount - output) ?? 0);
        var cache = counts.CacheRead + counts.CacheWrite;
        long? gap = usage is { InputTokenCount: not null, OutputTokenCount: not null, TotalTokenCount: { } total } ? Clamp(total) - input - output : null;
        (var inCache, var inReasoning, unexplained) = gap is { } known
            ? Explain(known, cache, reasoning)
            : (profile.InputIncludesCache ? 0 : cache, profile.OutputIncludesReasoning ? 0 : reasoning, 0);

        // More cached than there was input at all: the cache is outside, whatever the profile says.
        input += inCache == 0 && cache > input ? cache : inCache;
        return Split(counts, input, output + inReasoning + unexplained, reasoning);
    }

    internal static long Clamp(long count) => Math.Clamp(count, 0, MaxCount);

    // What is missing in the parts: the cache (Bedrock), reasoning (xAI), or both; anything else was generated, and is charged as such.
    private static (long Cache, long Reasoning, long Unexplained) Explain(long gap, long cache, long reasoning) =>
        gap <= 0 ? (0, 0, 0)
        : gap == cache ? (cache, 0, 0)
        : gap == reasoning ? (0, reasoning, 0)
        : gap == cache + reasoning ? (cache, reasoning, 0)
        : (0, 0, gap);

    private static TokenUsage Split(in RawCounts counts, long input, long output, long reasoning)
    {
        var read = Math.Min(counts.CacheRead, input);
        var written = Math.Min(Math.Max(counts.CacheWrite, counts.CacheWrite1h), input - read);
        var hour = Math.Min(counts.CacheWrite1h, written);
        var audio = Math.Min(counts.AudioInput, input - read - written);
        var thought = Math.Min(reasoning, output);
        var spoken = Math.Min(counts.AudioOutput, output - thought);
        return new TokenUsage
        {
            Input = input - read - written - audio,
            CacheRead = read,
            CacheWrite = written - hour,
            CacheWrite1h = hour,
            AudioInput = audio,
            Output = output - thought - spoken,
            Reasoning = thought,
            AudioOutput = spoken,
            Requests = 1,
            Searches = counts.Searches,
        };
    }
}
