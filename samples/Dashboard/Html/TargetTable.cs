using System.Xml.Linq;
using AiGateway.Client.Resilience;
using CostReport;
using static CostReport.Html.Markup;

namespace Dashboard.Html;

/// <summary>How each target is, with buttons to take it out and to put it back.</summary>
internal static class TargetTable
{
    public static XElement Create(DashboardView view) => Element("table",
        Element("thead", Element("tr",
            Element("th", "Target"), Element("th", "Routes"), Element("th", "State"), Element("th", Class("number"), "Under way"), Element("th", Class("number"), "First token"),
            Element("th", "Last failure"), Element("th", ""))),
        Element("tbody", view.Targets.Select(target => Row(target, view))));

    private static XElement Row(TargetHealth target, DashboardView view)
    {
        var (state, kind) = Describe(target, view.Now);
        return Element("tr",
            Element("td", Element("strong", target.Provider), " ", Element("span", Class("note"), target.Model)),
            Element("td", string.Join(", ", view.RoutesOf(target).Distinct())),
            Element("td", Element("span", Class($"badge {kind}"), state)),
            Element("td", Class("number"), Figures.Count(target.InFlight)),
            Element("td", Class("number"), target.AverageTimeToFirstToken is { } first ? Durations.Text(first.TotalSeconds) : ""),
            Element("td", Class("note"), target.LastFailure is { } failure && target.LastFailureAt is { } at ? $"{failure}, {Durations.Until(view.Now, at)} ago" : "none"),
            Element("td", Class("buttons"), Button("isolate", "Isolate", target, target.State is not TargetState.Isolated), Button("reset", "Reset", target, target.State is not TargetState.Available)));
    }

    private static (string State, string Kind) Describe(TargetHealth target, DateTimeOffset now)
    {
        var until = target.UnavailableUntil is { } moment ? $", {Durations.Until(moment, now)} more" : "";
        return target.State switch
        {
            TargetState.Available => ("✓ Available", "good"),
            TargetState.Busy => ("● Busy", "warm"),
            TargetState.HalfOpen => ("● Half open", "warm"),
            TargetState.CoolingDown => ($"● Cooling down{until}", "warm"),
            TargetState.Open => ($"▲ Open{until}", "bad"),
            _ => ("▲ Isolated", "bad"),
        };
    }

    private static XElement Button(string action, string text, TargetHealth target, bool enabled) =>
        Element("form", Attribute("method", "post"), Attribute("action", $"/targets/{action}"),
            Hidden("provider", target.Provider), Hidden("model", target.Model),
            Element("button", Attribute("type", "submit"), Attribute("aria-label", $"{text} {target.Provider} {target.Model}"), enabled ? null : Attribute("disabled", "disabled"), text));

    private static XElement Hidden(string name, string value) => new("input", Attribute("type", "hidden"), Attribute("name", name), Attribute("value", value));
}
