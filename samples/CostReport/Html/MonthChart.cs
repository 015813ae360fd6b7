using System.Xml.Linq;

namespace CostReport.Html;

/// <summary>What was spent so far, where it leads, and the budget.</summary>
internal static class MonthChart
{
    public static XElement Create(MonthReport report)
    {
        var (forecast, budget) = (report.Forecast, report.Company.Amount);
        var days = (forecast.PeriodEnd - forecast.PeriodStart).Days;
        var now = (report.Now - forecast.PeriodStart).TotalDays;
        var spent = Spent(report, now);
        var chart = new Chart(
            $"Spent {Figures.Money(forecast.Spent)}, expected {Figures.Money(forecast.Expected)}, budget {Figures.Money(budget)}", days, Math.Max(forecast.Expected, budget) * 1.06m);
        chart.Path("area", spent, closed: true);
        chart.Path("line", spent);
        chart.Path("line ahead", [(now, forecast.Spent), (days, forecast.Expected)]);
        chart.Line("limit", chart.X(0), chart.Y(budget), chart.X(days), chart.Y(budget));
        chart.Text("label", chart.X(0) + 4, chart.Y(budget) - 6, $"Budget {Figures.Money(budget)}");
        chart.Dot(now, forecast.Spent);
        chart.Text("label end", chart.X(now) - 8, chart.Y(forecast.Spent) - 6, $"{Figures.Money(forecast.Spent)} spent");
        chart.Dot(days, forecast.Expected);
        chart.Text("label end", chart.X(days) - 8, chart.Y(forecast.Expected) + (forecast.Expected > budget ? -6 : 18), $"{Figures.Money(forecast.Expected)} expected");
        return chart.Svg;
    }

    private static List<(double Day, decimal Amount)> Spent(MonthReport report, double now)
    {
        List<(double, decimal)> points = [(0, 0)];
        var sum = 0m;
        foreach (var (day, cost) in DayChart.Costs(report))
        {
            sum += cost;
            points.Add((Math.Min(day, now), sum));
        }

        return points;
    }
}
