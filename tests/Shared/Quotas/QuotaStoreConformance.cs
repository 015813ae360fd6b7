using AiGateway.Client.Context;
using AiGateway.Client.Quotas;

namespace AiGateway.Client.Tests.Quotas;

/// <summary>What every quota store promises. A store's own fixture makes the store and moves its clock.</summary>
public abstract class QuotaStoreConformance
{
    private const string Acme = "acme";
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>Gets the clock that the store under test sees, which begins at the full hour.</summary>
    protected abstract DateTimeOffset Now { get; }

    /// <summary>Gets the number of random histories that a store goes through.</summary>
    protected virtual int Histories => 300;

    protected IQuotaStore Store { get; private set; } = null!;

    [SetUp]
    public void SetUp() => Store = CreateStore();

    [Test]
    public async Task Reserve_AsManyAsFit_GrantsThoseAndRefusesTheNext()
    {
        var rule = Hourly("r", 3);
        for (var i = 0; i < 3; i++)
        {
            Assert.That((await Store.ReserveAsync(Lease((rule, Acme, 1)), Lifetime)).Granted, Is.True);
        }

        var refused = Lease((rule, Acme, 1));
        var decision = await Store.ReserveAsync(refused, Lifetime);
        Assert.That((decision.Granted, decision.RefusedIndex, decision.RetryAfter), Is.EqualTo((false, 0, TimeSpan.FromHours(1))));
        Assert.That((refused.IsOpen, refused.Charges[0].Remaining), Is.EqualTo((false, 0L)));
        Assert.That((await Store.ReserveAsync(Lease((rule, "other", 1)), Lifetime)).Granted, Is.True, "each partition has the whole limit");
    }

    [Test]
    public async Task Reserve_OneLevelOfThreeIsUsedUp_ReservesNone([Values(0, 1, 2)] int full)
    {
        QuotaRule[] rules = [Hourly("a", 10), Hourly("b", 10), Hourly("c", 10)];
        await Store.ReserveAsync(Lease((rules[full], Acme, 8)), Lifetime);
        var lease = Lease((rules[0], Acme, 3), (rules[1], Acme, 3), (rules[2], Acme, 3));
        var decision = await Store.ReserveAsync(lease, Lifetime);
        Assert.That((decision.Granted, decision.RefusedIndex, lease.Charges[full].Remaining), Is.EqualTo((false, full, 2L)));
        for (var i = 0; i < 3; i++)
        {
            Assert.That(await Reserved(rules[i]), Is.EqualTo(i == full ? 8 : 0));
        }
    }

    [Test]
    public async Task Settle_LessOrMoreThanReserved_CountsWhatWasUsed([Values(0, 3, 9)] int used)
    {
        var rule = Hourly("r", 10);
        var lease = Lease((rule, Acme, 5));
        await Store.ReserveAsync(lease, Lifetime);
        Assert.That(lease.Charges[0].Remaining, Is.EqualTo(5));
        Assert.That(await Store.SettleAsync(lease, Cost(used)), Is.True);
        Assert.That((lease.Charges[0].Spent, lease.Charges[0].Remaining), Is.EqualTo(((long)used, 10L - used)));
        Assert.That(await Usage(rule), Is.EqualTo(new QuotaUsage(used, 0, 10 - used)));
    }

    [Test]
    public async Task Settle_Twice_CountsOnce()
    {
        var rule = Hourly("r", 10);
        var lease = Lease((rule, Acme, 5));
        await Store.ReserveAsync(lease, Lifetime);
        Assert.That((await Store.SettleAsync(lease, Cost(4)), await Store.SettleAsync(lease, Cost(4))), Is.EqualTo((true, false)));
        Assert.That(await Usage(rule), Is.EqualTo(new QuotaUsage(4, 0, 6)));
    }

    [Test]
    public async Task Settle_NeverReserved_ChangesNothing()
    {
        var rule = Hourly("r", 10);
        Assert.That(await Store.SettleAsync(Lease((rule, Acme, 5)), Cost(4)), Is.False);
        Assert.That(await Usage(rule), Is.EqualTo(new QuotaUsage(0, 0, 10)));
    }

