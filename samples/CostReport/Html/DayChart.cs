using System.Globalization;
using System.Xml.Linq;

namespace CostReport.Html;

/// <summary>The cost of each day, beside an even share of the budget.</summary>
internal static class DayChart
{
    public static XElement Create(MonthReport report)
    {
        var days = (report.Forecast.PeriodEnd - report.Forecast.PeriodStart).Days;
        var share = report.Company.Amount / days;
        var costs = Costs(report);
        var chart = new Chart($"Cost by day, at most {Figures.Money(costs.Max(day => day.Cost))}", days, Math.Max(share, costs.Max(day => day.Cost)) * 1.08m);
        foreach (var (day, cost) in costs)
        {
            chart.Bar(day, cost, string.Create(CultureInfo.InvariantCulture, $"{report.Now:MMMM} {day}: {Figures.Money(cost)}"));
        }

        chart.Line("limit", chart.X(0), chart.Y(share), chart.X(days), chart.Y(share));
        chart.Text("label end", chart.X(days), chart.Y(share) - 6, $"{Figures.Money(share)} a day");
        return chart.Svg;
    }

    public static IReadOnlyList<(int Day, decimal Cost)> Costs(MonthReport report) =>
        [.. report.Days.Select(row => (DateOnly.Parse(row.Keys[0]!, CultureInfo.InvariantCulture).Day, row.Totals.Cost))];
}
