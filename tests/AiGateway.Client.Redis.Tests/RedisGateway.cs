using System.Diagnostics.Metrics;
using AiGateway.Client.Configuration;
using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;
using AiGateway.Client.Quotas;
using AiGateway.Client.Telemetry;
using AiGateway.Client.Tests;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AiGateway.Client.Redis.Tests;

/// <summary>A gateway over a simulated provider that counts in Redis. A call costs $0.10.</summary>
internal sealed class RedisGateway : IAsyncDisposable
{
    public const string Answered = "Well.";
    public const long Price = 100_000_000;

    private readonly ServiceProvider _services;
    private readonly QuotaRule _budget;
    private readonly IChatClient _client;
    private int _requests;

    public RedisGateway(string connectionString, Action<AiGatewayOptions> configure, TimeSpan? timeout = null, decimal budget = 5)
    {
        _budget = new QuotaRule("budget/B/Everybody", "b", LimitUnit.Usd, QuotaWindow.Calendar(CalendarPeriod.Year), (long)(budget * 1_000_000_000));
        var services = new ServiceCollection().AddSingleton<IMeterFactory>(Metrics);
        services.AddLogging(logging => logging.AddProvider(Log));
        services.AddAiGateway(options =>
        {
            options.Providers["simulated"] = new Testing.SimulatedProviderOptions { Type = "Simulated", Answer = Answered, Latency = TimeSpan.FromMilliseconds(5) };
            options.Routes["chat"] = new() { Targets = { ["main"] = new() { Provider = "simulated", Model = "m" } } };
            options.Prices["flat"] = new() { Model = "m", Input = 0, Output = 0, PerRequest = 0.1m };
            configure(options);
        }).AddSimulated().AddRedisQuotas(options =>
        {
            options.ConnectionString = connectionString;
            options.ReserveTimeout = options.SettleTimeout = timeout ?? TimeSpan.FromSeconds(5);
        });
        _services = services.BuildServiceProvider();
        _client = _services.GetRequiredService<IChatClient>();
    }

    public RecordingLogger Log { get; } = new();

    public RedisMetrics Metrics { get; } = new();

    public IQuotaStore Store => _services.GetRequiredService<IQuotaStore>();

    public static RedisGateway WithBudget(string connectionString, decimal amount = 5, TimeSpan? timeout = null) =>
        new(connectionString, options => options.Budgets["b"] = new() { Amount = amount, Period = CalendarPeriod.Year }, timeout, amount);

    public static RedisGateway WithRate(string connectionString, TimeSpan? timeout = null) =>
        new(connectionString, options => options.RateLimits["r"] = new() { Requests = 1_000_000, Concurrency = 100_000 }, timeout);

    /// <summary>Asks once; tells the answer, or how it was refused.</summary>
    public async Task<string> TryAsync(bool streamed)
    {
        try
        {
            var response = streamed ? await _client.GetStreamingResponseAsync("Hi").ToChatResponseAsync() : await _client.GetResponseAsync("Hi");
            return response.Text;
        }
        catch (GatewayRejectedException exception)
        {
            return exception.ReasonCode;
        }
        finally
        {
            Interlocked.Increment(ref _requests);
        }
    }

    /// <summary>Asks over and over, eight at once, until it is told to stop.</summary>
    public async Task<List<string>> LoadAsync(bool streamed, CancellationToken stop)
    {
        var loops = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => LoopAsync(streamed, stop))));
        return [.. loops.SelectMany(static answers => answers)];
    }

    /// <summary>Waits until so many more requests have ended.</summary>
    public Task GrowsAsync(int by)
    {
        var goal = Volatile.Read(ref _requests) + by;
        return Levels.EventuallyAsync(() => Task.FromResult(Volatile.Read(ref _requests) >= goal), "requests end");
    }

    public Task OutageAsync(int number = 1) => Levels.EventuallyAsync(() => Task.FromResult(Count(8000) >= number), "the outage begins");

    public Task EndsAsync(int number = 1) => Levels.EventuallyAsync(() => Task.FromResult(Count(8001) >= number), "the outage ends");

    public int Count(int eventId) => Log.Entries.Count(entry => entry.Id.Id == eventId);

    public string Text(int eventId) => Log.Entries.Last(entry => entry.Id.Id == eventId).Text;

    public async Task<QuotaUsage> UsageAsync() => await Store.GetUsageAsync(_budget, "");

    /// <summary>Each answer is counted once and nothing stays reserved, once replies that came too late have been dealt with.</summary>
    public async Task CountsAsync(int answers)
    {
        var expected = new QuotaUsage(answers * Price, 0, _budget.Limit - (answers * Price));
        await Levels.EventuallyAsync(async () => await UsageAsync() == expected, $"{answers} answers are counted");
        var more = await TryAsync(streamed: false) == Answered ? Price : 0;
        await Levels.EventuallyAsync(async () => await UsageAsync() is { Reserved: 0 }, "nothing stays reserved");
        Assert.That((await UsageAsync()).Spent, Is.EqualTo(expected.Spent + more), "and counted once");
    }

    /// <summary>So many outages were told of, once each by log and metric, and nothing was lost.</summary>
    public async Task AssertReportedAsync(int outages)
    {
        Assert.That((Count(8000), Count(8001)), Is.EqualTo((outages, outages)));
        Assert.That((Metrics.Of(GatewayTelemetry.QuotaStoreOutages), Metrics.Of(GatewayTelemetry.QuotaStoreDown)), Is.EqualTo(((double)outages, 0.0)));
        Assert.That(Metrics.Of(GatewayTelemetry.QuotaStoreDecisions), outages > 0 ? Is.Positive : Is.Zero);
        await Levels.EventuallyAsync(() => Task.FromResult(Settlements("replayed") == Settlements("deferred")), "what was put off is counted");
        Assert.That(Settlements("dropped"), Is.Zero);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Metrics.Dispose();
    }

    private double Settlements(string outcome) => Metrics.Of(GatewayTelemetry.QuotaStoreSettlements, outcome);

    private async Task<List<string>> LoopAsync(bool streamed, CancellationToken stop)
    {
        List<string> answers = [];
        while (!stop.IsCancellationRequested)
        {
            answers.Add(await TryAsync(streamed));
            if (answers[^1] != Answered)
            {
                // A refusal costs nothing; without a pause there would be hundreds of thousands.
                await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, CancellationToken.None);
            }
        }

        return answers;
    }
}
