namespace Dashboard.Tests;

/// <summary>A clock that runs as usual and began in the middle of a month, so that no month ends during a test.</summary>
internal sealed class MonthClock : TimeProvider
{
    private readonly TimeSpan _ahead = new DateTimeOffset(2026, 10, 15, 12, 0, 0, TimeSpan.Zero) - System.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _ahead;
}
