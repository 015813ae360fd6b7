using System.Xml.Linq;
using AiGateway.Client.Sql.Reports;
using static CostReport.Html.Markup;

namespace CostReport.Html;

/// <summary>Every sum by tenant, and their total.</summary>
internal static class DetailTable
{
    private static readonly string[] Headers = ["Attempts", "Unsuccessful", "From cache", "Unpriced", "Input tokens", "Output tokens", "Saved", "Cost"];

    public static XElement Create(IReadOnlyList<CostRow> rows)
    {
        var costs = Figures.ToCents([.. rows.Select(row => row.Totals.Cost)]);
        var savings = Figures.ToCents([.. rows.Select(row => row.Totals.SavedCost)]);
        var total = rows.Aggregate(new CostTotals(), (sum, row) => sum + row.Totals);
        return Div("scroll", Element("table", Attribute("id", "detail"),
            Element("thead", Element("tr", Element("th", "Tenant"), Headers.Select(header => Element("th", Class("number"), header)))),
            Element("tbody", rows.Select((row, place) => Row("td", row.Keys[0] ?? "none", row.Totals, savings[place], costs[place]))),
            Element("tfoot", Row("th", "Total", total, savings.Sum(), costs.Sum()))));
    }

    private static XElement Row(string head, string name, CostTotals sums, decimal saved, decimal cost)
    {
        string[] values =
        [
            Figures.Count(sums.Attempts), Figures.Count(sums.Unsuccessful), Figures.Count(sums.CacheHits), Figures.Count(sums.Unpriced), Figures.Count(sums.InputTokens), Figures.Count(sums.OutputTokens),
            Figures.Money(saved), Figures.Money(cost),
        ];
        return Element("tr", Element(head, name), values.Select(value => Element("td", Class("number"), value)));
    }
}
