using AiGateway.Client.Context;
using AiGateway.Client.Quotas;

namespace AiGateway.Client.Redis.Tests;

/// <summary>Limits and reservations of tests.</summary>
internal static class Levels
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    public static QuotaRule Yearly(string id, long limit) => new(id, id, LimitUnit.Usd, QuotaWindow.Calendar(CalendarPeriod.Year), limit);

    public static QuotaRule Minute(string id, long limit) => new(id, id, LimitUnit.Tokens, QuotaWindow.Sliding(TimeSpan.FromMinutes(1)), limit);

    public static QuotaRule Slots(string id, long limit) => new(id, id, LimitUnit.Concurrency, QuotaWindow.Always, limit);

    public static QuotaLease Lease(QuotaRule rule, long amount, string partition = "acme") => new(new QuotaCharge(rule, partition, amount));

    public static QuotaAmounts Of(long amount) => new(amount, amount, amount);

    public static async Task<bool> SpendAsync(IQuotaStore store, QuotaRule rule, long amount)
    {
        var lease = Lease(rule, amount);
        var granted = (await store.ReserveAsync(lease, Lifetime)).Granted;
        return granted && await store.SettleAsync(lease, Of(amount));
    }

    /// <summary>Waits until a real server has done something on its own time.</summary>
    public static async Task EventuallyAsync(Func<Task<bool>> condition, string what)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await condition())
        {
            Assert.That(patience.IsCancellationRequested, Is.False, what);
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }
}
