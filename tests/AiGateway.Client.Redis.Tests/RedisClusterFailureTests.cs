using AiGateway.Client.Quotas;

namespace AiGateway.Client.Redis.Tests;

/// <summary>A node of a cluster goes away.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class RedisClusterFailureTests
{
    [Test]
    public async Task Node_Killed_IsAnOutageForWhatItHoldsAndForNothingElse()
    {
        Redis.RequireInstalled();
        await using var cluster = await RedisCluster.StartAsync();
        var rule = Levels.Yearly("y", 1000);
        var prefixes = Enumerable.Range(0, 3).Select(node => Enumerable.Range(0, 1000).Select(number => $"node-{number}")
            .First(prefix => cluster.Connection.HashSlot($"{{{prefix}}}:y") / 5461 == node)).ToList();
        var stores = prefixes.ConvertAll(prefix => new RedisQuotaStore(
            cluster.Connection, new RedisQuotaOptions { KeyPrefix = prefix, ReserveTimeout = TimeSpan.FromSeconds(5), SettleTimeout = TimeSpan.FromSeconds(5) }));
        foreach (var store in stores)
        {
            Assert.That(await Levels.SpendAsync(store, rule, 1), Is.True);
        }

        await cluster.Nodes[1].KillAsync();
        var failure = await Assert.ThrowsAsync<QuotaStoreException>(async () => await Levels.SpendAsync(stores[1], rule, 1));
        Assert.That(failure!.Failure, Is.AnyOf(QuotaStoreFailure.Connection, QuotaStoreFailure.Cluster, QuotaStoreFailure.Timeout));
        await Levels.EventuallyAsync(async () => await TryAsync(stores[0], rule) && await TryAsync(stores[2], rule), "the other nodes go on");
    }

    private static async Task<bool> TryAsync(RedisQuotaStore store, QuotaRule rule)
    {
        try
        {
            return await Levels.SpendAsync(store, rule, 1);
        }
        catch (QuotaStoreException)
        {
            return false;
        }
    }
}
