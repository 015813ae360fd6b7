using System.Xml.Linq;
using AiGateway.Client.Resilience;
using AiGateway.Client.Routing;
using static CostReport.Html.Markup;

namespace Dashboard.Html;

/// <summary>In which order each route would ask its targets.</summary>
internal static class PlanTable
{
    public static XElement Create(IReadOnlyList<PlanView> plans) => Element("table",
        Element("thead", Element("tr", Element("th", "Route"), Element("th", "Policy"), Element("th", "Targets, in order"))),
        Element("tbody", plans.Select(plan => Element("tr",
            Element("td", plan.Route), Element("td", Class("note"), plan.Policy), Element("td", plan.Targets.Select((target, place) => Target(target, place + 1)))))));

    private static XElement Target(PlannedTarget target, int place)
    {
        var passedOver = target.Excluded ?? (target.State is TargetState.Available ? null : $"passed over: {Words(target.State)}");
        return Div(passedOver is null ? "attempt" : "attempt note", $"{place}. {target.Target} ({target.Provider}, {target.Model})", passedOver is null ? null : $", {passedOver}");
    }

    private static string Words(TargetState state) => state switch
    {
        TargetState.CoolingDown => "cooling down",
        TargetState.HalfOpen => "half open, for a probe only",
        _ => state.ToString().ToLowerInvariant(),
    };
}
