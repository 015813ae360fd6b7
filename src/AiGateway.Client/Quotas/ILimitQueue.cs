using AiGateway.Client.Context;

namespace AiGateway.Client.Quotas;

/// <summary>Where requests wait for limits that let them.</summary>
internal interface ILimitQueue
{
    /// <summary>Finds out whether others wait already that go first.</summary>
    /// <returns>The place of the charge for which they wait; -1 when none do.</returns>
    int FindAhead(QuotaLease lease, GatewayPriority priority);

    /// <summary>Waits until a reservation is granted.</summary>
    /// <param name="limits">The limits.</param>
    /// <param name="lease">The reservation.</param>
    /// <param name="decision">Why it was refused.</param>
    /// <param name="priority">Whether it goes before others.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    /// <exception cref="Pipeline.GatewayRejectedException">The limit lets nobody wait, or not so many or so long.</exception>
    ValueTask WaitAsync(LimitSet limits, QuotaLease lease, QuotaDecision decision, GatewayPriority priority, CancellationToken cancellationToken);

    /// <summary>Lets those look again who wait for what a lease has given back.</summary>
    void Signal(QuotaLease lease);
}
