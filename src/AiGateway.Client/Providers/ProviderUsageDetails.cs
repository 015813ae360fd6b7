using Microsoft.Extensions.AI;

namespace AiGateway.Client.Providers;

/// <summary>Usage with what bills depend on and <see cref="UsageDetails"/> has no place for. Adapters put it in place of the SDK's.</summary>
public sealed class ProviderUsageDetails : UsageDetails
{
    /// <summary>Initializes a new instance of the <see cref="ProviderUsageDetails"/> class.</summary>
    /// <param name="usage">The usage to take over; <see langword="null"/> for none.</param>
    public ProviderUsageDetails(UsageDetails? usage = null)
    {
        if (usage is null)
        {
            return;
        }

        InputTokenCount = usage.InputTokenCount;
        OutputTokenCount = usage.OutputTokenCount;
        TotalTokenCount = usage.TotalTokenCount;
        CachedInputTokenCount = usage.CachedInputTokenCount;
        ReasoningTokenCount = usage.ReasoningTokenCount;
        AdditionalCounts = usage.AdditionalCounts;
#pragma warning disable MEAI001 // Counts of audio are experimental in the abstraction.
        InputAudioTokenCount = usage.InputAudioTokenCount;
        InputTextTokenCount = usage.InputTextTokenCount;
        OutputAudioTokenCount = usage.OutputAudioTokenCount;
        OutputTextTokenCount = usage.OutputTextTokenCount;
#pragma warning restore MEAI001
    }

    /// <summary>Gets or sets the input tokens written to a prompt cache, for however long.</summary>
    public long? CacheWriteTokenCount { get; set; }

    /// <summary>Gets or sets those of the tokens written to a prompt cache that are kept for one hour.</summary>
    public long? CacheWrite1hTokenCount { get; set; }

    /// <summary>Gets or sets how often the provider searched the web.</summary>
    public long? WebSearchCount { get; set; }

    /// <summary>Gets or sets the service tier that served the request, such as <c>priority</c>, <c>flex</c> or <c>batch</c>.</summary>
    public string? ServiceTier { get; set; }

    /// <summary>Gets or sets the speed that was bought, such as <c>fast</c>.</summary>
    public string? Speed { get; set; }

    /// <summary>Gets or sets the region that served the request, as the provider reports it.</summary>
    /// <value><see langword="null"/>: not reported, and the configured region counts. Empty: reported, and none that has a price of its own.</value>
    public string? Region { get; set; }

    /// <summary>Gets or sets the cost that the provider reports, in USD.</summary>
    public decimal? ReportedCost { get; set; }
}
