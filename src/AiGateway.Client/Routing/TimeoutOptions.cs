namespace AiGateway.Client.Routing;

/// <summary>The time limits of a route. The gateway enforces them itself: they hold when an SDK ignores its cancellation token.</summary>
public sealed class TimeoutOptions
{
    /// <summary>Gets or sets the time for the whole request, over all attempts and waits.</summary>
    /// <value>Default 5 minutes; from 0 (no limit) to 1 day.</value>
    public TimeSpan Total { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Gets or sets the time for one attempt: to its answer, or to the first content of a stream.</summary>
    /// <value>Default 2 minutes; from 0 (no limit) to 1 day. A stream that is being delivered is bounded by <see cref="Idle"/> and <see cref="Total"/>.</value>
    public TimeSpan Attempt { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Gets or sets the time to the first content of a stream.</summary>
    /// <value>Default 0: no limit besides <see cref="Attempt"/>; up to 1 day. Models that reason before they write need generous limits.</value>
    public TimeSpan FirstToken { get; set; }

    /// <summary>Gets or sets the time between two updates of a stream that is being delivered.</summary>
    /// <value>Default 1 minute; from 0 (no limit) to 1 day.</value>
    public TimeSpan Idle { get; set; } = TimeSpan.FromMinutes(1);
}
