namespace AiGateway.Client.Quotas;

/// <summary>The counts of one partition of one limit in one window. Guarded by its store.</summary>
internal sealed class QuotaCounter(CounterKey key, bool sliding, QuotaCounter? previous)
{
    public CounterKey Key => key;

    public long Spent { get; set; }

    public long Reserved { get; set; }

    /// <summary>Gets or sets what it has still to learn of the time before it; <see langword="null"/> for nothing.</summary>
    public CounterHistory? History { get; set; }

    /// <summary>Gets or sets the counter of the sliding window before.</summary>
    public QuotaCounter? Previous { get; set; } = previous;

    /// <summary>Says whether nothing asks for it any more. A window that is over may still weigh on the next; a counter without time is over when nothing is in it.</summary>
    public bool IsOver(long now) => Reserved == 0
        && (key.End == DateTimeOffset.MaxValue.UtcTicks ? Spent == 0 : now - key.End >= (sliding ? Length : 0));

    private long Length => key.End - key.Start;

    public long Total => Spent + Reserved;

    /// <summary>Gets what counts now: all of this window, and of the one before the share that a window ending now covers. Rounded up.</summary>
    public long Used(long now)
    {
        if (Previous is not { Total: > 0 and var before })
        {
            return Total;
        }

        var left = Math.Clamp(key.End - now, 0, Length);
        return Total + (long)((((Int128)before * left) + Length - 1) / Length);
    }

    /// <summary>Says whether an amount fits. Nothing fits a limit that is used up, not even an amount of zero.</summary>
    public static bool Fits(long amount, long used, long limit) => Math.Max(1, amount) <= limit - used;

    /// <summary>Gets how long it takes until an amount fits, if nothing else is used until then.</summary>
    public TimeSpan? RetryAfter(long amount, long limit, long now)
    {
        var needed = Math.Max(1, amount);
        if (needed > limit || key.End == DateTimeOffset.MaxValue.UtcTicks)
        {
            return null;
        }

        var room = limit - needed;
        return TimeSpan.FromTicks(
            !sliding ? key.End - now
            : Total <= room ? key.End - Share(room - Total, Previous?.Total ?? 0) - now
            : key.End + Length - Share(room, Total) - now);
    }

    // The time before its end at which of a window that slides out so much is left.
    private long Share(long rest, long of) => of <= rest ? Length : (long)((Int128)rest * Length / of);
}
