using AiGateway.Client.Quotas;
using AiGateway.Client.Tests.Quotas;
using Microsoft.Extensions.Time.Testing;

namespace AiGateway.Client.Redis.Tests;

/// <summary>The store against a cluster of three nodes: what is promised of one server, and that what belongs together stays together.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class RedisClusterTests : QuotaStoreConformance
{
    private RedisCluster _cluster = null!;
    private FakeTimeProvider _time = null!;

    protected override DateTimeOffset Now => _time.GetUtcNow();

    protected override int Histories => 20;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        Redis.RequireInstalled();
        _cluster = await RedisCluster.StartAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }
    }

    [Test]
    public async Task Prefixes_OfSeveralGateways_AreSpreadOverTheNodes()
    {
        QuotaRule[] rules = [Levels.Yearly("y", 100), Levels.Minute("m", 100), Levels.Slots("s", 100)];
        var slots = new HashSet<int>();
        for (var i = 0; i < 30; i++)
        {
            var prefix = Redis.NextPrefix();
            var lease = new QuotaLease([.. rules.Select((rule, number) => new QuotaCharge(rule, $"user-{number}", 10))]);
            var store = CreateStore(prefix);
            Assert.That((await store.ReserveAsync(lease, Levels.Lifetime)).Granted, Is.True);
            Assert.That(await store.SettleAsync(lease, Levels.Of(3)), Is.True);
            Assert.That((await store.GetUsageAsync(rules[0], "user-0")).Spent, Is.EqualTo(3));
            slots.Add(_cluster.Connection.HashSlot($"{{{prefix}}}:y") / 5461);
        }

        Assert.That(slots, Has.Count.GreaterThan(1));
    }

    protected override IQuotaStore CreateStore()
    {
        _time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        var store = CreateStore(Redis.NextPrefix());
        store.Clock = () => RedisTime.Of(Now);
        return store;
    }

    protected override Task AdvanceAsync(TimeSpan time)
    {
        _time.Advance(time);
        return Task.CompletedTask;
    }

    private RedisQuotaStore CreateStore(string prefix) => new(
        _cluster.Connection, new RedisQuotaOptions { KeyPrefix = prefix, ReserveTimeout = TimeSpan.FromSeconds(20), SettleTimeout = TimeSpan.FromSeconds(20) });
}
