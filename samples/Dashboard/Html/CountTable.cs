using System.Xml.Linq;
using CostReport;
using static CostReport.Html.Markup;

namespace Dashboard.Html;

/// <summary>Counts as bars.</summary>
internal static class CountTable
{
    public static XElement Create(string name, IReadOnlyList<KeyValuePair<string, long>> counts, string none) =>
        counts.Count == 0 ? Element("p", Class("note empty"), none) : Element("table", Class("bars"),
            Element("thead", Element("tr", Element("th", name), Element("th", Class("track"), ""), Element("th", Class("number"), "Count"))),
            Element("tbody", counts.Select(count => Element("tr",
                Element("td", count.Key),
                Element("td", Class("track"), Div("bar", Attribute("style", $"width:{100 * count.Value / counts[0].Value}%"))),
                Element("td", Class("number"), Figures.Count(count.Value))))),
            Element("tfoot", Element("tr", Element("th", "Total"), Element("td", Class("track"), ""), Element("td", Class("number"), Figures.Count(counts.Sum(count => count.Value))))));
}
