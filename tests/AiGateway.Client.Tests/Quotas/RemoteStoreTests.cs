using AiGateway.Client.Context;
using AiGateway.Client.Quotas;
using AiGateway.Client.RateLimiting;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Tests.Quotas;

/// <summary>What the stages make of a store that lets them wait.</summary>
public sealed class RemoteStoreTests
{
    private const string Limits = """
        "RateLimits": { "r": { "Requests": 2, "Concurrency": 1 }, "t": { "PartitionBy": "Model", "Tokens": 100000 } }, "Budgets": { "b": { "Amount": 1 } }
        """;

    [Test]
    public async Task Call_IsReservedAndSettledAsWithAStoreInMemory([Values] bool streamed)
    {
        await using var gateway = Create();
        var result = (await gateway.AskAsync(streamed)).GetGatewayResult();
        Assert.That(result.Limits.Where(limit => limit.Name != "t").Select(limit => (limit.Name, limit.Unit, limit.Remaining)), Is.EquivalentTo(new[]
        {
            ("r", LimitUnit.Requests, 1m), ("r", LimitUnit.Concurrency, 1m), ("b", LimitUnit.Usd, 0.9m),
        }));
        await gateway.AskAsync(streamed);
        await gateway.RefuseAsync<RateLimitExceededException>(streamed);
    }

    [Test]
    public async Task Settle_Fails_IsLoggedAndTheAnswerArrives([Values] bool streamed, [Values] bool atOnce)
    {
        await using var gateway = Create();
        var store = (RemoteStore)gateway.Store;
        (store.SettleFailure, store.FailsAtOnce) = (new InvalidOperationException("A mistake of the store's own."), atOnce);
        Assert.That((await gateway.AskAsync(streamed)).Text, Is.EqualTo("fake"));
        await Quiescence.WaitAsync();
        Assert.That(gateway.Gateway.Log.Entries.Where(entry => entry.Id.Id == 6200).Select(entry => entry.Text),
            Has.Exactly(3).Contains("the quota store threw InvalidOperationException"));
    }

    [Test]
    public async Task Reserve_CallerCancels_AsksNobodyAndHoldsNothing([Values] bool streamed)
    {
        await using var gateway = Create();
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();
        await Assert.CatchAsync<OperationCanceledException>(() => gateway.AskAsync(streamed, cancellationToken: cancellation.Token));
        Assert.That((await gateway.AskAsync(streamed)).GetGatewayResult().Limits.First(limit => limit.Unit is LimitUnit.Requests).Remaining, Is.EqualTo(1));
        Assert.That(gateway.Gateway.Gateway.Health.Select(health => health.InFlight), Is.All.Zero);
    }

    private static LimitedGateway Create() => new(Limits, configure: builder => builder.Services.AddSingleton<IQuotaStore>(
        services => new RemoteStore(new InMemoryQuotaStore(services.GetRequiredService<TimeProvider>()))));
}
