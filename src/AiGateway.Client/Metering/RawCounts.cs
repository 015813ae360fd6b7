using AiGateway.Client.Providers;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Metering;

/// <summary>The counts that adapters keep in different places, as they were reported.</summary>
internal struct RawCounts
{
    public long CacheRead;
    public long CacheWrite;
    public long CacheWrite1h;
    public long AudioInput;
    public long AudioOutput;
    public long Searches;

    public static RawCounts Of(UsageDetails usage)
    {
        var counts = default(RawCounts);
        if (usage.AdditionalCounts is { Count: > 0 } additional)
        {
            foreach (var (name, count) in additional)
            {
                counts.Take(name, count);
            }
        }

#pragma warning disable MEAI001 // Counts of audio are experimental in the abstraction.
        counts.CacheRead = usage.CachedInputTokenCount ?? counts.CacheRead;
        counts.AudioInput = usage.InputAudioTokenCount ?? counts.AudioInput;
        counts.AudioOutput = usage.OutputAudioTokenCount ?? counts.AudioOutput;
#pragma warning restore MEAI001
        if (usage is ProviderUsageDetails details)
        {
            counts.CacheWrite = details.CacheWriteTokenCount ?? counts.CacheWrite;
            counts.CacheWrite1h = details.CacheWrite1hTokenCount ?? counts.CacheWrite1h;
            counts.Searches = details.WebSearchCount ?? counts.Searches;
        }

        return counts.Clamped();
    }

    // The names that adapters of Microsoft.Extensions.AI use.
    private void Take(string name, long count)
    {
        switch (name)
        {
            case "CacheReadInputTokens":
                CacheRead = count;
                break;
            case "CacheCreationInputTokens" or "CacheWriteInputTokens":
                CacheWrite = count;
                break;
            case "InputTokenDetails.AudioTokenCount":
                AudioInput = count;
                break;
            case "OutputTokenDetails.AudioTokenCount":
                AudioOutput = count;
                break;
            case "WebSearchRequests":
                Searches = count;
                break;
        }
    }

    private RawCounts Clamped()
    {
        CacheRead = UsageNormalizer.Clamp(CacheRead);
        CacheWrite = UsageNormalizer.Clamp(CacheWrite);
        CacheWrite1h = UsageNormalizer.Clamp(CacheWrite1h);
        AudioInput = UsageNormalizer.Clamp(AudioInput);
        AudioOutput = UsageNormalizer.Clamp(AudioOutput);
        Searches = UsageNormalizer.Clamp(Searches);
        return this;
    }
}
