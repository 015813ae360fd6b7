namespace AiGateway.Client.Resilience;

/// <summary>Arithmetic on a clock's timestamps, which unlike dates never run backwards.</summary>
internal static class Timestamps
{
    /// <summary>Converts a duration to timestamp ticks.</summary>
    public static long Ticks(this TimeProvider timeProvider, TimeSpan duration) =>
        timeProvider.TimestampFrequency == TimeSpan.TicksPerSecond ? duration.Ticks
        : (long)(duration.Ticks * ((double)timeProvider.TimestampFrequency / TimeSpan.TicksPerSecond));

    /// <summary>Converts timestamp ticks to a wait, rounded up to the whole milliseconds that timers count, so that it never ends early.</summary>
    public static TimeSpan Wait(this TimeProvider timeProvider, long ticks) =>
        TimeSpan.FromMilliseconds(Math.Ceiling(ticks * (1000d / timeProvider.TimestampFrequency)));

    /// <summary>Adds a duration to a timestamp; <see cref="long.MaxValue"/> for a duration of zero, which stands for no limit.</summary>
    public static long Limit(this TimeProvider timeProvider, long start, TimeSpan duration) =>
        duration == TimeSpan.Zero ? long.MaxValue : start + timeProvider.Ticks(duration);
}
