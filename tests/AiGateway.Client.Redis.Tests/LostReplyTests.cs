using AiGateway.Client.Quotas;
using AiGateway.Client.Tests.Redis;
using StackExchange.Redis;
using static AiGateway.Client.Redis.Tests.Levels;

namespace AiGateway.Client.Redis.Tests;

/// <summary>Redis does what it is asked, but nobody waits for the answer any more.</summary>
public sealed class LostReplyTests
{
    private static readonly QuotaRule Rule = Yearly("y", 10);

    private RedisServer _server = null!;
    private ConnectionMultiplexer _connection = null!;
    private RedisQuotaStore _store = null!;

    [SetUp]
    public async Task SetUpAsync()
    {
        Redis.RequireInstalled();
        _server = await RedisServer.StartAsync();
        _connection = await ConnectionMultiplexer.ConnectAsync(_server.ConnectionString);
        var timeout = TimeSpan.FromMilliseconds(100);
        _store = new RedisQuotaStore(_connection, new RedisQuotaOptions { ReserveTimeout = timeout, SettleTimeout = timeout });
        await EventuallyAsync(WorksAsync, "the first calls are fast enough");
    }

    [TearDown]
    public async Task TearDownAsync()
    {
        if (_server is not null)
        {
            await _connection.DisposeAsync();
            await _server.DisposeAsync();
        }
    }

    [Test]
    public async Task Reserve_DoneAfterTheCallerHasGone_IsGivenBack([Values] bool cancelled)
    {
        await PauseAsync(400);
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(cancelled ? 20 : 60_000));
        var lease = Lease(Rule, 7);
        var failure = await Assert.CatchAsync<Exception>(async () => await _store.ReserveAsync(lease, Lifetime, cancellation.Token));
        Assert.That(failure, cancelled ? Is.InstanceOf<OperationCanceledException>() : Is.InstanceOf<QuotaStoreException>());
        Assert.That((failure as QuotaStoreException)?.Failure, Is.EqualTo(cancelled ? null : QuotaStoreFailure.Timeout));
        Assert.That(lease.IsOpen, Is.False);
        await EventuallyAsync(() => IsAsync(new QuotaUsage(0, 0, 10)), "nothing stays reserved");
    }

    [Test]
    public async Task Settle_DoneAfterTheCallerHasGone_IsCountedOnceWhenItIsSentAgain()
    {
        var lease = Lease(Rule, 7);
        await _store.ReserveAsync(lease, Lifetime);
        await PauseAsync(400);
        await Assert.ThrowsAsync<QuotaStoreException>(async () => await _store.SettleAsync(lease, Of(4)));
        Assert.That(lease.IsOpen, Is.True);
        await EventuallyAsync(() => IsAsync(new QuotaUsage(4, 0, 6)), "it is counted");
        Assert.That((await _store.SettleAsync(lease, Of(4)), lease.IsOpen), Is.EqualTo((false, false)));
        Assert.That(await IsAsync(new QuotaUsage(4, 0, 6)), Is.True);
    }

    private async Task PauseAsync(int milliseconds) =>
        Assert.That(await _server.SendAsync("CLIENT", "PAUSE", $"{milliseconds}", "ALL"), Is.EqualTo("+OK"));

    private async Task<bool> WorksAsync()
    {
        try
        {
            var lease = Lease(Yearly("warm", 10), 1);
            return (await _store.ReserveAsync(lease, Lifetime)).Granted && await _store.SettleAsync(lease, default);
        }
        catch (QuotaStoreException)
        {
            return false;
        }
    }

    private async Task<bool> IsAsync(QuotaUsage expected)
    {
        try
        {
            return await _store.GetUsageAsync(Rule, "acme") == expected;
        }
        catch (QuotaStoreException)
        {
            return false;
        }
    }
}
