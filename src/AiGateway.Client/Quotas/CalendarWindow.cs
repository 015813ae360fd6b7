namespace AiGateway.Client.Quotas;

/// <summary>Periods of a calendar. Days of 23 and 25 hours, and midnights that a zone leaves out or has twice, are what they are there.</summary>
internal sealed class CalendarWindow(CalendarPeriod period, TimeZoneInfo zone) : QuotaWindow
{
    // The longest stretch that any zone has ever left out is a day.
    private static readonly TimeSpan LongestGap = TimeSpan.FromHours(26);

    private Found? _last;

    public override string Id { get; } = $"calendar/{period}/{zone.Id}";

    public override bool IsSliding => false;

    public override QuotaPeriod PeriodAt(DateTimeOffset moment)
    {
        if (_last is { } last && moment >= last.From && moment < last.Period.End)
        {
            return last.Period;
        }

        var found = new Found(moment, Find(moment));
        _last = found;
        return found.Period;
    }

    private QuotaPeriod Find(DateTimeOffset moment)
    {
        var local = TimeZoneInfo.ConvertTime(moment, zone);
        if (period is CalendarPeriod.Hour)
        {
            // An hour that a zone has twice is two hours.
            var start = moment.ToUniversalTime() - TimeSpan.FromTicks(local.Ticks % TimeSpan.TicksPerHour);
            return new QuotaPeriod(start, start + TimeSpan.FromHours(1));
        }

        var first = FirstDay(local.Date);
        return new QuotaPeriod(BeginningOf(first), BeginningOf(Next(first)));
    }

    private DateTime FirstDay(DateTime day) => period switch
    {
        CalendarPeriod.Week => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
        CalendarPeriod.Month => new DateTime(day.Year, day.Month, 1),
        CalendarPeriod.Quarter => new DateTime(day.Year, day.Month - ((day.Month - 1) % 3), 1),
        CalendarPeriod.Year => new DateTime(day.Year, 1, 1),
        _ => day,
    };

    private DateTime Next(DateTime first) => period switch
    {
        CalendarPeriod.Week => first.AddDays(7),
        CalendarPeriod.Month => first.AddMonths(1),
        CalendarPeriod.Quarter => first.AddMonths(3),
        CalendarPeriod.Year => first.AddYears(1),
        _ => first.AddDays(1),
    };

    // The first moment at which the zone's clocks show this day or a later one.
    private DateTimeOffset BeginningOf(DateTime midnight)
    {
        if (zone.IsInvalidTime(midnight))
        {
            return EndOfGap(midnight);
        }

        var offset = zone.IsAmbiguousTime(midnight) ? zone.GetAmbiguousTimeOffsets(midnight).Max() : zone.GetUtcOffset(midnight);
        return new DateTimeOffset(midnight, offset).ToUniversalTime();
    }

    private DateTimeOffset EndOfGap(DateTime midnight)
    {
        var late = new DateTimeOffset(midnight, TimeSpan.Zero).Add(LongestGap).UtcTicks;
        var early = late - (2 * LongestGap.Ticks);
        while (late - early > 1)
        {
            var middle = early + ((late - early) / 2);
            var local = TimeZoneInfo.ConvertTime(new DateTimeOffset(middle, TimeSpan.Zero), zone);
            if (local.DateTime < midnight)
            {
                early = middle;
            }
            else
            {
                late = middle;
            }
        }

        return new DateTimeOffset(late, TimeSpan.Zero);
    }

    private sealed record Found(DateTimeOffset From, QuotaPeriod Period);
}
