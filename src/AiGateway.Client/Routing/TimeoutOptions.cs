namespace AiGateway.Client.Routing;

/// <summary>The time limits of a route. The gateway enforces them itself: they hold when an SDK ignores its cancellation token.</summary>
public sealed class TimeoutOptions
{
    private readonly TimeSpan?[] _configured = new TimeSpan?[4];

    /// <summary>Gets or sets the time for the whole request, over all attempts and waits.</summary>
    /// <value>Default 5 minutes; from 0 (no limit) to 1 day.</value>
    public TimeSpan Total
    {
        get => Configured(TimeLimit.Total) ?? TimeSpan.FromMinutes(5);
        set => Set(TimeLimit.Total, value);
    }

    /// <summary>Gets or sets the time for one attempt: to its answer, or to the first content of a stream.</summary>
    /// <value>Default 2 minutes; from 0 (no limit) to 1 day. A stream that is being delivered is bounded by <see cref="Idle"/> and <see cref="Total"/>.</value>
    public TimeSpan Attempt
    {
        get => Configured(TimeLimit.Attempt) ?? TimeSpan.FromMinutes(2);
        set => Set(TimeLimit.Attempt, value);
    }

    /// <summary>Gets or sets the time to the first content of a stream.</summary>
    /// <value>Default 0: no limit besides <see cref="Attempt"/>; up to 1 day. Models that reason before they write need generous limits.</value>
    public TimeSpan FirstToken
    {
        get => Configured(TimeLimit.FirstToken) ?? TimeSpan.Zero;
        set => Set(TimeLimit.FirstToken, value);
    }

    /// <summary>Gets or sets the time between two updates of a stream that is being delivered.</summary>
    /// <value>Default 1 minute; from 0 (no limit) to 1 day.</value>
    public TimeSpan Idle
    {
        get => Configured(TimeLimit.Idle) ?? TimeSpan.FromMinutes(1);
        set => Set(TimeLimit.Idle, value);
    }

    internal TimeSpan this[TimeLimit limit] => limit switch
    {
        TimeLimit.Total => Total,
        TimeLimit.Attempt => Attempt,
        TimeLimit.FirstToken => FirstToken,
        _ => Idle,
    };

    /// <summary>Gets what the application said; <see langword="null"/> when it left the default.</summary>
    internal TimeSpan? Configured(TimeLimit limit) => _configured[(int)limit];

    internal void Set(TimeLimit limit, TimeSpan value) => _configured[(int)limit] = value;
}
