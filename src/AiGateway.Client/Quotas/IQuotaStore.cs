namespace AiGateway.Client.Quotas;

/// <summary>Counts what is used and what is reserved, for several limits at once: all or nothing.</summary>
/// <remarks>
/// What is spent and what is reserved are kept apart. A reservation whose lease expires is given back; settling it later still counts what
/// was used. An amount counts in the window in which it was reserved, never in a later one. Implementations are safe for concurrent use.
/// </remarks>
public interface IQuotaStore
{
    /// <summary>Reserves the amounts of every charge of a lease, or none.</summary>
    /// <param name="lease">The lease; it must not be open. Its charges receive what is left.</param>
    /// <param name="lifetime">How long the reservation holds if nobody settles it. Positive.</param>
    /// <param name="cancellationToken">Cancels the wait for a store that is elsewhere.</param>
    /// <returns>Whether everything was reserved; if not, what stood in the way.</returns>
    /// <exception cref="InvalidOperationException">The lease is open.</exception>
    ValueTask<QuotaDecision> ReserveAsync(QuotaLease lease, TimeSpan lifetime, CancellationToken cancellationToken = default);

    /// <summary>Replaces what was reserved by what was used. Doing it again changes nothing.</summary>
    /// <param name="lease">The lease. Its charges receive what is spent and left.</param>
    /// <param name="used">What was used.</param>
    /// <param name="cancellationToken">Cancels the wait for a store that is elsewhere.</param>
    /// <returns><see langword="false"/> when the lease had been settled or released before.</returns>
    ValueTask<bool> SettleAsync(QuotaLease lease, QuotaAmounts used, CancellationToken cancellationToken = default);

    /// <summary>Reads the present counts of one limit.</summary>
    /// <param name="rule">The limit.</param>
    /// <param name="partition">Whose.</param>
    /// <param name="cancellationToken">Cancels the wait for a store that is elsewhere.</param>
    /// <returns>The counts of the present window.</returns>
    ValueTask<QuotaUsage> GetUsageAsync(QuotaRule rule, string partition, CancellationToken cancellationToken = default);
}
