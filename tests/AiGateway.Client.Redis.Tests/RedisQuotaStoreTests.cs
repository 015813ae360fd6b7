using AiGateway.Client.Quotas;
using static AiGateway.Client.Redis.Tests.Levels;

namespace AiGateway.Client.Redis.Tests;

/// <summary>What the conformance suite does not ask: the server's own time, amounts beyond what Lua counts exactly, scripts, keys.</summary>
public sealed class RedisQuotaStoreTests
{
    [Test]
    public async Task Reserve_ProcessesWhoseClocksAreWrong_ShareOneWindow([Values(-400, -1, 1, 400)] int days)
    {
        var prefix = Redis.NextPrefix();
        var (right, wrong) = (Redis.CreateStore(prefix), Skewed(prefix, TimeSpan.FromDays(days)));
        QuotaRule[] rules = [Yearly("y", 10), new("h", "h", Context.LimitUnit.Usd, QuotaWindow.Calendar(CalendarPeriod.Hour), 1000), Minute("m", 1000)];
        var granted = 0;
        for (var i = 0; i < 20; i++)
        {
            var lease = new QuotaLease([.. rules.Select(rule => new QuotaCharge(rule, "acme", 1))]);
            var store = i % 2 == 0 ? wrong : right;
            granted += (await store.ReserveAsync(lease, Lifetime)).Granted ? 1 : 0;
        }

        Assert.That(granted, Is.EqualTo(10));
        Assert.That(await wrong.GetUsageAsync(rules[0], "acme"), Is.EqualTo(await right.GetUsageAsync(rules[0], "acme")));
    }

    [Test]
    public async Task Lease_NotSettledInTime_IsGivenBackByTheServersTime()
    {
        var store = Redis.CreateStore();
        var rule = Slots("s", 1);
        var lost = Lease(rule, 1);
        await store.ReserveAsync(lost, TimeSpan.FromMilliseconds(300));
        Assert.That((await store.ReserveAsync(Lease(rule, 1), Lifetime)).Granted, Is.False);
        await EventuallyAsync(async () => (await store.ReserveAsync(Lease(rule, 1), Lifetime)).Granted, "the slot comes back");
        Assert.That(await store.SettleAsync(lost, default), Is.True);
        Assert.That((await store.GetUsageAsync(rule, "acme")).Reserved, Is.EqualTo(1));
    }

    [Test]
    public async Task SlidingWindow_OnTheServersTime_AllowsNoMoreThanItsLimitAndGoesOn()
    {
        var store = Redis.CreateStore();
        var rule = new QuotaRule("r", "r", Context.LimitUnit.Tokens, QuotaWindow.Sliding(TimeSpan.FromSeconds(1)), 100);
        Assert.That(await SpendAsync(store, rule, 100), Is.True);
        var refused = await store.ReserveAsync(Lease(rule, 10), Lifetime);
        Assert.That((refused.Granted, refused.RetryAfter > TimeSpan.Zero, refused.RetryAfter < TimeSpan.FromSeconds(2)), Is.EqualTo((false, true, true)));
        await EventuallyAsync(() => SpendAsync(store, rule, 10), "the window slides");
    }

    [Test]
    public async Task Lease_ManyExpireAtOnce_AreAllGivenBackByTheRequestThatNeedsThem()
    {
        var store = Redis.CreateStore();
        var now = RedisTime.Of(DateTimeOffset.UnixEpoch.AddYears(56));
        store.Clock = () => now;
        var rule = Yearly("y", 450);
        for (var i = 0; i < 450; i++)
        {
            await store.ReserveAsync(Lease(rule, 1), TimeSpan.FromSeconds(1));
        }

        now += 2_000_000;
        Assert.That((await store.ReserveAsync(Lease(rule, 450), Lifetime)).Granted, Is.True);
    }

    [Test]
    public async Task Counts_UpToTheBound_AreExact()
    {
        const long Bound = 9_000_000_000_000_000_000;
        var store = Redis.CreateStore();
        var rule = Yearly("y", Bound);
        Assert.That(await SpendAsync(store, rule, Bound - 3), Is.True);
        Assert.That(await SpendAsync(store, rule, 1), Is.True);
        Assert.That((await store.ReserveAsync(Lease(rule, 3), Lifetime)).Granted, Is.False);
        var lease = Lease(rule, 2);
        Assert.That((await store.ReserveAsync(lease, Lifetime)).Granted, Is.True);
        Assert.That(await store.GetUsageAsync(rule, "acme"), Is.EqualTo(new QuotaUsage(Bound - 2, 2, 0)));
        await store.SettleAsync(lease, Of(1));
        Assert.That(await store.GetUsageAsync(rule, "acme"), Is.EqualTo(new QuotaUsage(Bound - 1, 0, 1)));
    }

    [Test]
    public async Task Counts_RandomLargeAmounts_AreTheExactSums()
    {
        var (store, random, rule) = (Redis.CreateStore(), new Random(20260301), Yearly("y", long.MaxValue));
        var (spent, reserved) = (0L, 0L);
        for (var i = 0; i < 60; i++)
        {
            var amount = random.NextInt64(1L << random.Next(1, 56));
            var used = random.NextInt64(1L << random.Next(1, 56));
            var lease = Lease(rule, amount);
            Assert.That((await store.ReserveAsync(lease, Lifetime)).Granted, Is.True);
            var settled = i % 3 != 0 && await store.SettleAsync(lease, Of(used));
            (spent, reserved) = settled ? (spent + used, reserved) : (spent, reserved + amount);
            Assert.That(await store.GetUsageAsync(rule, "acme"), Is.EqualTo(new QuotaUsage(spent, reserved, long.MaxValue - spent - reserved)));
        }
    }

