namespace AiGateway.Client.Resilience;

/// <summary>When a target that keeps failing is left alone for a while.</summary>
/// <remarks>The breaker is Polly's. Its own defaults (100 attempts in 30 seconds) would never open on model traffic; these do.</remarks>
public sealed class BreakerOptions
{
    /// <summary>Gets or sets a value indicating whether targets have a breaker.</summary>
    /// <value>Default <see langword="true"/>.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>Gets or sets the share of failed attempts at which the breaker opens.</summary>
    /// <value>Default 0.5; above 0, at most 1.</value>
    public double FailureRatio { get; set; } = 0.5;

    /// <summary>Gets or sets the number of attempts within <see cref="Window"/> below which the breaker stays closed.</summary>
    /// <value>Default 3; from 2 to 1,000,000.</value>
    public int MinimumAttempts { get; set; } = 3;

    /// <summary>Gets or sets the time over which attempts are counted.</summary>
    /// <value>Default 30 seconds; from 500 ms to 1 hour.</value>
    public TimeSpan Window { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets how long an open breaker refuses attempts before it lets one probe through.</summary>
    /// <value>Default 15 seconds; from 500 ms to 1 hour.</value>
    public TimeSpan BreakDuration { get; set; } = TimeSpan.FromSeconds(15);

    internal BreakerSettings Settings => new(FailureRatio, MinimumAttempts, Window, BreakDuration);
}
