using System.Globalization;
using AiGateway.Client.Budgets;
using AiGateway.Client.Configuration;
using AiGateway.Client.Pipeline;
using AiGateway.Client.RateLimiting;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Redis.Worker;

/// <summary>Calls of $0.10 each against a budget of $5.00, or each with one of 50 slots; half of them streamed, over a simulated provider.</summary>
internal sealed class GatewayWork : IWork
{
    private const int Calls = 250;

    private readonly SemaphoreSlim _permits = new(0);
    private readonly SemaphoreSlim _answered = new(0);
    private readonly ServiceProvider _services;
    private readonly IChatClient _client;
    private TaskCompletionSource _decided = new();
    private int _undecided;
    private int _held;

    public GatewayWork(string connectionString, string prefix, string mode)
    {
        var services = new ServiceCollection();
        services.AddAiGateway(options => Configure(options, mode)).AddSimulated()
            .AddDecorator(GatewayStage.Routing, (inner, _) => new HoldingChatClient(inner, () => Decide(held: true), _permits))
            .AddRedisQuotas(options =>
            {
                options.ConnectionString = connectionString;
                options.KeyPrefix = prefix;
                options.ReserveTimeout = options.SettleTimeout = TimeSpan.FromSeconds(30);
            });
        _services = services.BuildServiceProvider();
        _client = _services.GetRequiredService<IChatClient>();
    }

    public Task<string> DoAsync(string command)
    {
        var words = command.Split(' ');
        return words[0] == "ask" ? AskAsync() : ReleaseAsync(int.Parse(words[1], CultureInfo.InvariantCulture));
    }

    public void Dispose() => _services.Dispose();

    private static void Configure(AiGatewayOptions options, string mode)
    {
        options.Providers["simulated"] = new Testing.SimulatedProviderOptions { Type = "Simulated", Answer = "Well, well, well." };
        options.Routes["chat"] = new() { Targets = { ["main"] = new() { Provider = "simulated", Model = "m" } } };
        options.Prices["flat"] = new() { Model = "m", Input = 0, Output = 0, PerRequest = 0.1m };
        options.QuotaLeaseTime = WorkerLeases.Time;
        if (mode == "budget")
        {
            options.Budgets["shared"] = new() { Amount = 5, Period = Quotas.CalendarPeriod.Year };
        }
        else
        {
            options.RateLimits["shared"] = new() { Concurrency = 50 };
        }
    }

    // Makes all calls at once. It ends when each has been let through, and is held under way, or refused.
    private async Task<string> AskAsync()
    {
        _decided = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _undecided = Calls;
        _held = 0;
        for (var i = 0; i < Calls; i++)
        {
            var streamed = i % 2 == 1;
            _ = Task.Run(() => CallAsync(streamed));
        }

        await _decided.Task;
        return $"held {_held}";
    }

    // Lets some go; it ends when they have been answered, and with that counted.
    private async Task<string> ReleaseAsync(int count)
    {
        if (count > 0)
        {
            _permits.Release(count);
        }

        for (var i = 0; i < count; i++)
        {
            await _answered.WaitAsync();
        }

        return $"answered {count}";
    }

    private async Task CallAsync(bool streamed)
    {
        try
        {
            var response = streamed ? await _client.GetStreamingResponseAsync("Hi").ToChatResponseAsync() : await _client.GetResponseAsync("Hi");
            _answered.Release(response.Text.Length > 0 ? 1 : 0);
        }
        catch (Exception exception) when (exception is BudgetExceededException or RateLimitExceededException)
        {
            Decide(held: false);
        }
        catch (Exception exception)
        {
            _decided.TrySetException(exception);
        }
    }

    private void Decide(bool held)
    {
        if (held)
        {
            Interlocked.Increment(ref _held);
        }

        if (Interlocked.Decrement(ref _undecided) == 0)
        {
            _decided.SetResult();
        }
    }
}
