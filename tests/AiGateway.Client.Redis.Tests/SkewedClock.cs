namespace AiGateway.Client.Redis.Tests;

/// <summary>The clock of a machine that is wrong.</summary>
internal sealed class SkewedClock(TimeSpan skew) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + skew;
}
