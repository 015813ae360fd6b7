using AiGateway.Client.Quotas;

namespace AiGateway.Client.Redis;

/// <summary>Moments as scripts count them: microseconds since 1970, which their numbers hold exactly.</summary>
internal static class RedisTime
{
    /// <summary>The end of windows that have none.</summary>
    public const long Never = 9_000_000_000_000_000;

    public static long Of(DateTimeOffset moment) =>
        Math.Clamp((moment.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond, 0, Never);

    public static DateTimeOffset ToMoment(long microseconds) => DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);

    public static TimeSpan ToTimeSpan(long microseconds) => TimeSpan.FromTicks(microseconds * TimeSpan.TicksPerMicrosecond);

    /// <summary>Finds the window of a moment.</summary>
    public static (long Start, long End) PeriodAt(QuotaWindow window, long now)
    {
        var period = window.PeriodAt(ToMoment(now));
        return (Of(period.Start), Of(period.End));
    }
}
