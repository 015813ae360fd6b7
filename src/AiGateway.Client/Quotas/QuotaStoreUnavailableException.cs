using AiGateway.Client.Pipeline;

namespace AiGateway.Client.Quotas;

/// <summary>The store that counts a limit cannot be reached, and the limit lets nobody through without it. Corresponds to HTTP status 503.</summary>
public sealed class QuotaStoreUnavailableException : GatewayRejectedException
{
    /// <summary>The reason code.</summary>
    public const string UnavailableCode = "quota_store_unavailable";

    internal QuotaStoreUnavailableException(GatewayStage stage, string kind, LimitRule rule, TimeSpan? retryAfter)
        : base(
            stage, UnavailableCode,
            $"{kind} '{rule.Name}' (by {rule.Partition}) cannot be counted at present: its store cannot be reached, and {nameof(rule.OnStoreFailure)} is {rule.OnStoreFailure}. Nothing is known to be used up.",
            retryAfter)
    {
        LimitName = rule.Name;
        PartitionBy = rule.Partition.Name;
    }

    /// <summary>Gets the name of the rate limit or budget in the configuration.</summary>
    public string LimitName { get; }

    /// <summary>Gets by what it tells requests apart: the kinds, never whose it is.</summary>
    public string PartitionBy { get; }
}
