namespace AiGateway.Client.Routing;

/// <summary>How often and when a route tries again.</summary>
public sealed class RetryOptions
{
    /// <summary>Gets or sets the number of attempts for one request, over all targets, hedges included.</summary>
    /// <value>Default 10; from 1 to 100. The last attempts are kept for targets that have not been tried.</value>
    public int MaxAttempts { get; set; } = 10;

    /// <summary>Gets or sets how often the same target is asked again within one request, after a failure that may pass.</summary>
    /// <value>Default 2; from 0 to 20.</value>
    public int MaxRetries { get; set; } = 2;

    /// <summary>Gets or sets the wait before the first retry; it doubles with every further one.</summary>
    /// <value>Default 500 ms; from 0 to 1 minute. Up to half of it is taken off at random, so that callers do not come back together.</value>
    public TimeSpan BaseDelay { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Gets or sets the longest wait before a retry where the provider does not say.</summary>
    /// <value>Default 8 seconds; from 0 to 10 minutes.</value>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromSeconds(8);

    /// <summary>Gets or sets the longest wait asked for by a provider (<c>Retry-After</c>) that a request sits out.</summary>
    /// <value>Default 30 seconds; from 0 to 1 hour. A target that asks for more is left to later requests.</value>
    public TimeSpan MaxRetryAfter { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets the wait that is sat out at a rate-limited target although another one is free.</summary>
    /// <value>Default 1 second; from 0 to 1 minute.</value>
    public TimeSpan ShortWait { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets or sets a value indicating whether a rate-limited target is waited for rather than replaced.</summary>
    /// <value>Default <see langword="false"/>.</value>
    public bool PreferSameTarget { get; set; }

    /// <summary>Gets or sets how long a target is left alone that cannot serve until somebody acts: wrong key, no credit, unknown model.</summary>
    /// <value>Default 1 minute; from 0 to 1 day.</value>
    public TimeSpan AttentionCoolDown { get; set; } = TimeSpan.FromMinutes(1);
}
