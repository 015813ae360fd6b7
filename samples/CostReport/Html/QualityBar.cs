using System.Xml.Linq;
using AiGateway.Client.Sql.Reports;
using static CostReport.Html.Markup;

namespace CostReport.Html;

/// <summary>Which share of the figures is exact, estimated, or missing.</summary>
internal static class QualityBar
{
    public static XElement Create(CostTotals total)
    {
        (string Name, string Kind, long Count, string Note)[] parts =
        [
            ("Exact", "exact", total.Attempts - total.Estimated - total.Unpriced, "usage reported, price known; answers from caches included"),
            ("Estimated", "estimated", total.Estimated, $"{Figures.Money(total.EstimatedCost)} of the cost: answers that were left or cut, or a price in dispute"),
            ("Unpriced", "unpriced", total.Unpriced, "no price is known: their cost is missing in every sum"),
        ];
        return Div("quality",
            Div("stack", parts.Where(part => part.Count > 0).Select(part => Div(part.Kind, Attribute("style", $"flex-grow:{part.Count}")))),
            Element("table", Element("tbody", parts.Select(part => Element("tr",
                Element("td", Element("span", Class($"key {part.Kind}"), ""), part.Name),
                Element("td", Class("number"), Figures.Count(part.Count)),
                Element("td", Class("number"), Figures.Percent(total.Attempts == 0 ? 0 : (decimal)part.Count / total.Attempts, 1)),
                Element("td", Class("note"), part.Note))))));
    }
}
