using AiGateway.Client.Quotas;

namespace AiGateway.Client.Sql.Reports;

/// <summary>Foretells the rest of a period from the costs of days.</summary>
internal sealed class Forecaster(TimeZoneInfo zone, QuotaPeriod period, DateTimeOffset now)
{
    private const int DaysToLearn = 28;
    private const int FewestDays = 14;
    private const int DaysOfWeek = 7;

    private readonly DateOnly _today = Day(now, zone);

    /// <summary>Gets the moment from which costs are needed.</summary>
    public DateTimeOffset From => Earlier(period.Start, BeginningOf(_today.AddDays(-DaysToLearn)));

    public CostForecast Forecast(IReadOnlyDictionary<DateOnly, decimal> days, decimal spent)
    {
        var first = days.Where(day => day.Value > 0).Select(day => day.Key).DefaultIfEmpty(_today).Min();
        var isWeekday = first.AddDays(FewestDays) <= _today && period.End - period.Start > TimeSpan.FromDays(2);
        var expected = isWeekday ? spent + Rest(days, first) : Linear(spent);
        return new CostForecast(spent, Math.Max(spent, decimal.Round(expected, 9)), isWeekday ? ForecastMethod.Weekday : ForecastMethod.Linear, period.Start, period.End);
    }

    private decimal Linear(decimal spent)
    {
        var passed = (now - period.Start).Ticks;
        return passed <= 0 ? spent : spent * (period.End - period.Start).Ticks / passed;
    }

    private decimal Rest(IReadOnlyDictionary<DateOnly, decimal> days, DateOnly first)
    {
        var averages = Averages(days, first);
        var rest = 0m;
        for (var day = _today; BeginningOf(day) < period.End; day = day.AddDays(1))
        {
            var (start, end) = (BeginningOf(day), BeginningOf(day.AddDays(1)));
            var left = Math.Max(0, (end - Later(start, now)).Ticks);
            rest += averages[(int)day.DayOfWeek] * left / (end - start).Ticks;
        }

        return rest;
    }

    // Full days only: today is not over, and the first day may have begun late.
    private decimal[] Averages(IReadOnlyDictionary<DateOnly, decimal> days, DateOnly first)
    {
        var sums = new decimal[DaysOfWeek];
        var counts = new int[DaysOfWeek];
        for (var back = 1; back <= DaysToLearn && _today.AddDays(-back) >= first; back++)
        {
            var day = _today.AddDays(-back);
            sums[(int)day.DayOfWeek] += days.GetValueOrDefault(day);
            counts[(int)day.DayOfWeek]++;
        }

        return [.. sums.Select((sum, day) => sum / counts[day])];
    }

    private DateTimeOffset BeginningOf(DateOnly day) => Days.PeriodAt(NoonOf(day)).Start;

    private QuotaWindow Days { get; } = QuotaWindow.Calendar(CalendarPeriod.Day, zone);

    private DateTimeOffset NoonOf(DateOnly day)
    {
        var noon = day.ToDateTime(new TimeOnly(12, 0));
        return new DateTimeOffset(noon, zone.GetUtcOffset(noon));
    }

    private static DateOnly Day(DateTimeOffset moment, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).DateTime);

    private static DateTimeOffset Earlier(DateTimeOffset left, DateTimeOffset right) => left < right ? left : right;

    private static DateTimeOffset Later(DateTimeOffset left, DateTimeOffset right) => left > right ? left : right;
}
