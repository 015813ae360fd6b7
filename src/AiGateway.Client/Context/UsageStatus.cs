namespace AiGateway.Client.Context;

/// <summary>How well usage and cost are known.</summary>
public enum UsageStatus
{
    /// <summary>The provider reported the usage, and the price is known.</summary>
    Exact,

    /// <summary>Usage was estimated, or the price is in dispute or assumed.</summary>
    Estimated,

    /// <summary>The provider reported the cost itself.</summary>
    ProviderReported,

    /// <summary>A cache answered: nothing was spent.</summary>
    CacheHit,

    /// <summary>No price is known: the cost is missing, not zero.</summary>
    Unpriced,
}
