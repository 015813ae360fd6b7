using AiGateway.Client.Quotas;

namespace AiGateway.Client.RateLimiting;

/// <summary>A rate limit: how many requests and tokens in a window, how many requests at once, and for whom.</summary>
public sealed class RateLimitOptions
{
    /// <summary>Gets or sets by what requests are told apart: each partition has the whole limit for itself.</summary>
    /// <value>
    /// Any of <c>Tenant</c>, <c>User</c> (within its tenant), <c>App</c>, <c>Route</c>, <c>Model</c>, <c>Provider</c> and <c>Tag:name</c>, separated by
    /// commas. Default empty: everybody together. With <c>Model</c> or <c>Provider</c> the limit is kept for every attempt.
    /// </value>
    public string PartitionBy { get; set; } = "";

    /// <summary>Gets or sets how many requests a window allows.</summary>
    /// <value>Default <see langword="null"/>: any number; at least 1.</value>
    public long? Requests { get; set; }

    /// <summary>Gets or sets how many tokens a window allows, input and output together. They are estimated before a request and corrected after it.</summary>
    /// <value>Default <see langword="null"/>: any number; at least 1.</value>
    public long? Tokens { get; set; }

    /// <summary>Gets or sets how many requests may be under way at once.</summary>
    /// <value>Default <see langword="null"/>: any number; at least 1.</value>
    public int? Concurrency { get; set; }

    /// <summary>Gets or sets the length of the window, which ends now at any time.</summary>
    /// <value>Default 1 minute; from 1 second to 31 days.</value>
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets or sets a value indicating whether tokens that were used before a restart still count, where a ledger keeps them.</summary>
    /// <value>Default <see langword="false"/>. It pays for long windows.</value>
    public bool Durable { get; set; }

    /// <summary>Gets or sets how many requests of a partition may wait for the limit instead of being refused.</summary>
    /// <value>Default 0: none; to 1,000,000. Not for limits by <c>Model</c> or <c>Provider</c>: another target is asked at once.</value>
    public int QueueLimit { get; set; }

    /// <summary>Gets or sets how long a request waits at most.</summary>
    /// <value>Default 10 seconds; from 0 to 1 hour.</value>
    public TimeSpan QueueTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets or sets what follows while the store that counts the limit cannot be reached. In memory it always can.</summary>
    /// <value>Default <see cref="StoreFailureMode.Local"/>.</value>
    public StoreFailureMode OnStoreFailure { get; set; } = StoreFailureMode.Local;

    /// <summary>Gets or sets what follows when the limit is used up.</summary>
    /// <value>Default <see cref="LimitMode.Enforce"/>.</value>
    public LimitMode Mode { get; set; }
}
