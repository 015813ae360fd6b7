using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;
using CostReport.Traffic;
using Microsoft.Extensions.AI;

namespace Dashboard.Traffic;

/// <summary>Asks the gateway what a company asks, a few times a second, while the application runs.</summary>
internal sealed class TrafficGenerator(IChatClient chat, History history, Questions questions, IConfiguration configuration, TimeProvider time) : BackgroundService
{
    private readonly Random _random = new(11);
    private readonly HashSet<Task> _running = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await history.FillAsync(stoppingToken);
        var perSecond = configuration.GetValue("Dashboard:RequestsPerSecond", 2.0);
        while (perSecond > 0)
        {
            await Task.Delay(TimeSpan.FromSeconds(2 * _random.NextDouble() / perSecond), time, stoppingToken);
            _running.RemoveWhere(task => task.IsCompleted);
            _running.Add(AskAsync(stoppingToken));
        }
    }

    /// <summary>Asks one question. Everything that is left to chance is decided before the first wait, so that every run asks the same.</summary>
    internal Task AskAsync(CancellationToken cancellationToken)
    {
        var team = Pick();
        var options = new GatewayChatOptions
        {
            Route = team.Route,
            Caller = new GatewayCaller { Tenant = team.Tenant, User = $"user-{_random.Next(team.Users)}", Application = team.App },
        };
        return AskAsync(questions.Next(_random), options, streamed: _random.Next(4) > 0, cancellationToken);
    }

    private async Task AskAsync(string question, GatewayChatOptions options, bool streamed, CancellationToken cancellationToken)
    {
        try
        {
            if (!streamed)
            {
                await chat.GetResponseAsync(question, options, cancellationToken);
                return;
            }

            await foreach (var _ in chat.GetStreamingResponseAsync(question, options, cancellationToken))
            {
                // The page shows what answers cost and how long they take, and not what they say.
            }
        }
        catch (Exception exception) when (exception is AiGatewayException or OperationCanceledException)
        {
            // Failures and refusals are what the page is for.
        }
    }

    private Team Pick()
    {
        var point = _random.Next(Team.All.Sum(team => team.Weight));
        return Team.All.First(team => (point -= team.Weight) < 0);
    }
}
