using AiGateway.Client.Quotas;
using CsCheck;

namespace AiGateway.Client.Tests.Quotas;

public sealed class CalendarWindowTests
{
    [TestCase(CalendarPeriod.Hour, "UTC", "2026-03-01T12:34:56Z", "2026-03-01T12:00:00Z", "2026-03-01T13:00:00Z")]
    [TestCase(CalendarPeriod.Hour, "Asia/Kolkata", "2026-03-01T12:34:56Z", "2026-03-01T12:30:00Z", "2026-03-01T13:30:00Z")]
    [TestCase(CalendarPeriod.Day, "UTC", "2026-03-01T00:00:00Z", "2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z")]
    [TestCase(CalendarPeriod.Day, "America/New_York", "2026-01-01T02:00:00Z", "2025-12-31T05:00:00Z", "2026-01-01T05:00:00Z")]
    [TestCase(CalendarPeriod.Week, "UTC", "2026-03-01T12:00:00Z", "2026-02-23T00:00:00Z", "2026-03-02T00:00:00Z")]
    [TestCase(CalendarPeriod.Week, "UTC", "2026-03-02T00:00:00Z", "2026-03-02T00:00:00Z", "2026-03-09T00:00:00Z")]
    [TestCase(CalendarPeriod.Month, "UTC", "2028-02-29T23:59:59Z", "2028-02-01T00:00:00Z", "2028-03-01T00:00:00Z")]
    [TestCase(CalendarPeriod.Month, "Europe/Berlin", "2026-03-15T12:00:00Z", "2026-02-28T23:00:00Z", "2026-03-31T22:00:00Z")]
    [TestCase(CalendarPeriod.Quarter, "UTC", "2026-05-15T12:00:00Z", "2026-04-01T00:00:00Z", "2026-07-01T00:00:00Z")]
    [TestCase(CalendarPeriod.Quarter, "UTC", "2026-12-31T23:59:59Z", "2026-10-01T00:00:00Z", "2027-01-01T00:00:00Z")]
    [TestCase(CalendarPeriod.Year, "Pacific/Auckland", "2026-12-31T12:00:00Z", "2026-12-31T11:00:00Z", "2027-12-31T11:00:00Z")]
    public void PeriodAt_OfAMoment_FollowsTheCalendar(CalendarPeriod period, string zone, string moment, string start, string end) =>
        Assert.That(Find(period, zone, moment), Is.EqualTo(new QuotaPeriod(At(start), At(end))));

    [TestCase("Europe/Berlin", "2026-03-29T12:00:00Z", 23, TestName = "Spring")]
    [TestCase("Europe/Berlin", "2026-10-25T12:00:00Z", 25, TestName = "Autumn")]
    [TestCase("Australia/Lord_Howe", "2026-10-04T03:00:00Z", 23.5, TestName = "Half an hour")]
    [TestCase("America/Havana", "2026-03-08T12:00:00Z", 23, TestName = "Midnight left out")]
    [TestCase("America/Havana", "2026-11-01T12:00:00Z", 25, TestName = "Midnight twice")]
    public void PeriodAt_ADayOnWhichClocksChange_IsAsLongAsItIsThere(string zone, string moment, double hours)
    {
        var day = Find(CalendarPeriod.Day, zone, moment);
        Assert.That((day.End - day.Start).TotalHours, Is.EqualTo(hours));
    }

    [Test]
    public void PeriodAt_AnHourThatComesTwice_IsTwoHours()
    {
        var first = Find(CalendarPeriod.Hour, "Europe/Berlin", "2026-10-25T00:30:00Z");
        var second = Find(CalendarPeriod.Hour, "Europe/Berlin", "2026-10-25T01:30:00Z");
        Assert.That((first.End, second.End - second.Start), Is.EqualTo((second.Start, TimeSpan.FromHours(1))));
    }

    [Test]
    public void PeriodAt_ADayThatAZoneLeftOut_HasNoTime()
    {
        var before = Find(CalendarPeriod.Day, "Pacific/Apia", "2011-12-30T09:00:00Z");
        var after = Find(CalendarPeriod.Day, "Pacific/Apia", "2011-12-30T11:00:00Z");
        Assert.That((before.End, after.Start), Is.EqualTo((At("2011-12-30T10:00:00Z"), At("2011-12-30T10:00:00Z"))));
    }

    [Test]
    public void PeriodAt_AnyMoment_HoldsItAndLeavesNoGap()
    {
        var zones = new[] { "UTC", "Europe/Berlin", "America/Havana", "Asia/Beirut", "Pacific/Apia", "America/St_Johns", "Africa/Cairo" };
        Gen.Select(Gen.Enum<CalendarPeriod>().Where(period => period != CalendarPeriod.Hour), Gen.Int[0, zones.Length - 1], Gen.Long[At("2009-01-01T00:00:00Z").UtcTicks, At("2030-01-01T00:00:00Z").UtcTicks])
            .Sample((kind, index, ticks) =>
            {
                var moment = new DateTimeOffset(ticks, TimeSpan.Zero);
                var window = QuotaWindow.Calendar(kind, TimeZoneInfo.FindSystemTimeZoneById(zones[index]));
                var period = window.PeriodAt(moment);
                return period.Start <= moment && moment < period.End
                    && window.PeriodAt(period.End).Start == period.End
                    && window.PeriodAt(period.Start) == period
                    && window.PeriodAt(period.End.AddTicks(-1)) == period;
            });
    }

    [Test]
    public void Calendar_UnknownPeriod_Throws() => Assert.That(() => QuotaWindow.Calendar((CalendarPeriod)99), Throws.TypeOf<ArgumentOutOfRangeException>());

    private static QuotaPeriod Find(CalendarPeriod period, string zone, string moment) =>
        QuotaWindow.Calendar(period, TimeZoneInfo.FindSystemTimeZoneById(zone)).PeriodAt(At(moment));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
