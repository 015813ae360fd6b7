using AiGateway.Client.Context;
using AiGateway.Client.Quotas;
using AiGateway.Client.Redis;
using AiGateway.Client.Tests.Redis;
using BenchmarkDotNet.Attributes;
using StackExchange.Redis;

namespace AiGateway.Client.Benchmarks;

/// <summary>What limits in Redis cost, on a server of their own on loopback: reserving and settling four levels beside two pings and two scripts that do next to nothing, over the same connection.</summary>
[MemoryDiagnoser]
public class RedisQuotaBenchmarks
{
    private const int Batch = 1000;
    private const int Concurrency = 64;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private readonly RedisKey[] _key = ["bare"];
    private byte[] _script = [];
    private RedisServer? _server;
    private ConnectionMultiplexer _connection = null!;
    private IDatabase _database = null!;
    private RedisQuotaStore _store = null!;
    private QuotaLease _lease = null!;

    [GlobalSetup]
    public async Task SetupAsync()
    {
        _server = RedisServer.Path is null ? throw new InvalidOperationException("redis-server is not installed.") : await RedisServer.StartAsync();
        _connection = await ConnectionMultiplexer.ConnectAsync(_server.ConnectionString);
        _database = _connection.GetDatabase();
        _script = Convert.FromHexString((await _database.ExecuteAsync("SCRIPT", "LOAD", "return redis.call('INCR', KEYS[1])")).ToString());
        var timeout = TimeSpan.FromSeconds(30);
        _store = new RedisQuotaStore(_connection, new RedisQuotaOptions { ReserveTimeout = timeout, SettleTimeout = timeout });
        _lease = CreateLease();
    }

    [GlobalCleanup]
    public async Task CleanupAsync()
    {
        if (_server is not null)
        {
            await _connection.DisposeAsync();
            await _server.DisposeAsync();
        }
    }

    [Benchmark]
    public async Task<TimeSpan> Bare_TwoPings() => await _database.PingAsync() + await _database.PingAsync();

    [Benchmark(Baseline = true)]
    public Task<long> Bare_TwoScripts() => TwoScriptsAsync();

    [Benchmark]
    public Task<bool> Store_ReserveAndSettleFourLevels() => RoundAsync(_lease);

    [Benchmark(OperationsPerInvoke = Batch)]
    public Task Bare_TwoScripts_Concurrent() => ConcurrentlyAsync(TwoScriptsAsync);

    [Benchmark(OperationsPerInvoke = Batch)]
    public Task Store_ReserveAndSettleFourLevels_Concurrent() => ConcurrentlyAsync(() => RoundAsync(CreateLease()));

    private static QuotaLease CreateLease() => new(
        Level("user", "u-17", LimitUnit.Requests, QuotaWindow.Sliding(TimeSpan.FromMinutes(1))), Level("app", "helpdesk", LimitUnit.Tokens, QuotaWindow.Sliding(TimeSpan.FromMinutes(1))),
        Level("tenant", "acme", LimitUnit.Usd, QuotaWindow.Calendar(CalendarPeriod.Month)), Level("all", "", LimitUnit.Usd, QuotaWindow.Calendar(CalendarPeriod.Month)));

    private static QuotaCharge Level(string name, string partition, LimitUnit unit, QuotaWindow window) =>
        new(new QuotaRule(name, name, unit, window, 1_000_000_000_000_000), partition, 100);

    private static Task ConcurrentlyAsync(Func<Task> run) => Task.WhenAll(Enumerable.Range(0, Concurrency).Select(worker => Task.Run(async () =>
    {
        for (var i = worker; i < Batch; i += Concurrency)
        {
            await run();
        }
    })));

    private async Task<long> TwoScriptsAsync() =>
        (long)await _database.ScriptEvaluateAsync(_script, _key) + (long)await _database.ScriptEvaluateAsync(_script, _key);

    private async Task<bool> RoundAsync(QuotaLease lease)
    {
        var reserved = await _store.ReserveAsync(lease, Lifetime);
        return await _store.SettleAsync(lease, new QuotaAmounts(1, 100, 1_000)) && reserved.Granted;
    }
}
