namespace AiGateway.Client.Sql.Writing;

/// <summary>Money and time as the database has them: whole numbers.</summary>
internal static class LedgerUnits
{
    private const decimal NanosPerUsd = 1_000_000_000m;

    /// <summary>Turns US dollars into nano-dollars. What metering counts is exact in them.</summary>
    public static long ToNanos(decimal usd) => (long)decimal.Round(Math.Clamp(usd, -9_000_000_000m, 9_000_000_000m) * NanosPerUsd);

    public static decimal ToUsd(long nanos) => nanos / NanosPerUsd;

    /// <summary>Turns a moment into microseconds since 1970, UTC. Rounded down, so that a moment before the end of a period stays before it.</summary>
    public static long ToMicroseconds(DateTimeOffset moment) =>
        (long)Math.Floor((moment.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / (decimal)TimeSpan.TicksPerMicrosecond);

    public static DateTimeOffset ToMoment(long microseconds) => DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);
}
