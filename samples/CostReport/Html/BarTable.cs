using System.Xml.Linq;
using AiGateway.Client.Sql.Reports;
using static CostReport.Html.Markup;

namespace CostReport.Html;

/// <summary>Amounts as bars, with their sum.</summary>
internal static class BarTable
{
    public static XElement Create(string name, IReadOnlyList<CostRow> rows) => Create(name, [.. rows.Select(Bar)]);

    public static XElement Savings(string name, IReadOnlyList<CostRow> rows) => Create(
        name, [.. rows.Where(row => row.Totals.SavedCost > 0).OrderByDescending(row => row.Totals.SavedCost).Select(row => Bar(row) with { Amount = row.Totals.SavedCost })]);

    public static XElement Top(IReadOnlyList<CostRow> rows, int count)
    {
        List<BarRow> shown = [.. rows.Take(count).Select(row => Bar(row) with { Name = $"{row.Keys[1] ?? "none"}, {row.Keys[0] ?? "no tenant"}" })];
        var others = rows.Skip(count).ToList();
        return Create("User", others.Count == 0 ? shown : [.. shown, new BarRow($"{others.Count} others", others.Sum(row => row.Totals.Cost), HasBar: false)]);
    }

    private static BarRow Bar(CostRow row) =>
        new(row.Keys[0] ?? "none", row.Totals.Cost, row.Totals.Cost > 0, row.Totals is { Cost: 0, Unpriced: > 0 });

    private static XElement Create(string name, IReadOnlyList<BarRow> rows)
    {
        var cents = Figures.ToCents([.. rows.Select(row => row.Amount)]);
        var shares = Figures.Shares([.. rows.Select(row => row.Amount)]);
        var most = rows.Where(row => row.HasBar).Select(row => row.Amount).DefaultIfEmpty(0).Max();
        return Element("table", Class("bars"),
            Element("thead", Element("tr", Element("th", name), Element("th", Class("track"), ""), Element("th", Class("number"), "Amount"), Element("th", Class("number"), "Share"))),
            Element("tbody", rows.Select((row, place) => Element("tr",
                Element("td", row.Name),
                Element("td", Class("track"), row.HasBar ? Div("bar", Attribute("style", $"width:{decimal.Round(100 * row.Amount / most, 1)}%")) : null),
                row.IsUnpriced ? Element("td", Class("number note"), "no price") : Element("td", Class("number"), Figures.Money(cents[place])),
                Element("td", Class("number"), row.IsUnpriced ? "" : shares[place])))),
            Element("tfoot", Element("tr",
                Element("th", "Total"), Element("td", Class("track"), ""), Element("td", Class("number"), Figures.Money(cents.Sum())), Element("td", Class("number"), "100 %"))));
    }
}