    [Test]
    public async Task Settle_SeveralUnits_CountsEachInItsOwn()
    {
        QuotaRule[] rules = [Hourly("q", 10, LimitUnit.Requests), Hourly("t", 100, LimitUnit.Tokens), Hourly("m", 1000), Slots("s", 2)];
        var lease = Lease((rules[0], Acme, 1), (rules[1], Acme, 50), (rules[2], Acme, 500), (rules[3], Acme, 1));
        await Store.ReserveAsync(lease, Lifetime);
        Assert.That(await Usage(rules[3]), Is.EqualTo(new QuotaUsage(0, 1, 1)));
        await Store.SettleAsync(lease, new QuotaAmounts(1, 20, 300));
        Assert.That(await Task.WhenAll(rules.Select(Usage)), Is.EqualTo(new QuotaUsage[] { new(1, 0, 9), new(20, 0, 80), new(300, 0, 700), new(0, 0, 2) }));
    }

    [Test]
    public async Task Reserve_Nothing_IsGrantedWhileAnythingIsLeft()
    {
        var rule = Hourly("r", 10);
        await SpendAsync(rule, 9);
        Assert.That((await Store.ReserveAsync(Lease((rule, Acme, 0)), Lifetime)).Granted, Is.True);
        await SpendAsync(rule, 1);
        Assert.That((await Store.ReserveAsync(Lease((rule, Acme, 0)), Lifetime)).Granted, Is.False);
    }

    [Test]
    public async Task Reserve_MoreThanTheLimit_NamesNoTime()
    {
        var decision = await Store.ReserveAsync(Lease((Hourly("r", 10), Acme, 11)), Lifetime);
        Assert.That((decision.Granted, decision.RetryAfter), Is.EqualTo((false, (TimeSpan?)null)));
    }

