using AiGateway.Client.Context;
using AiGateway.Client.Metering;
using AiGateway.Client.Pipeline;
using AiGateway.Client.Sql;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CostReport.Traffic;

/// <summary>Asks the gateway what a company asks in a month, and moves the clock from one request to the next. Every run is the same.</summary>
internal sealed class Workload(IServiceProvider services, FakeTimeProvider clock)
{
    private const int OnWorkingDays = 420;
    private const int OnWeekends = 60;
    private const double CachedShare = 0.14;
    private const double LeftShare = 0.01;

    private readonly Random _random = new(2026);
    private readonly IChatClient _chat = services.GetRequiredService<IChatClient>();
    private readonly SqlLedger _ledger = services.GetRequiredService<SqlLedger>();
    private readonly Dictionary<Team, GatewayResult> _answers = [];
    private readonly string _text = string.Concat(Enumerable.Repeat("The insured reported water damage in the basement. ", 10_000));

    public async Task RunUntilAsync(DateTimeOffset end)
    {
        for (var day = clock.GetUtcNow(); day < end; day = day.AddDays(1))
        {
            foreach (var moment in MomentsOf(day).Where(moment => moment < end))
            {
                clock.SetUtcNow(moment);
                await AskAsync(Pick());
            }
        }

        clock.SetUtcNow(end);
    }

    private IEnumerable<DateTimeOffset> MomentsOf(DateTimeOffset day)
    {
        var usual = day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? OnWeekends : OnWorkingDays;
        var count = (int)(usual * (0.85 + (0.3 * _random.NextDouble())));

        // Two of three fall around noon.
        return [.. Enumerable.Range(0, count).Select(_ => day.AddHours(6 + (5 * (_random.NextDouble() + _random.NextDouble() + (0.6 * _random.NextDouble()))))).Order()];
    }

    private Team Pick()
    {
        var point = _random.Next(Team.All.Sum(team => team.Weight));
        return Team.All.First(team => (point -= team.Weight) < 0);
    }

    private async Task AskAsync(Team team)
    {
        // Few ask much, many ask little.
        var user = (int)(team.Users * Math.Pow(_random.NextDouble(), 2.2));
        var caller = new GatewayCaller { Tenant = team.Tenant, User = $"{team.Tenant[..2].ToLowerInvariant()}-{1001 + user}", Application = team.App };
        if (_random.NextDouble() < CachedShare && _answers.TryGetValue(team, out var answer))
        {
            RecordHit(team, caller, answer);
            return;
        }

        var options = new GatewayChatOptions
        {
            Route = team.Route,
            Caller = caller,
            Tags = new Dictionary<string, string> { ["environment"] = "production" },
            OnCompleted = result => Remember(team, result),
        };
        await AskAsync(_text[.._random.Next(team.FewestCharacters, team.MostCharacters)], options, _random.NextDouble() < LeftShare);
    }

    // Most read the whole answer; some leave a stream.
    private async Task AskAsync(string prompt, GatewayChatOptions options, bool leaves)
    {
        try
        {
            await foreach (var update in _chat.GetStreamingResponseAsync(prompt, options))
            {
                if (leaves && update.Text.Length > 0)
                {
                    break;
                }
            }
        }
        catch (AiGatewayException)
        {
            // It costs what it costs: that is what the report is about.
        }
    }

    private void Remember(Team team, GatewayResult result)
    {
        if (result.Outcome is GatewayOutcome.Succeeded)
        {
            _answers[team] = result;
        }
    }

    // What a cache reports: nothing spent, and what the answer would have cost.
    private void RecordHit(Team team, GatewayCaller caller, GatewayResult answer) => _ledger.Record(new UsageRecord
    {
        Time = clock.GetUtcNow(),
        Route = team.Route,
        Caller = caller,
        Provider = answer.Provider ?? "",
        Model = answer.Model ?? "",
        Status = UsageStatus.CacheHit,
        SavedCost = answer.Cost,
    });
}
