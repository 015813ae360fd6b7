using System.Globalization;
using System.Xml.Linq;
using AiGateway.Client.Context;
using CostReport;
using Dashboard.Live;
using static CostReport.Html.Markup;

namespace Dashboard.Html;

/// <summary>The latest requests about which something was decided.</summary>
internal static class RecentTable
{
    private const int Rows = 12;

    public static XElement Create(IReadOnlyList<RecentRequest> requests)
    {
        var shown = requests.Where(request => request.IsSpecial).Take(Rows).ToList();
        return shown.Count == 0 ? Element("p", Class("note empty"), "None yet.") : Element("table", Class("dense"),
            Element("thead", Element("tr",
                Element("th", "Time"), Element("th", "Tenant, application"), Element("th", "Route"), Element("th", "Outcome"), Element("th", "Attempts"), Element("th", "Decisions"),
                Element("th", Class("number"), "Took"), Element("th", Class("number"), "Cost"))),
            Element("tbody", shown.Select(Row)));
    }

    private static XElement Row(RecentRequest request)
    {
        var result = request.Result;
        var (outcome, kind) = result.Outcome switch
        {
            GatewayOutcome.Succeeded => ("✓ Served", "good"),
            GatewayOutcome.Failed => ("▲ Failed", "bad"),
            GatewayOutcome.Rejected => ("● Refused", "warm"),
            _ => ("● " + result.Outcome, "warm"),
        };
        return Element("tr",
            Element("td", request.Time.ToString("HH:mm:ss", CultureInfo.InvariantCulture)),
            Element("td", $"{request.Tenant ?? "none"}, {request.Application ?? "none"}"),
            Element("td", result.Route),
            Element("td", Element("span", Class($"badge {kind}"), outcome)),
            Element("td", result.Attempts.Count == 0 ? Element("span", Class("note"), "none") : result.Attempts.Select(Attempt)),
            Element("td", Class("note"), Decisions(request)),
            Element("td", Class("number"), result.Attempts.Count == 0 ? "" : Durations.Text(result.Duration.TotalSeconds)),
            Element("td", Class("number"), result.Attempts.Count == 0 ? "" : result.UsageStatus is UsageStatus.Unpriced ? "no price" : Cents(result.Cost)));
    }

    private static XElement Attempt(GatewayAttempt attempt) => Div(attempt.Failure is null ? "attempt" : "attempt note",
        attempt.Failure is { } failure ? $"✗ {attempt.Target}: {failure}" : $"✓ {attempt.Target}");

    private static string Decisions(RecentRequest request)
    {
        var policies = request.Result.Decisions.Select(decision => $"{decision.Policy} ({decision.Verdict}): {decision.ReasonCode}");
        var redactions = request.Result.Redactions.Select(entity => $"{entity.Value} × {entity.Key}");

        // A policy that refuses has said why itself.
        var reason = request.Reason is { } known && request.Result.Decisions.Count == 0 ? known : null;
        return string.Join("; ", new[] { reason }.OfType<string>().Concat(policies).Concat(redactions));
    }

    private static string Cents(decimal usd) => string.Create(CultureInfo.InvariantCulture, $"${usd:N4}");
}