    [Test]
    public async Task Reserve_AnOpenLease_Throws()
    {
        var lease = Lease((Hourly("r", 10), Acme, 1));
        await Store.ReserveAsync(lease, Lifetime);
        var id = lease.Id;
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await Store.ReserveAsync(lease, Lifetime));
        await Store.SettleAsync(lease, default);
        await Store.ReserveAsync(lease, Lifetime);
        Assert.That(lease.Id, Is.Not.EqualTo(id));
    }

    [Test]
    public async Task Reserve_ARuleThatIsNotEnforced_CountsBeyondTheLimit()
    {
        var rule = new QuotaRule("r", "r", LimitUnit.Usd, QuotaWindow.Calendar(CalendarPeriod.Hour), 10, enforced: false);
        await Store.ReserveAsync(Lease((rule, Acme, 8)), Lifetime);
        var lease = Lease((rule, Acme, 8));
        Assert.That((await Store.ReserveAsync(lease, Lifetime)).Granted, Is.True);
        Assert.That(lease.Charges[0].Remaining, Is.EqualTo(-6));
    }

    [Test]
    public async Task Reserve_AfterTheLimitChanged_AppliesToWhatIsCountedAlready([Values(5, 20)] long changed)
    {
        await SpendAsync(Hourly("r", 10), 9);
        var lease = Lease((Hourly("r", changed), Acme, 2));
        Assert.That((await Store.ReserveAsync(lease, Lifetime)).Granted, Is.EqualTo(changed == 20));
        Assert.That(lease.Charges[0].Remaining, Is.EqualTo(changed == 20 ? 9 : -4));
    }

    [Test]
    public async Task Lease_NotSettledInTime_IsGivenBack()
    {
        QuotaRule[] rules = [Hourly("r", 10), Slots("s", 1)];
        var lost = Lease((rules[0], Acme, 10), (rules[1], Acme, 1));
        await Store.ReserveAsync(lost, Lifetime);
        await AdvanceAsync(Lifetime - TimeSpan.FromSeconds(1));
        Assert.That((await Store.ReserveAsync(Lease((rules[1], Acme, 1)), Lifetime)).Granted, Is.False);
        await AdvanceAsync(TimeSpan.FromSeconds(1));
        Assert.That((await Store.ReserveAsync(Lease((rules[0], Acme, 10), (rules[1], Acme, 1)), Lifetime)).Granted, Is.True);
    }

    [Test]
    public async Task Settle_AfterTheLeaseExpired_CorrectsIt()
    {
        QuotaRule[] rules = [Hourly("r", 10), Slots("s", 1)];
        var late = Lease((rules[0], Acme, 6), (rules[1], Acme, 1));
        await Store.ReserveAsync(late, Lifetime);
        await AdvanceAsync(Lifetime);
        await Store.ReserveAsync(Lease((rules[0], Acme, 5), (rules[1], Acme, 1)), Lifetime);
        Assert.That((await Store.SettleAsync(late, Cost(4)), await Store.SettleAsync(late, Cost(4))), Is.EqualTo((true, false)));
        Assert.That(await Usage(rules[0]), Is.EqualTo(new QuotaUsage(4, 5, 1)));
        Assert.That(await Usage(rules[1]), Is.EqualTo(new QuotaUsage(0, 1, 0)), "the slot of the other is not given away");
    }

    [Test]
    public async Task Lease_ShorterOneReservedLater_ExpiresFirst()
    {
        var rule = Hourly("r", 10);
        await Store.ReserveAsync(Lease((rule, Acme, 3)), Lifetime);
        await Store.ReserveAsync(Lease((rule, Acme, 4)), TimeSpan.FromSeconds(1));
        await AdvanceAsync(TimeSpan.FromSeconds(2));
        Assert.That(await Reserved(rule), Is.EqualTo(3));
    }

    [Test]
    public async Task Period_Changed_StartsAnewWithoutAReset()
    {
        var rule = Hourly("r", 10);
        await SpendAsync(rule, 10);
        await AdvanceAsync(TimeSpan.FromMinutes(59));
        Assert.That((await Store.ReserveAsync(Lease((rule, Acme, 1)), Lifetime)).RetryAfter, Is.EqualTo(TimeSpan.FromMinutes(1)));
        await AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.That(await Usage(rule), Is.EqualTo(new QuotaUsage(0, 0, 10)));
    }

    [Test]
    public async Task Settle_InTheNextPeriod_NeitherRefundsNorChargesIt()
    {
        var rule = Hourly("r", 10);
        var lease = Lease((rule, Acme, 9));
        await AdvanceAsync(TimeSpan.FromMinutes(59));
        await Store.ReserveAsync(lease, Lifetime);
        await AdvanceAsync(TimeSpan.FromMinutes(2));
        await Store.ReserveAsync(Lease((rule, Acme, 4)), Lifetime);
        await Store.SettleAsync(lease, Cost(2));
        Assert.That(await Usage(rule), Is.EqualTo(new QuotaUsage(0, 4, 6)));
    }

    [Test]
    public async Task SlidingWindow_AtABoundary_AllowsNoDoubleBurst()
    {
        var rule = Sliding("r", 60);
        await AdvanceAsync(TimeSpan.FromSeconds(59));
        await SpendAsync(rule, 60);
        await AdvanceAsync(TimeSpan.FromSeconds(1));
        Assert.That((await Usage(rule)).Remaining, Is.Zero);
        await AdvanceAsync(TimeSpan.FromSeconds(15));
        Assert.That((await Usage(rule)).Remaining, Is.EqualTo(15));
        await AdvanceAsync(TimeSpan.FromSeconds(45));
        Assert.That((await Usage(rule)).Remaining, Is.EqualTo(60));
    }

    [TestCase(0, 60, 1)]
    [TestCase(20, 60, 7)]
    [TestCase(59, 60, 60)]
    [TestCase(30, 40, 30)]
    [TestCase(0, 59, 2)]
    public async Task SlidingWindow_RetryAfter_IsTheMomentAtWhichItFits(int second, int spent, int wanted)
    {
        var rule = Sliding("r", 60);
        await AdvanceAsync(TimeSpan.FromSeconds(second));
        await SpendAsync(rule, spent);
        var decision = await Store.ReserveAsync(Lease((rule, Acme, wanted)), Lifetime);
        Assert.That(decision.RetryAfter, Is.GreaterThan(TimeSpan.Zero));
        await AdvanceAsync(decision.RetryAfter!.Value - TimeSpan.FromMilliseconds(100));
        Assert.That((await Store.ReserveAsync(Lease((rule, Acme, wanted)), Lifetime)).Granted, Is.False);
        await AdvanceAsync(TimeSpan.FromMilliseconds(100));
        Assert.That((await Store.ReserveAsync(Lease((rule, Acme, wanted)), Lifetime)).Granted, Is.True);
    }

    [Test]
    public async Task SlidingWindow_SettledInTheNextWindow_CorrectsWhatStillWeighs()
    {
        var rule = Sliding("r", 60);
        await AdvanceAsync(TimeSpan.FromSeconds(50));
        var lease = Lease((rule, Acme, 60));
        await Store.ReserveAsync(lease, Lifetime);
        await AdvanceAsync(TimeSpan.FromSeconds(10));
        Assert.That((await Usage(rule)).Remaining, Is.Zero);
        await Store.SettleAsync(lease, Cost(20));
        Assert.That((await Usage(rule)).Remaining, Is.EqualTo(40));
    }

    [Test]
    public async Task Reserve_ManyAtOnce_GrantsExactlyWhatFits()
    {
        QuotaRule[] rules = [Hourly("user", 5_000_000_000), Hourly("tenant", 6_000_000_000), Slots("slots", 1000)];
        var granted = 0;
        await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => Task.Run(async () =>
        {
            var lease = Lease((rules[0], Acme, 100_000_000), (rules[1], Acme, 100_000_000), (rules[2], Acme, 1));
            if ((await Store.ReserveAsync(lease, Lifetime)).Granted)
            {
                Interlocked.Increment(ref granted);
                await Store.SettleAsync(lease, new QuotaAmounts(1, 0, 100_000_000));
                await Store.SettleAsync(lease, new QuotaAmounts(1, 0, 100_000_000));
            }
        })));
        Assert.That(granted, Is.EqualTo(50));
        Assert.That(await Usage(rules[1]), Is.EqualTo(new QuotaUsage(5_000_000_000, 0, 1_000_000_000)));
        Assert.That(await Reserved(rules[2]), Is.Zero);
    }

    [Test]
    public Task AnyInterleaving_KeepsLimitsAndLedger() => QuotaStoreModel.CheckAsync(CreateStore, () => Now, AdvanceAsync, Histories);

    protected static QuotaRule Hourly(string id, long limit, LimitUnit unit = LimitUnit.Usd) => new(id, id, unit, QuotaWindow.Calendar(CalendarPeriod.Hour), limit);

    protected static QuotaLease Lease(params (QuotaRule Rule, string Partition, long Amount)[] charges) =>
        new([.. charges.Select(charge => new QuotaCharge(charge.Rule, charge.Partition, charge.Amount))]);

    protected abstract IQuotaStore CreateStore();

    /// <summary>Moves the clock of the store.</summary>
    protected abstract Task AdvanceAsync(TimeSpan time);

    private static QuotaRule Sliding(string id, long limit) => new(id, id, LimitUnit.Usd, QuotaWindow.Sliding(TimeSpan.FromMinutes(1)), limit);

    private static QuotaRule Slots(string id, long limit) => new(id, id, LimitUnit.Concurrency, QuotaWindow.Always, limit);

    private static QuotaAmounts Cost(long nanoUsd) => new(0, 0, nanoUsd);

    private async Task SpendAsync(QuotaRule rule, long amount)
    {
        var lease = Lease((rule, Acme, amount));
        Assert.That((await Store.ReserveAsync(lease, Lifetime)).Granted, Is.True);
        await Store.SettleAsync(lease, Cost(amount));
    }

    private async Task<QuotaUsage> Usage(QuotaRule rule) => await Store.GetUsageAsync(rule, Acme);

    private async Task<long> Reserved(QuotaRule rule) => (await Usage(rule)).Reserved;
}
