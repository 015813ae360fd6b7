using System.Globalization;
using System.Xml.Linq;
using static CostReport.Html.Markup;

namespace Dashboard.Html;

/// <summary>The page: made here, with nothing from elsewhere. Without its script it is what it was when it came.</summary>
internal static class Page
{
    public static string Create(DashboardView view) =>
        "<!DOCTYPE html>\n" + Element("html", Attribute("lang", "en"), Head(), Body(view)).ToString(SaveOptions.DisableFormatting) + "\n";

    private static XElement Head() => new("head",
        new XElement("meta", Attribute("charset", "utf-8")),
        new XElement("meta", Attribute("name", "viewport"), Attribute("content", "width=device-width, initial-scale=1")),
        new XElement("meta", Attribute("name", "color-scheme"), Attribute("content", "light dark")),
        Element("title", "AI gateway"),
        Element("style", Resource.Read("style.css"), Resource.Read("dashboard.css")));

    private static XElement Body(DashboardView view) => Element("body",
        Div("top", Element("h1", "AI gateway"), Element("p", Attribute("id", "state"), Attribute("role", "status")),
            Element("button", Attribute("id", "pause"), Attribute("type", "button"), Attribute("hidden", "hidden"), "Pause")),
        Content(view),
        Element("script", Attribute("src", "/refresh.js")));

    private static XElement Content(DashboardView view) => Element("main",
        Element("p", Class("note"), string.Create(CultureInfo.InvariantCulture,
            $"{view.Now:d MMMM yyyy, HH:mm:ss} UTC. Requests since {view.Live.Since:HH:mm:ss}, costs of the month to date in US dollars. Configuration {view.ConfigurationVersion}.")),
        Tiles.Create(view),
        Div("pair wide-right",
            Part("requests", "Requests", "In the last five minutes, ten seconds each.", TrafficChart.Create(view.Live.Timeline)),
            Part("latency", "Latency by route", "Milliseconds, refused requests aside. First token: of streamed answers, at the target that answered.", LatencyTable.Create(view))),
        Part("targets", "Targets", "An isolated target gets no requests until it is reset. Reset also ends cool-downs and closes breakers.", TargetTable.Create(view)),
        Div("pair wide-right",
            Part("days", "Cost by day", CostChart.Note(view.Costs), CostChart.Create(view)),
            Part("tenants", "Tenants and their budgets", "", CostReport.Html.BudgetTable.Create(view.Costs.Tenants))),
        Div("pair",
            Part("models", "Cost by model", "", CostReport.Html.BarTable.Create("Model", view.Costs.ByModel)),
            Part("savings", "Saved by caches", "What answers from caches would have cost. It is not part of the cost.", CostReport.Html.BarTable.Savings("Application", view.Costs.ByApp))),
        Part("recent", "Recent decisions", "The latest requests that were refused, failed or fell back, or about which a policy said something. No content is kept.", RecentTable.Create(view.Recent)),
        Div("pair",
            Part("plans", "What each route would do now", "As ExplainAsync says, without asking anyone.", PlanTable.Create(view.Plans)),
            Div("stacked",
                Part("entities", "Redactions by entity", "Values found in requests and answers. The values are not kept.", CountTable.Create("Entity", view.Live.Entities, "Nothing was found.")),
                Part("refusals", "Refused by limits", "", CountTable.Create("Limit", view.Live.Refusals, "No limit has refused anything.")))));

    private static XElement Part(string id, string title, string note, XElement content)
    {
        var section = Section(title, note, Div("scroll", content));
        section.SetAttributeValue("id", id);
        return section;
    }
}
