using AiGateway.Client.Quotas;

namespace AiGateway.Client.Tests.Quotas;

/// <summary>A store that is elsewhere: everything takes a while, and settling may fail.</summary>
internal sealed class RemoteStore(IQuotaStore inner) : IQuotaStore
{
    public bool FailsToSettle { get; set; }

    public bool FailsAtOnce { get; set; }

    public async ValueTask<QuotaDecision> ReserveAsync(QuotaLease lease, TimeSpan lifetime, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        return await inner.ReserveAsync(lease, lifetime, cancellationToken);
    }

    public ValueTask<bool> SettleAsync(QuotaLease lease, QuotaAmounts used, CancellationToken cancellationToken = default) =>
        FailsAtOnce ? throw new IOException("Store down.") : SettleLaterAsync(lease, used, cancellationToken);

    public async ValueTask<QuotaUsage> GetUsageAsync(QuotaRule rule, string partition, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        return await inner.GetUsageAsync(rule, partition, cancellationToken);
    }

    private async ValueTask<bool> SettleLaterAsync(QuotaLease lease, QuotaAmounts used, CancellationToken cancellationToken)
    {
        await Task.Yield();
        return FailsToSettle ? throw new IOException("Store down.") : await inner.SettleAsync(lease, used, cancellationToken);
    }
}
