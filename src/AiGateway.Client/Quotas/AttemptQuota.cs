using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Quotas;

/// <summary>Keeps the limits of targets: one reservation for every attempt.</summary>
internal sealed class AttemptQuota(LimitSet limits) : IAttemptQuota
{
    public async ValueTask<AttemptPermit> EnterAsync(
        GatewayContext context, TargetIdentity target, IEnumerable<ChatMessage> messages, ChatOptions options, CancellationToken cancellationToken)
    {
        var lease = limits.Prepare(context, [target], messages, options);
        QuotaDecision decision;
        try
        {
            decision = await limits.ReserveAsync(lease, cancellationToken).ConfigureAwait(false);
        }
        catch (QuotaHistoryUnavailableException unavailable)
        {
            return new AttemptPermit(null, unavailable);
        }

        if (!decision.Granted)
        {
            return new AttemptPermit(null, limits.Reject(lease, decision));
        }

        limits.Admit(context, lease);
        return new AttemptPermit(lease, null);
    }

    // An attempt ends where nothing can wait for a store that is elsewhere; the lease makes up for what is lost.
    public void Leave(GatewayContext context, QuotaLease lease, GatewayAttempt attempt)
    {
        var requests = attempt.Outcome is GatewayOutcome.Rejected ? 0 : 1;
        Settle(context, lease, limits.Services.Estimator.Measure(attempt, lease.Estimate) with { Requests = requests });
    }

    public void Release(GatewayContext context, QuotaLease lease) => Settle(context, lease, default);

    private void Settle(GatewayContext context, QuotaLease lease, QuotaAmounts used)
    {
        var settling = limits.SettleAsync(context, lease, used);
        if (!settling.IsCompletedSuccessfully)
        {
            _ = Abandoned.ObserveAsync(settling.AsTask());
        }
    }
}
