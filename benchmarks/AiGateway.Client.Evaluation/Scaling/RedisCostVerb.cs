using AiGateway.Client.Context;
using AiGateway.Client.Quotas;
using AiGateway.Client.Redis;
using StackExchange.Redis;

namespace AiGateway.Client.Evaluation.Scaling;

/// <summary>Measures what a reservation and a settlement ask of a Redis server, as the server itself counts it: processor, bytes, memory. The server must be empty and unused.</summary>
internal static class RedisCostVerb
{
    private const int Requests = 5000;
    private const int AtOnce = 50;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task RunAsync(VerbArguments arguments)
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync(arguments.Required("server") + ",allowAdmin=true");
        var server = connection.GetServers()[0];
        if (await server.DatabaseSizeAsync() > 0) throw new BadInputException("The server has keys. Start one for this measurement.");
        await using var store = new RedisQuotaStore(connection, new RedisQuotaOptions { ReserveTimeout = Patience, SettleTimeout = Patience });

        // Scripts are known, and the server's code is warm, before it counts.
        await MeasureAsync(server, store, 1);
        List<object> rows = [];
        foreach (var levels in new[] { 1, 2, 4 })
        {
            rows.Add(await MeasureAsync(server, store, levels));
        }

        await Console.Out.WriteLineAsync(Output.ToJson(new { Requests, Redis = server.Version.ToString(), Levels = rows }));
    }

    private static async Task<object> MeasureAsync(IServer server, RedisQuotaStore store, int levels)
    {
        var leases = Enumerable.Range(0, Requests).Select(number => Lease(levels, number)).ToArray();
        var start = await RedisCounts.ReadAsync(server);
        await EachAsync(leases, async lease => await store.ReserveAsync(lease, TimeSpan.FromMinutes(10)));
        var reserved = await RedisCounts.ReadAsync(server);
        await EachAsync(leases, async lease => await store.SettleAsync(lease, new QuotaAmounts(1, 100, 1000)));
        var settled = await RedisCounts.ReadAsync(server);
        return new { Levels = levels, Reserve = reserved.Since(start, Requests), Settle = settled.Since(reserved, Requests) };
    }

    private static async Task EachAsync(QuotaLease[] leases, Func<QuotaLease, Task> run)
    {
        foreach (var chunk in leases.Chunk(AtOnce))
        {
            await Task.WhenAll(chunk.Select(run));
        }
    }

    // As a gateway has them: by user, by application, by tenant, for all.
    private static QuotaLease Lease(int levels, int number)
    {
        QuotaCharge[] all =
        [
            Level("tenant-month", $"tenant-{number % 20}", LimitUnit.Usd, QuotaWindow.Calendar(CalendarPeriod.Month)),
            Level("per-user", $"user-{number % 500}", LimitUnit.Requests, QuotaWindow.Sliding(TimeSpan.FromMinutes(1))),
            Level("per-app", $"app-{number % 5}", LimitUnit.Tokens, QuotaWindow.Sliding(TimeSpan.FromMinutes(1))),
            Level("all", "", LimitUnit.Usd, QuotaWindow.Calendar(CalendarPeriod.Month)),
        ];
        return new QuotaLease(all[..levels]);
    }

    private static QuotaCharge Level(string name, string partition, LimitUnit unit, QuotaWindow window) =>
        new(new QuotaRule(name, name, unit, window, 1_000_000_000_000), partition, 100);
}
