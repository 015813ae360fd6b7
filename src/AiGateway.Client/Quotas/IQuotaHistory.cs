namespace AiGateway.Client.Quotas;

/// <summary>Knows what was used before this process counted it, such as a ledger. The store in memory asks once for each counter that is new.</summary>
public interface IQuotaHistory
{
    /// <summary>Gets a value indicating whether requests are refused while the history cannot be read.</summary>
    /// <value>When <see langword="false"/>, they are let through, and what is read later is added.</value>
    bool IsRequired { get; }

    /// <summary>Reads what others have used: earlier runs of this process, and other processes. What this run uses is counted as it happens and is not in it.</summary>
    /// <param name="query">Whose, of what, and when.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The amount in the unit of the limit.</returns>
    /// <remarks>An implementation limits the time that it takes. Whatever it throws counts as a failure; it is asked again after a while.</remarks>
    ValueTask<long> GetUsedAsync(QuotaHistoryQuery query, CancellationToken cancellationToken = default);
}
