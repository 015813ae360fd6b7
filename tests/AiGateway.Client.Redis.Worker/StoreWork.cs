using System.Collections.Concurrent;
using AiGateway.Client.Context;
using AiGateway.Client.Quotas;
using StackExchange.Redis;

namespace AiGateway.Client.Redis.Worker;

/// <summary>Reservations of a limit on tokens, 100 of 5,000 each, or of one of 50 slots, which are held until they are to be settled.</summary>
internal sealed class StoreWork : IWork
{
    private const int Calls = 250;
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(5);

    private readonly ConnectionMultiplexer _connection;
    private readonly RedisQuotaStore _store;
    private readonly QuotaRule _rule;
    private readonly long _amount;
    private readonly ConcurrentQueue<QuotaLease> _held = new();

    public StoreWork(string connectionString, string prefix, string unit)
    {
        var timeout = TimeSpan.FromSeconds(30);
        _connection = ConnectionMultiplexer.Connect(connectionString);
        _store = new RedisQuotaStore(_connection, new RedisQuotaOptions { KeyPrefix = prefix, ReserveTimeout = timeout, SettleTimeout = timeout });
        (_rule, _amount) = unit == "tokens"
            ? (new QuotaRule("shared", "shared", LimitUnit.Tokens, QuotaWindow.Sliding(TimeSpan.FromDays(1)), 5000), 100L)
            : (new QuotaRule("shared", "shared", LimitUnit.Concurrency, QuotaWindow.Always, 50), 1L);
    }

    public Task<string> DoAsync(string command)
    {
        var words = command.Split(' ');
        return words[0] switch
        {
            "reserve" => ReserveAsync(),
            _ => SettleAsync(words.Length > 1 ? int.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture) : int.MaxValue),
        };
    }

    public void Dispose() => _connection.Dispose();

    private async Task<string> ReserveAsync()
    {
        var granted = await Task.WhenAll(Enumerable.Range(0, Calls).Select(_ => Task.Run(TakeAsync)));
        return $"granted {granted.Count(static taken => taken)}";
    }

    private async Task<bool> TakeAsync()
    {
        var lease = new QuotaLease(new QuotaCharge(_rule, "", _amount));
        if (!(await _store.ReserveAsync(lease, Lifetime)).Granted)
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
            await _store.SettleAsync(lease, new QuotaAmounts(1, _amount, 0));
            settled++;
        }

        return $"settled {settled}";
    }
}
