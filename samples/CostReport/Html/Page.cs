using System.Globalization;
using System.Xml.Linq;
using static CostReport.Html.Markup;

namespace CostReport.Html;

/// <summary>The report as one page that needs nothing else: no script, no font, no picture from elsewhere.</summary>
internal static class Page
{
    public static string Create(MonthReport report) => "<!DOCTYPE html>\n" + Element("html", Attribute("lang", "en"), Head(report), Body(report)).ToString(SaveOptions.DisableFormatting) + "\n";

    private static XElement Head(MonthReport report) => new("head",
        new XElement("meta", Attribute("charset", "utf-8")),
        new XElement("meta", Attribute("name", "viewport"), Attribute("content", "width=device-width, initial-scale=1")),
        new XElement("meta", Attribute("name", "color-scheme"), Attribute("content", "light dark")),
        Element("title", $"AI costs, {Month(report)}"),
        Element("style", Style()));

    private static XElement Body(MonthReport report) => Element("body", Element("main",
        Element("header",
            Element("h1", $"AI costs, {Month(report)}"),
            Element("p", Class("note"), string.Create(CultureInfo.InvariantCulture, $"Month to date, as of {report.Now:d MMMM yyyy, HH:mm} UTC. All amounts in US dollars."))),
        Tiles.Create(report),
        Div("pair",
            Section("Against the budget", Verdict(report), MonthChart.Create(report)),
            Section("Cost by day", "The line is an even share of the budget.", DayChart.Create(report))),
        Section("Tenants and their budgets", "", BudgetTable.Create(report.Tenants)),
        Div("pair",
            Section("By model", "", BarTable.Create("Model", report.ByModel)),
            Section("By application", "", BarTable.Create("Application", report.ByApp))),
        Div("pair",
            Section("Saved by caches", "What repeated questions would have cost. It is not part of the cost.", BarTable.Savings("Application", report.ByApp)),
            Section("Users with the highest cost", "", BarTable.Top(report.ByUser, 8))),
        Section("How well the figures are known", "", QualityBar.Create(report.Total)),
        Section("All figures by tenant", "", DetailTable.Create(report.ByTenant)),
        Element("footer", Element("p", Class("note"), "Amounts are kept exactly, to a billionth of a dollar, and rounded for this page so that rows add up to their totals."))));

    private static string Verdict(MonthReport report)
    {
        var (expected, amount) = (report.Forecast.Expected, report.Company.Amount);
        var method = report.Forecast.Method is AiGateway.Client.Sql.Reports.ForecastMethod.Weekday ? "by weekday averages" : "by the time passed";
        return expected > amount
            ? $"Expected to exceed the budget by {Figures.Money(expected - amount)}, {method}."
            : $"Expected to stay {Figures.Money(amount - expected)} below the budget, {method}.";
    }

    private static string Month(MonthReport report) => report.Now.ToString("MMMM yyyy", CultureInfo.InvariantCulture);

    private static string Style()
    {
        using var reader = new StreamReader(typeof(Page).Assembly.GetManifestResourceStream("style.css")!);
        return reader.ReadToEnd();
    }
}
