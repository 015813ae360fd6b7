using AiGateway.Client.Configuration;
using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;
using AiGateway.Client.Quotas;
using AiGateway.Client.Tests;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AiGateway.Client.Redis.Tests;

/// <summary>A gateway over a simulated provider that counts in Redis. A call costs $0.10.</summary>
internal sealed class RedisGateway : IAsyncDisposable
{
    public static readonly QuotaRule Budget = new("budget/B/Everybody", "b", LimitUnit.Usd, QuotaWindow.Calendar(CalendarPeriod.Year), 5_000_000_000);

    private readonly ServiceProvider _services;

    public RedisGateway(string connectionString, Action<AiGatewayOptions> configure, TimeSpan? timeout = null)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log));
        services.AddAiGateway(options =>
        {
            options.Providers["simulated"] = new Testing.SimulatedProviderOptions { Type = "Simulated", Answer = "Well.", Latency = TimeSpan.FromMilliseconds(5) };
            options.Routes["chat"] = new() { Targets = { ["main"] = new() { Provider = "simulated", Model = "m" } } };
            options.Prices["flat"] = new() { Model = "m", Input = 0, Output = 0, PerRequest = 0.1m };
            configure(options);
        }).AddSimulated().AddRedisQuotas(options =>
        {
            options.ConnectionString = connectionString;
            options.ReserveTimeout = options.SettleTimeout = timeout ?? TimeSpan.FromSeconds(5);
        });
        _services = services.BuildServiceProvider();
        Client = _services.GetRequiredService<IChatClient>();
    }

    public RecordingLogger Log { get; } = new();

    public IChatClient Client { get; }

    public IQuotaStore Store => _services.GetRequiredService<IQuotaStore>();

    public static void WithBudget(AiGatewayOptions options) => options.Budgets["b"] = new() { Amount = 5, Period = CalendarPeriod.Year };

    public static void WithRate(AiGatewayOptions options) => options.RateLimits["r"] = new() { Requests = 1_000_000, Concurrency = 100_000 };

    public Task<ChatResponse> AskAsync(bool streamed) => streamed
        ? Client.GetStreamingResponseAsync("Hi").ToChatResponseAsync()
        : Client.GetResponseAsync("Hi");

    /// <summary>Asks once; tells whether it was answered, or how it was refused.</summary>
    public async Task<string> TryAsync(bool streamed)
    {
        try
        {
            return (await AskAsync(streamed)).Text;
        }
        catch (GatewayRejectedException exception)
        {
            return exception.ReasonCode;
        }
    }

    public int Count(int eventId) => Log.Entries.Count(entry => entry.Id.Id == eventId);

    public Task EndsAsync(int outages = 1) => Levels.EventuallyAsync(() => Task.FromResult(Count(8001) >= outages), "the outage ends");

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
