namespace AiGateway.Client.Metering;

/// <summary>What follows when no price is known for a model.</summary>
public enum UnpricedMode
{
    /// <summary>The request is served; its cost is missing, and marked as <see cref="Context.UsageStatus.Unpriced"/>.</summary>
    Allow,

    /// <summary>The request is served and charged at the dearest price known of the vendor, or of any vendor where that is unknown too.</summary>
    AssumeMostExpensive,

    /// <summary>The target serves no requests.</summary>
    Reject,
}
