using System.Collections.Concurrent;
using System.Globalization;
using AiGateway.Client.Context;
using AiGateway.Client.Quotas;
using StackExchange.Redis;

namespace AiGateway.Client.Redis.Worker;

/// <summary>Reservations of 100 tokens each of a limit of 5,000, which are held until they are to be settled.</summary>
internal sealed class StoreWork : IWork
{
    private const int Calls = 250;
    private const long Amount = 100;
    private static readonly QuotaRule Rule = new("shared", "shared", LimitUnit.Tokens, QuotaWindow.Sliding(TimeSpan.FromDays(1)), 5000);

    private readonly ConnectionMultiplexer _connection;
    private readonly RedisQuotaStore _store;
    private readonly ConcurrentQueue<QuotaLease> _held = new();

    public StoreWork(string connectionString, string prefix)
    {
        var timeout = TimeSpan.FromSeconds(30);
        _connection = ConnectionMultiplexer.Connect(connectionString);
        _store = new RedisQuotaStore(_connection, new RedisQuotaOptions { KeyPrefix = prefix, ReserveTimeout = timeout, SettleTimeout = timeout });
    }

    public Task<string> DoAsync(string command)
    {
        var words = command.Split(' ');
        return words[0] == "ask" ? ReserveAsync() : SettleAsync(int.Parse(words[1], CultureInfo.InvariantCulture));
    }

    public void Dispose() => _connection.Dispose();

    private async Task<string> ReserveAsync()
    {
        var granted = await Task.WhenAll(Enumerable.Range(0, Calls).Select(_ => Task.Run(TakeAsync)));
        return $"held {granted.Count(static taken => taken)}";
    }

    private async Task<bool> TakeAsync()
    {
        var lease = new QuotaLease(new QuotaCharge(Rule, "", Amount));
        if (!(await _store.ReserveAsync(lease, WorkerLeases.Time)).Granted)
        {
            return false;
        }

        _held.Enqueue(lease);
        return true;
    }

    private async Task<string> SettleAsync(int most)
    {
        var settled = 0;
        while (settled < most && _held.TryDequeue(out var lease))
        {
            settled += await _store.SettleAsync(lease, new QuotaAmounts(1, Amount, 0)) ? 1 : 0;
        }

        return $"settled {settled}";
    }
}
