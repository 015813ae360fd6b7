using AiGateway.Client.Pipeline;

namespace AiGateway.Client.Quotas;

/// <summary>What a limit has used before is not known, and the history is required. Corresponds to HTTP status 503.</summary>
public sealed class QuotaHistoryUnavailableException : GatewayRejectedException
{
    /// <summary>The reason code.</summary>
    public const string UnavailableCode = "limit_history_unavailable";

    internal QuotaHistoryUnavailableException(string limit, GatewayStage stage, TimeSpan retryAfter, Exception? cause)
        : base(
            stage, UnavailableCode, $"What limit '{limit}' has used so far cannot be read at the moment, and requests are refused until it can. Look at the ledger's database.",
            retryAfter, cause) => LimitName = limit;

    /// <summary>Gets the name of the limit in the configuration.</summary>
    public string LimitName { get; }
}
