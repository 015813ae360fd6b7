using System.Xml.Linq;
using AiGateway.Client.Sql.Reports;
using static CostReport.Html.Markup;

namespace CostReport.Html;

/// <summary>How far each budget is used, and where it leads. What is wrong is said in words, not only in colour.</summary>
internal static class BudgetTable
{
    public static XElement Create(IReadOnlyList<BudgetStatus> budgets)
    {
        var cents = Figures.ToCents([.. budgets.Select(budget => budget.Spent)]);
        return Element("table",
            Element("thead", Element("tr",
                Element("th", "Tenant"), Element("th", Class("track"), "Used"), Element("th", Class("number wide"), ""), Element("th", Class("number"), "Spent"),
                Element("th", Class("number spare"), "Budget"), Element("th", Class("number"), "Expected"), Element("th", Class("state"), "State"))),
            Element("tbody", budgets.Select((budget, place) => Row(budget, cents[place]))),
            Element("tfoot", Element("tr",
                Element("th", "Total"), Element("td", Class("track"), ""), Element("td", Class("number wide"), ""), Element("td", Class("number"), Figures.Money(cents.Sum())),
                Element("td", Class("number spare"), Figures.Money(budgets.Sum(budget => budget.Amount))),
                Element("td", Class("number"), ""), Element("td", ""))));
    }

    private static XElement Row(BudgetStatus budget, decimal spent)
    {
        var (state, kind) = budget.Used >= 1 ? ("▲ Used up", "bad") : budget.Forecast.Expected > budget.Amount ? ("▲ Will not last", "bad") : ("✓ On track", "good");
        return Element("tr",
            Element("td", budget.Partition[0] ?? "none"),
            Element("td", Class("track"), Div("rail", Div("bar", Attribute("style", $"width:{decimal.Round(100 * Math.Min(1, budget.Used), 1)}%")))),
            Element("td", Class("number wide"), Figures.Percent(budget.Used)),
            Element("td", Class("number"), Figures.Money(spent)),
            Element("td", Class("number spare"), Figures.Money(budget.Amount)),
            Element("td", Class("number"), Figures.Money(decimal.Round(budget.Forecast.Expected, 2))),
            Element("td", Class(kind), state));
    }
}
