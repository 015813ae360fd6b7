using AiGateway.Client;
using AiGateway.Client.Context;
using AiGateway.Client.Routing;
using AiGateway.Client.Sql;
using AiGateway.Client.Sql.Reports;
using Dashboard.Live;

namespace Dashboard;

/// <summary>Reads the page's figures from the gateway, its metrics and its ledger.</summary>
internal sealed class ViewReader(IAiGateway gateway, LiveFigures live, RequestLog log, SqlLedger ledger, ICostLedger costs, TimeProvider time)
{
    public async Task<DashboardView> ReadAsync(CancellationToken cancellationToken = default)
    {
        // What has ended is written first, so that the page does not lag behind its own figures.
        await ledger.FlushAsync(cancellationToken);
        var now = time.GetUtcNow();
        return new DashboardView
        {
            Now = now,
            ConfigurationVersion = gateway.ConfigurationVersion,
            Live = live.Read(),
            Recent = log.Read(),
            Costs = await CostView.ReadAsync(costs, now, cancellationToken),
            Targets = [.. gateway.Health.OrderBy(target => target.Provider, StringComparer.Ordinal).ThenBy(target => target.Model, StringComparer.Ordinal)],
            Plans = await PlanAsync(cancellationToken),
        };
    }

    private async Task<IReadOnlyList<PlanView>> PlanAsync(CancellationToken cancellationToken)
    {
        List<PlanView> plans = [];
        foreach (var route in gateway.Routes.Order(StringComparer.Ordinal))
        {
            plans.Add(await PlanAsync(route, cancellationToken));
        }

        return plans;
    }

    private async Task<PlanView> PlanAsync(string route, CancellationToken cancellationToken)
    {
        try
        {
            var plan = await gateway.ExplainAsync([], new GatewayChatOptions { Route = route }, cancellationToken);
            return new PlanView(route, plan.Policy, [.. plan.Targets, .. plan.Excluded]);
        }
        catch (NoEligibleTargetException none)
        {
            return new PlanView(route, "", none.Targets);
        }
    }
}
