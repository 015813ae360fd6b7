using System.Globalization;
using System.Xml.Linq;
using CostReport;
using CostReport.Html;

namespace Dashboard.Html;

/// <summary>The cost of each day of the month, beside an even share of the budget.</summary>
internal static class CostChart
{
    public static string Note(CostView costs) =>
        costs.Whole is null ? "No budget is used." : $"{Figures.Money(costs.Forecast.Expected)} expected at the end of the month. The line is an even share of the budget.";

    public static XElement Create(DashboardView view)
    {
        var period = view.Costs.Forecast;
        var days = (int)Math.Round((period.PeriodEnd - period.PeriodStart).TotalDays);
        var share = view.Costs.Whole?.Amount / days ?? 0;
        var costs = view.Costs.Days.Select(row => (DateOnly.Parse(row.Keys[0]!, CultureInfo.InvariantCulture).Day, row.Totals.Cost)).ToList();
        var most = costs.Select(day => day.Cost).Append(share).Append(1).Max();
        var chart = new Chart($"Cost by day, at most {Figures.Money(most)}", days, most * 1.08m);
        foreach (var (day, cost) in costs)
        {
            chart.Bar(day, cost, string.Create(CultureInfo.InvariantCulture, $"{period.PeriodStart:MMMM} {day}: {Figures.Money(cost)}"));
        }

        if (share > 0)
        {
            chart.Line("limit", chart.X(0), chart.Y(share), chart.X(days), chart.Y(share));
            chart.Text("label end", chart.X(days), chart.Y(share) - 6, $"{Figures.Money(share)} a day");
        }

        return chart.Svg;
    }
}
