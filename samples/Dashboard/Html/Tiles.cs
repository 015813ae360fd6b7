using System.Xml.Linq;
using CostReport;
using static CostReport.Html.Markup;

namespace Dashboard.Html;

/// <summary>The figures that matter most.</summary>
internal static class Tiles
{
    public static XElement Create(DashboardView view)
    {
        var (live, costs, first) = (view.Live, view.Costs, view.FirstTokens());
        return Div("tiles",
            Tile("Requests", Figures.Count(live.Requests), $"{Figures.Count(live.Attempts)} attempts"),
            Tile("Failed", Figures.Percent(Share(live.Failed, live.Requests), 1), $"{Figures.Count(live.Failed)} failed, {Figures.Count(live.Refused)} refused", live.Failed > 0 ? "bad" : "good"),
            Tile("Fallbacks", Figures.Count(live.Fallbacks), $"{Figures.Percent(Share(live.Fallbacks, live.Attempts), 1)} of attempts"),
            Tile("Latency, median", Durations.Text(live.Durations.P50), $"95 %: {Durations.Text(live.Durations.P95)}, 99 %: {Durations.Text(live.Durations.P99)}"),
            Tile("First token, median", Durations.Text(first.P50), $"95 %: {Durations.Text(first.P95)}, 99 %: {Durations.Text(first.P99)}"),
            Tile("Gateway's own share", Durations.Text(live.Overheads.P50), $"95 %: {Durations.Text(live.Overheads.P95)}"),
            Tile("Spent this month", Figures.Money(costs.Total.Cost), costs.Whole is { } whole ? $"{Figures.Percent(whole.Used)} of {Figures.Money(whole.Amount)}" : "no budget is used"),
            Tile("Saved by caches", Figures.Money(costs.Total.SavedCost), $"{Figures.Count(costs.Total.CacheHits)} answers this month"));
    }

    private static XElement Tile(string name, string value, string note, string kind = "") =>
        Div("tile", Div("name", name), Div("value", value), Div($"under {kind}".TrimEnd(), note));

    private static decimal Share(long part, long whole) => whole == 0 ? 0 : (decimal)part / whole;
}
