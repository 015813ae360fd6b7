using AiGateway.Client.Providers;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Metering;

/// <summary>Puts together the usage that a stream reports in several updates: the whole so far each time, or one part after the other.</summary>
internal static class StreamedUsage
{
    /// <summary>Adds a report to what was reported before it.</summary>
    public static UsageDetails Combine(UsageDetails? earlier, UsageDetails later)
    {
        if (earlier is null || Supersedes(earlier, later))
        {
            return later;
        }

        // A report that is nowhere below the one before it is the whole so far; what it leaves out stays as it was.
        var combined = new ProviderUsageDetails();
        var cumulative = IsAtLeast(earlier.InputTokenCount, later.InputTokenCount) && IsAtLeast(earlier.OutputTokenCount, later.OutputTokenCount);
        combined.Add(earlier);
        if (!cumulative)
        {
            combined.Add(later);
        }
        else
        {
            Replace(combined, later);
        }

        CopyDetails(combined, earlier as ProviderUsageDetails, later as ProviderUsageDetails);
        return combined;
    }

    // Some servers report the whole with every chunk: nothing is to be put together then.
    private static bool Supersedes(UsageDetails earlier, UsageDetails later) =>
        ReferenceEquals(earlier, later)
        || (later.InputTokenCount > 0 && later.InputTokenCount >= (earlier.InputTokenCount ?? 0)
            && later.OutputTokenCount > 0 && later.OutputTokenCount >= (earlier.OutputTokenCount ?? 0)
            && (earlier.CachedInputTokenCount is null || later.CachedInputTokenCount is not null)
            && (earlier.AdditionalCounts is null || later.AdditionalCounts is not null)
            && (earlier is not ProviderUsageDetails || later is ProviderUsageDetails));

    // Zero is what some adapters say for "nothing new".
    private static bool IsAtLeast(long? earlier, long? later) => later is null or 0 || later >= (earlier ?? 0);

    private static void Replace(ProviderUsageDetails combined, UsageDetails later)
    {
        combined.InputTokenCount = Newer(later.InputTokenCount, combined.InputTokenCount);
        combined.OutputTokenCount = Newer(later.OutputTokenCount, combined.OutputTokenCount);
        combined.CachedInputTokenCount = Newer(later.CachedInputTokenCount, combined.CachedInputTokenCount);
        combined.ReasoningTokenCount = Newer(later.ReasoningTokenCount, combined.ReasoningTokenCount);
#pragma warning disable MEAI001 // Counts of audio are experimental in the abstraction.
        combined.InputAudioTokenCount = Newer(later.InputAudioTokenCount, combined.InputAudioTokenCount);
        combined.OutputAudioTokenCount = Newer(later.OutputAudioTokenCount, combined.OutputAudioTokenCount);
#pragma warning restore MEAI001
        foreach (var (name, count) in later.AdditionalCounts ?? [])
        {
            (combined.AdditionalCounts ??= [])[name] = count;
        }

        // A total of a part says nothing about the whole.
        combined.TotalTokenCount = later.TotalTokenCount >= (combined.InputTokenCount ?? 0) + (combined.OutputTokenCount ?? 0) ? later.TotalTokenCount : null;
    }

    private static long? Newer(long? later, long? earlier) => later is null or 0 ? earlier ?? later : later;

    private static void CopyDetails(ProviderUsageDetails combined, ProviderUsageDetails? earlier, ProviderUsageDetails? later)
    {
        combined.CacheWriteTokenCount = Newer(later?.CacheWriteTokenCount, earlier?.CacheWriteTokenCount);
        combined.CacheWrite1hTokenCount = Newer(later?.CacheWrite1hTokenCount, earlier?.CacheWrite1hTokenCount);
        combined.WebSearchCount = Newer(later?.WebSearchCount, earlier?.WebSearchCount);
        combined.ServiceTier = later?.ServiceTier ?? earlier?.ServiceTier;
        combined.Speed = later?.Speed ?? earlier?.Speed;
        combined.Region = later?.Region ?? earlier?.Region;
        combined.ReportedCost = later?.ReportedCost ?? earlier?.ReportedCost;
    }
}
