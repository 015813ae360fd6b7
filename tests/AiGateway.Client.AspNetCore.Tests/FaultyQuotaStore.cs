using AiGateway.Client.Quotas;

namespace AiGateway.Client.AspNetCore.Tests;

/// <summary>A store that is down, or never answers.</summary>
internal sealed class FaultyQuotaStore(Func<CancellationToken, ValueTask<QuotaDecision>>? reserve = null) : IQuotaStore
{
    public ValueTask<QuotaDecision> ReserveAsync(QuotaLease lease, TimeSpan lifetime, CancellationToken cancellationToken = default) =>
        reserve is null ? throw new QuotaStoreException(QuotaStoreFailure.Connection, "secret-host:6379 refuses.") : reserve(cancellationToken);

    public ValueTask<bool> SettleAsync(QuotaLease lease, QuotaAmounts used, CancellationToken cancellationToken = default) =>
        throw new QuotaStoreException(QuotaStoreFailure.Connection, "secret-host:6379 refuses.");

    public ValueTask<QuotaUsage> GetUsageAsync(QuotaRule rule, string partition, CancellationToken cancellationToken = default) =>
        throw new QuotaStoreException(QuotaStoreFailure.Connection, "secret-host:6379 refuses.");
}
