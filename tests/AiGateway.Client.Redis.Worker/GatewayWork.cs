using AiGateway.Client.Budgets;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Redis.Worker;

/// <summary>Calls of $0.10 each against a budget of $5.00, half of them streamed, over a simulated provider.</summary>
internal sealed class GatewayWork : IWork
{
    private const int Calls = 250;

    private readonly ServiceProvider _services;
    private readonly IChatClient _client;
    private int _left = Calls;

    public GatewayWork(string connectionString, string prefix)
    {
        var services = new ServiceCollection();
        services.AddAiGateway(options =>
        {
            options.Providers["simulated"] = new Testing.SimulatedProviderOptions { Type = "Simulated", Latency = TimeSpan.FromMilliseconds(200), ChunkDelay = TimeSpan.FromMilliseconds(400) };
            options.Routes["chat"] = new() { Targets = { ["main"] = new() { Provider = "simulated", Model = "m" } } };
            options.Prices["flat"] = new() { Model = "m", Input = 0, Output = 0, PerRequest = 0.1m };
            options.Budgets["shared"] = new() { Amount = 5, Period = Quotas.CalendarPeriod.Year };
            options.QuotaLeaseTime = TimeSpan.FromSeconds(15);
        }).AddSimulated().AddRedisQuotas(options =>
        {
            options.ConnectionString = connectionString;
            options.KeyPrefix = prefix;
            options.ReserveTimeout = options.SettleTimeout = TimeSpan.FromSeconds(30);
        });
        _services = services.BuildServiceProvider();
        _client = _services.GetRequiredService<IChatClient>();
    }

    /// <summary>Makes every call at once that has not been answered yet. Each answer is told as it comes.</summary>
    public async Task<string> DoAsync(string command)
    {
        var answered = await Task.WhenAll(Enumerable.Range(0, _left).Select(number => Task.Run(() => AskAsync(streamed: number % 2 == 1))));
        var count = answered.Count(static answer => answer);
        _left -= count;
        return $"answered {count}";
    }

    public void Dispose() => _services.Dispose();

    private async Task<bool> AskAsync(bool streamed)
    {
        try
        {
            if (streamed)
            {
                await ReadAsync();
            }
            else
            {
                await _client.GetResponseAsync("Hi");
            }
        }
        catch (BudgetExceededException)
        {
            return false;
        }

        Console.WriteLine(streamed ? "end" : "plain");
        return true;
    }

    private async Task ReadAsync()
    {
        var begun = false;
        await foreach (var _ in _client.GetStreamingResponseAsync("Hi"))
        {
            if (!begun)
            {
                Console.WriteLine("begin");
                begun = true;
            }
        }
    }
}
