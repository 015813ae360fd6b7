namespace AiGateway.Client.Tests.SharedCache;

/// <summary>The real clock, with a shift: timers take as long as they take, and yet time can be skipped.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    private long _shift;

    public void Skip(TimeSpan time) => Interlocked.Add(ref _shift, time.Ticks);

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref _shift));

    public override long GetTimestamp() => System.GetTimestamp() + (long)(TimeSpan.FromTicks(Interlocked.Read(ref _shift)).TotalSeconds * TimestampFrequency);
}
