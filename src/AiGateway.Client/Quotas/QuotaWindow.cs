namespace AiGateway.Client.Quotas;

/// <summary>For which time a limit holds.</summary>
public abstract class QuotaWindow
{
    private protected QuotaWindow()
    {
    }

    /// <summary>Gets the window of limits that know no time: what is reserved counts until it is given back.</summary>
    public static QuotaWindow Always { get; } = new AlwaysWindow();

    /// <summary>Gets what tells windows apart that are counted apart, such as <c>calendar/Month/UTC</c>; the same in every process.</summary>
    public abstract string Id { get; }

    /// <summary>Gets a value indicating whether the window before still counts, by the share of it that a window ending now would cover.</summary>
    public abstract bool IsSliding { get; }

    /// <summary>Makes a window that ends now, whenever that is.</summary>
    /// <param name="length">Its length; positive.</param>
    /// <returns>The window.</returns>
    /// <remarks>Two fixed windows are counted, and the earlier one is taken to have been used evenly.</remarks>
    public static QuotaWindow Sliding(TimeSpan length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(length, TimeSpan.Zero);
        return new SlidingWindow(length);
    }

    /// <summary>Makes a window that follows the calendar.</summary>
    /// <param name="period">The period.</param>
    /// <param name="timeZone">Whose calendar; <see langword="null"/> for UTC.</param>
    /// <returns>The window.</returns>
    public static QuotaWindow Calendar(CalendarPeriod period, TimeZoneInfo? timeZone = null)
    {
        if (!Enum.IsDefined(period))
        {
            throw new ArgumentOutOfRangeException(nameof(period), period, "There is no such period.");
        }

        return new CalendarWindow(period, timeZone ?? TimeZoneInfo.Utc);
    }

    /// <summary>Finds the fixed window of a moment.</summary>
    /// <param name="moment">The moment.</param>
    /// <returns>The window that holds it. Each moment is in exactly one.</returns>
    public abstract QuotaPeriod PeriodAt(DateTimeOffset moment);
}
