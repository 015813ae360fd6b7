using AiGateway.Client.Quotas;
using AiGateway.Client.Tests.Quotas;
using Microsoft.Extensions.Time.Testing;

namespace AiGateway.Client.Redis.Tests;

/// <summary>The store against a real server. Only the time is not the server's.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class RedisQuotaStoreConformanceTests : QuotaStoreConformance
{
    private FakeTimeProvider _time = null!;

    protected override DateTimeOffset Now => _time.GetUtcNow();

    // Every step is a round trip.
    protected override int Histories => 20;

    protected override IQuotaStore CreateStore()
    {
        Redis.RequireInstalled();
        _time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        var store = Redis.CreateStore();
        store.Clock = () => RedisTime.Of(Now);
        return store;
    }

    protected override Task AdvanceAsync(TimeSpan time)
    {
        _time.Advance(time);
        return Task.CompletedTask;
    }
}
