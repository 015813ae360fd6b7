using AiGateway.Client.Quotas;
using Microsoft.Extensions.Time.Testing;

namespace AiGateway.Client.Tests.Quotas;

public sealed class InMemoryQuotaStoreTests : QuotaStoreConformance
{
    private FakeTimeProvider _time = null!;

    protected override DateTimeOffset Now => _time.GetUtcNow();

    [Test]
    public async Task Counters_OfPeriodsThatAreOver_AreDropped()
    {
        var store = (InMemoryQuotaStore)Store;
        for (var hour = 0; hour < 50; hour++)
        {
            for (var user = 0; user < 100; user++)
            {
                var lease = Lease((Hourly("r", 10), $"user-{hour}-{user}", 1));
                await store.ReserveAsync(lease, TimeSpan.FromMinutes(1));
                await store.SettleAsync(lease, new QuotaAmounts(0, 0, 1));
            }

            await AdvanceAsync(TimeSpan.FromHours(1));
        }

        Assert.That(store.Count, Is.LessThan(250));
    }

    [Test]
    public void ReserveAndSettle_KnownPartitions_AllocatesNothing()
    {
        var lease = Lease((Hourly("user", long.MaxValue), "u", 5), (Hourly("app", long.MaxValue), "a", 5), (Hourly("tenant", long.MaxValue), "t", 5));
        for (var i = 0; i < 100; i++)
        {
            Round(lease);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            Round(lease);
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    protected override IQuotaStore CreateStore() => new InMemoryQuotaStore(_time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero)));

    protected override Task AdvanceAsync(TimeSpan time)
    {
        _time.Advance(time);
        return Task.CompletedTask;
    }

    // Without await: in a debug build every async method allocates.
    private void Round(QuotaLease lease)
    {
        var reserved = Store.ReserveAsync(lease, TimeSpan.FromMinutes(1));
        var settled = Store.SettleAsync(lease, new QuotaAmounts(0, 0, 3));
        if (!reserved.IsCompletedSuccessfully || !settled.IsCompletedSuccessfully)
        {
            throw new InvalidOperationException("A store in memory waits for nothing.");
        }
    }
}
