using AiGateway.Client.Sql.Reports;
using Spectre.Console;

namespace CostReport;

/// <summary>Prints the report as tables.</summary>
internal static class TextReport
{
    public static void Write(MonthReport report)
    {
        AnsiConsole.MarkupLineInterpolated($"[bold]AI costs of {report.Now:MMMM yyyy}[/], to {report.Now:d MMMM HH:mm} UTC");
        AnsiConsole.MarkupLineInterpolated(
            $"{Figures.Money(report.Total.Cost)} of {Figures.Money(report.Company.Amount)} spent; {Figures.Money(report.Forecast.Expected)} expected at the end of the month ({report.Forecast.Method})");
        AnsiConsole.MarkupLineInterpolated(
            $"{Figures.Money(report.Total.SavedCost)} saved by caches; {Figures.Percent(report.Total.EstimatedShare, 1)} of attempts estimated, {Figures.Percent(report.Total.UnpricedShare, 1)} unpriced");
        Table("Tenant", report.ByTenant);
        Table("Model", report.ByModel);
        Table("Application", report.ByApp);
        Budgets(report.Tenants);
    }

    private static void Table(string name, IReadOnlyList<CostRow> rows)
    {
        var table = new Table { Border = TableBorder.Simple, ShowFooters = true };
        var total = rows.Aggregate(new CostTotals(), (sum, row) => sum + row.Totals);
        Column(table, name, "Total", false);
        Column(table, "Attempts", Figures.Count(total.Attempts));
        Column(table, "Input", Figures.Tokens(total.InputTokens));
        Column(table, "Output", Figures.Tokens(total.OutputTokens));
        Column(table, "Saved", Figures.Money(total.SavedCost));
        Column(table, "Cost", Figures.Money(total.Cost));
        var costs = Figures.ToCents([.. rows.Select(row => row.Totals.Cost)]);
        var savings = Figures.ToCents([.. rows.Select(row => row.Totals.SavedCost)]);
        for (var i = 0; i < rows.Count; i++)
        {
            var (key, sums) = (rows[i].Keys[0] ?? "none", rows[i].Totals);
            table.AddRow(
                new Text(key), new Text(Figures.Count(sums.Attempts)), new Text(Figures.Tokens(sums.InputTokens)), new Text(Figures.Tokens(sums.OutputTokens)),
                new Text(Figures.Money(savings[i])), new Text(Figures.Money(costs[i])));
        }

        AnsiConsole.Write(table);
    }

    private static void Budgets(IReadOnlyList<BudgetStatus> budgets)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns("Budget", "Of", "Spent", "Amount", "Used", "Expected");
        foreach (var budget in budgets)
        {
            table.AddRow(
                new Text(budget.Budget), new Text(budget.Partition[0] ?? "none"), new Text(Figures.Money(budget.Spent)), new Text(Figures.Money(budget.Amount)),
                new Text(Figures.Percent(budget.Used)), new Text(Figures.Money(budget.Forecast.Expected)));
        }

        AnsiConsole.Write(table);
    }

    private static void Column(Table table, string header, string footer, bool right = true) =>
        table.AddColumn(new TableColumn(header) { Footer = new Text(footer, new Style(decoration: Decoration.Bold)), Alignment = right ? Justify.Right : Justify.Left });
}
