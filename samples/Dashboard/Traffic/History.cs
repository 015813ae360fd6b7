using AiGateway.Client;
using AiGateway.Client.Context;
using AiGateway.Client.Metering;
using AiGateway.Client.Routing;
using AiGateway.Client.Sql;
using CostReport.Traffic;

namespace Dashboard.Traffic;

/// <summary>Fills the ledger with the days before the start, so that there is something to see. These figures are invented.</summary>
internal sealed class History(IAiGateway gateway, SqlLedger ledger, TimeProvider time)
{
    private const int Days = 35;
    private const int OnWorkingDays = 90;
    private const int OnWeekends = 15;
    private const double CachedShare = 0.14;
    private const string UnpricedRoute = "drafts";

    private readonly Random _random = new(2026);
    private readonly Dictionary<string, PlannedTarget> _targets = [];

    public async Task FillAsync(CancellationToken cancellationToken)
    {
        foreach (var route in Team.All.Select(team => team.Route).Distinct())
        {
            _targets[route] = (await gateway.ExplainAsync([], new GatewayChatOptions { Route = route }, cancellationToken)).Targets[0];
        }

        var now = time.GetUtcNow();
        var first = new DateTimeOffset(now.UtcDateTime.Date.AddDays(-Days), TimeSpan.Zero);
        for (var day = first; day < now; day = day.AddDays(1))
        {
            Fill(day, now);
            await ledger.FlushAsync(cancellationToken);
        }
    }

    private void Fill(DateTimeOffset day, DateTimeOffset now)
    {
        var count = day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? OnWeekends : OnWorkingDays;
        for (var i = 0; i < count; i++)
        {
            var moment = day.AddHours(7 + (10 * _random.NextDouble()));
            var record = Create(Team.All[_random.Next(Team.All.Length)], moment);
            if (moment < now)
            {
                ledger.Record(record);
            }
        }
    }

    private UsageRecord Create(Team team, DateTimeOffset moment)
    {
        var target = _targets[team.Route];
        var cost = decimal.Round((decimal)(0.05 + (0.35 * _random.NextDouble() * team.Weight / 10)), 6);
        var unpriced = team.Route == UnpricedRoute;
        var cached = !unpriced && _random.NextDouble() < CachedShare;
        return new UsageRecord
        {
            Time = moment,
            Route = team.Route,
            Target = target.Target,
            Provider = target.Provider,
            Model = target.Model,
            Caller = new GatewayCaller { Tenant = team.Tenant, Application = team.App },
            Usage = cached ? default : new TokenUsage { Input = _random.Next(8_000, 90_000), Output = _random.Next(200, 2_000) },
            Status = cached ? UsageStatus.CacheHit : unpriced ? UsageStatus.Unpriced : UsageStatus.Exact,
            Cost = cached || unpriced ? 0 : cost,
            SavedCost = cached ? cost : 0,
        };
    }
}
