using AiGateway.Client.Quotas;

namespace AiGateway.Client.Tests.Quotas;

/// <summary>A store that is elsewhere: everything takes a while, and may fail before or after it is done.</summary>
internal sealed class RemoteStore(IQuotaStore inner) : IQuotaStore
{
    private int _calls;

    /// <summary>Gets or sets what every call throws.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Gets or sets what settling throws.</summary>
    public Exception? SettleFailure { get; set; }

    /// <summary>Gets or sets a value indicating whether trials can be settled all the same.</summary>
    public bool SparesTrials { get; set; }

    /// <summary>Gets or sets a value indicating whether failures come before anything is awaited.</summary>
    public bool FailsAtOnce { get; set; }

    /// <summary>Gets or sets a value indicating whether what fails is done all the same.</summary>
    public bool LosesReplies { get; set; }

    /// <summary>Gets or sets what reservations wait for.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public int Calls => _calls;

    public async ValueTask<QuotaDecision> ReserveAsync(QuotaLease lease, TimeSpan lifetime, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _calls);
        await Task.Yield();
        var failure = Failure;
        await Gate;
        cancellationToken.ThrowIfCancellationRequested();
        return failure is not null ? throw failure : await inner.ReserveAsync(lease, lifetime, cancellationToken);
    }

    public ValueTask<bool> SettleAsync(QuotaLease lease, QuotaAmounts used, CancellationToken cancellationToken = default) =>
        FailsAtOnce && (SettleFailure ?? Failure) is { } failure ? throw failure : SettleLaterAsync(lease, used, cancellationToken);

    public async ValueTask<QuotaUsage> GetUsageAsync(QuotaRule rule, string partition, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        return await inner.GetUsageAsync(rule, partition, cancellationToken);
    }

    private async ValueTask<bool> SettleLaterAsync(QuotaLease lease, QuotaAmounts used, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _calls);
        await Task.Yield();
        if ((SettleFailure ?? Failure) is not { } failure || (SparesTrials && lease.Charges[0].Rule.Id == "trial"))
        {
            return await inner.SettleAsync(lease, used, cancellationToken);
        }

        if (LosesReplies)
        {
            await inner.SettleAsync(lease, used, cancellationToken);
        }

        throw failure;
    }
}