    [Test]
    public async Task SlidingWindow_LargeAmounts_WeighExactlyToTheUnit([Values(31, 60)] int days)
    {
        var (random, now) = (new Random(days), RedisTime.Of(DateTimeOffset.UnixEpoch));
        var length = TimeSpan.FromDays(days).Ticks / TimeSpan.TicksPerMicrosecond;
        var (_, first) = RedisTime.PeriodAt(QuotaWindow.Sliding(TimeSpan.FromDays(days)), length * 10);
        for (var i = 0; i < 20; i++)
        {
            var store = Redis.CreateStore();
            store.Clock = () => now;
            now = first;
            var before = random.NextInt64(1L << random.Next(40, 62));
            var rule = new QuotaRule("r", "r", Context.LimitUnit.Tokens, QuotaWindow.Sliding(TimeSpan.FromDays(days)), long.MaxValue);
            await SpendAsync(store, rule, before);
            now = first + length + random.NextInt64(length);
            var left = first + (length * 2) - now;
            var weight = (long)((((Int128)before * left) + length - 1) / length);
            var slack = days > 46 ? (before / 1_000_000) + 1 : 0;
            Assert.That(await FitsAsync(store, weight + 1 + slack), Is.True, $"{before}, {left}");
            Assert.That(await FitsAsync(store, weight), Is.False, $"{before}, {left}");
        }

        Task<bool> FitsAsync(RedisQuotaStore store, long limit) => SpendAsync(
            store, new QuotaRule("r", "r", Context.LimitUnit.Tokens, QuotaWindow.Sliding(TimeSpan.FromDays(days)), limit), 0);
    }

    [Test]
    public async Task Scripts_ForgottenByTheServer_AreSentAgain()
    {
        var (store, rule) = (Redis.CreateStore(), Yearly("y", 10));
        await SpendAsync(store, rule, 1);
        await Redis.Server.SendAsync("SCRIPT", "FLUSH");
        var lease = Lease(rule, 2);
        await store.ReserveAsync(lease, Lifetime);
        await Redis.Server.SendAsync("SCRIPT", "FLUSH");
        await store.SettleAsync(lease, Of(2));
        await Redis.Server.SendAsync("SCRIPT", "FLUSH");
        Assert.That(await store.GetUsageAsync(rule, "acme"), Is.EqualTo(new QuotaUsage(3, 0, 7)));
    }

    [Test]
    public async Task Keys_OfEveryKindOfLimit_ShareOneSlotAndExpireByThemselves()
    {
        var prefix = Redis.NextPrefix();
        var store = Redis.CreateStore(prefix);
        QuotaCharge[] charges = [new(Yearly("y", 10), "a person", 1), new(Minute("m", 10), "", 1), new(Slots("s", 2), "{other}", 1)];
        var (settled, open) = (new QuotaLease([.. charges]), new QuotaLease([.. charges]));
        await store.ReserveAsync(settled, Lifetime);
        await store.SettleAsync(settled, Of(1));
        await store.ReserveAsync(open, Lifetime);
        var database = Redis.Connection.GetDatabase();
        var keys = Redis.Connection.GetServers()[0].Keys(pattern: $"{{{prefix}}}*").ToList();
        Assert.That(keys, Has.Count.EqualTo(7), "a counter and its leases for each limit, and the open lease");
        Assert.That(keys.Select(key => database.KeyTimeToLive(key)), Has.None.Null);
        Assert.That(keys.Select(key => Redis.Connection.HashSlot(key)).Distinct().Count(), Is.EqualTo(1));
        Assert.That(keys.Select(key => key.ToString()), Has.None.Contains("person").And.None.Contains("other"));
    }

    [Test]
    public async Task Keys_OfALimitWithoutTime_StayWhileSomethingIsSpent()
    {
        var prefix = Redis.NextPrefix();
        var (store, rule) = (Redis.CreateStore(prefix), new QuotaRule("all", "all", Context.LimitUnit.Usd, QuotaWindow.Always, 10));
        await SpendAsync(store, rule, 4);
        Assert.That(await Redis.Connection.GetDatabase().KeyTimeToLiveAsync($"{{{prefix}}}:all:always:" + Hash()), Is.Null);
        Assert.That(await SpendAsync(store, rule, 7), Is.False);

        string Hash() => Redis.Connection.GetServers()[0].Keys(pattern: $"{{{prefix}}}:all:always:*").Select(key => key.ToString())
            .Single(key => !key.EndsWith(":leases", StringComparison.Ordinal)).Split(':')[^1];
    }

    [Test]
    public async Task Window_Changed_CountsAnew()
    {
        var store = Redis.CreateStore();
        await SpendAsync(store, Yearly("y", 10), 10);
        var daily = new QuotaRule("y", "y", Context.LimitUnit.Usd, QuotaWindow.Calendar(CalendarPeriod.Day), 10);
        Assert.That((await store.GetUsageAsync(daily, "acme")).Remaining, Is.EqualTo(10));
    }

    private static RedisQuotaStore Skewed(string prefix, TimeSpan skew) => new(
        Redis.Connection, new RedisQuotaOptions { KeyPrefix = prefix, ReserveTimeout = TimeSpan.FromSeconds(20) }, new SkewedClock(skew));
}
