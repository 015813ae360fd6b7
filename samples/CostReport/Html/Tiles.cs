using System.Globalization;
using System.Xml.Linq;
using static CostReport.Html.Markup;

namespace CostReport.Html;

/// <summary>The figures that matter most.</summary>
internal static class Tiles
{
    public static XElement Create(MonthReport report)
    {
        var (total, budget, forecast) = (report.Total, report.Company, report.Forecast);
        var over = forecast.Expected > budget.Amount;
        var known = 1 - total.EstimatedShare - total.UnpricedShare;
        return Div("tiles",
            Tile("Spent to date", Figures.Money(total.Cost), $"{Figures.Percent(budget.Used)} of {Figures.Money(budget.Amount)}"),
            Tile("Expected at month end", Figures.Money(forecast.Expected), over ? $"▲ {Figures.Percent((forecast.Expected / budget.Amount) - 1)} over budget" : $"✓ {Figures.Percent(forecast.Expected / budget.Amount)} of budget", over ? "bad" : "good"),
            Tile("Saved by caches", Figures.Money(total.SavedCost), $"{Figures.Percent(Share(total.CacheHits, total.Attempts))} of requests answered from a cache"),
            Tile("Attempts", Figures.Count(total.Attempts), $"{Figures.Percent(Share(total.Unsuccessful, total.Attempts), 1)} without success"),
            Tile("Exactly known", Figures.Percent(known, 1), string.Create(CultureInfo.InvariantCulture, $"{Figures.Count(total.Estimated)} estimated, {Figures.Count(total.Unpriced)} unpriced")));
    }

    private static XElement Tile(string name, string value, string note, string kind = "") =>
        Div("tile", Div("name", name), Div("value", value), Div($"under {kind}".TrimEnd(), note));

    private static decimal Share(long part, long whole) => whole == 0 ? 0 : (decimal)part / whole;
}
