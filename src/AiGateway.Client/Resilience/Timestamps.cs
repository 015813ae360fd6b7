namespace AiGateway.Client.Resilience;

/// <summary>Arithmetic on a clock's timestamps, which unlike dates never run backwards.</summary>
internal static class Timestamps
{
    /// <summary>Converts a duration to timestamp ticks.</summary>
    public static long Ticks(this TimeProvider timeProvider, TimeSpan duration) =>
        timeProvider.TimestampFrequency == TimeSpan.TicksPerSecond ? duration.Ticks
        : (long)(duration.Ticks * ((double)timeProvider.TimestampFrequency / TimeSpan.TicksPerSecond));

    /// <summary>Converts timestamp ticks to a duration, rounded up so that a wait of that length never ends early.</summary>
    public static TimeSpan Duration(this TimeProvider timeProvider, long ticks) =>
        timeProvider.TimestampFrequency == TimeSpan.TicksPerSecond ? new TimeSpan(ticks)
        : new TimeSpan((long)Math.Ceiling(ticks * ((double)TimeSpan.TicksPerSecond / timeProvider.TimestampFrequency)));

    /// <summary>Adds a duration to a timestamp; <see cref="long.MaxValue"/> for a duration of zero, which stands for no limit.</summary>
    public static long Limit(this TimeProvider timeProvider, long start, TimeSpan duration) =>
        duration == TimeSpan.Zero ? long.MaxValue : start + timeProvider.Ticks(duration);
}
