using System.Xml.Linq;
using CostReport;
using Dashboard.Live;
using static CostReport.Html.Markup;

namespace Dashboard.Html;

/// <summary>How many requests each route had, how they ended, and how long they took.</summary>
internal static class LatencyTable
{
    private static readonly string[] Headers = ["Requests", "Failed", "Refused", "p50", "p95", "p99", "First p50", "First p95"];

    public static XElement Create(DashboardView view) => Element("table", Class("dense"),
        Element("thead", Element("tr", Element("th", "Route"), Headers.Select(header => Element("th", Class("number"), header)))),
        Element("tbody", view.Live.Routes.Select(route => Row("td", route, view.FirstTokens(route.Route)))),
        Element("tfoot", Row("th", new RouteView("All", view.Live.Requests, view.Live.Failed, view.Live.Refused, view.Live.Durations), view.FirstTokens())));

    private static XElement Row(string head, RouteView route, Spread first)
    {
        string[] values =
        [
            Figures.Count(route.Requests), Figures.Count(route.Failed), Figures.Count(route.Refused),
            Time(route.Durations, route.Durations.P50), Time(route.Durations, route.Durations.P95), Time(route.Durations, route.Durations.P99), Time(first, first.P50), Time(first, first.P95),
        ];
        return Element("tr", Element(head, route.Route), values.Select(value => Element("td", Class("number"), value)));
    }

    private static string Time(Spread spread, double seconds) => spread.Count == 0 ? "" : Durations.Milliseconds(seconds);
}
