using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;

namespace AiGateway.Client.RateLimiting;

/// <summary>A rate limit is used up. Corresponds to HTTP status 429.</summary>
public sealed class RateLimitExceededException : GatewayRejectedException
{
    /// <summary>The reason code of a limit that is used up.</summary>
    public const string ExceededCode = "rate_limit_exceeded";

    /// <summary>The reason code of a limit for which enough requests wait already.</summary>
    public const string QueueFullCode = "rate_limit_queue_full";

    /// <summary>The reason code of a request that has waited as long as it may.</summary>
    public const string QueueTimeoutCode = "rate_limit_queue_timeout";

    internal RateLimitExceededException(string reasonCode, string message, RateLimitRule rule, decimal remaining, TimeSpan? retryAfter)
        : base(GatewayStage.RateLimits, reasonCode, message, retryAfter)
    {
        LimitName = rule.Name;
        PartitionBy = rule.Partition.Name;
        Unit = rule.Unit;
        Limit = rule.Limit;
        Remaining = remaining;
    }

    /// <summary>Gets the name of the limit in the configuration.</summary>
    public string LimitName { get; }

    /// <summary>Gets by what the limit tells requests apart: the kinds, never whose it is.</summary>
    public string PartitionBy { get; }

    /// <summary>Gets what the limit counts.</summary>
    public LimitUnit Unit { get; }

    /// <summary>Gets how much it allows.</summary>
    public decimal Limit { get; }

    /// <summary>Gets how much is left, which is too little.</summary>
    public decimal Remaining { get; }
}
