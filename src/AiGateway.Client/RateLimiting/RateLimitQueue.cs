using AiGateway.Client.Context;
using AiGateway.Client.Quotas;
using AiGateway.Client.Resilience;

namespace AiGateway.Client.RateLimiting;

/// <summary>Lets requests wait for rate limits: the first by priority and arrival tries, the others wait for it.</summary>
internal sealed class RateLimitQueue(LimitQueues queues, LimitServices services) : ILimitQueue
{
    // What another process gives back, and what expires, nobody signals.
    private static readonly TimeSpan LongestNap = TimeSpan.FromSeconds(1);

    public int FindAhead(QuotaLease lease, GatewayPriority priority) => queues.FindAhead(lease, priority);

    public void Signal(QuotaLease lease) => queues.Signal(lease);

    public async ValueTask WaitAsync(
        LimitSet limits, QuotaLease lease, QuotaDecision decision, GatewayPriority priority, CancellationToken cancellationToken)
    {
        var start = services.Time.GetTimestamp();
        var ticket = queues.CreateTicket(priority);
        while (!decision.Granted)
        {
            // Another limit may be in the way by now: then its queue is the one to wait in, with the same rights.
            decision = await WaitAsync(limits, lease, decision, ticket, start, cancellationToken).ConfigureAwait(false);
        }

        services.Instruments.LimitQueueDuration.Record(services.Time.GetElapsedTime(start).TotalSeconds);
    }

    private async ValueTask<QuotaDecision> WaitAsync(
        LimitSet limits, QuotaLease lease, QuotaDecision decision, QueueTicket ticket, long start, CancellationToken cancellationToken)
    {
        var index = decision.RefusedIndex;
        var rule = (RateLimitRule)lease.Charges[index].Rule;
        var deadline = start + services.Time.Ticks(rule.QueueTimeout);
        Check(limits, lease, decision, rule, deadline);
        if (!queues.TryEnter(lease, index, ticket, rule.QueueLimit))
        {
            throw rule.RejectFullQueue(lease.Charges[index]);
        }

        try
        {
            return await TakeTurnAsync(limits, lease, decision, ticket, deadline, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            queues.Leave(lease, index, ticket);
        }
    }

    private async ValueTask<QuotaDecision> TakeTurnAsync(
        LimitSet limits, QuotaLease lease, QuotaDecision decision, QueueTicket ticket, long deadline, CancellationToken cancellationToken)
    {
        var index = decision.RefusedIndex;
        var rule = (RateLimitRule)lease.Charges[index].Rule;
        while (true)
        {
            var woken = ticket.Listen();
            if (queues.IsFirst(lease, index, ticket))
            {
                decision = await limits.ReserveAsync(lease, cancellationToken).ConfigureAwait(false);
                if (decision.Granted || decision.StoreFailed || decision.RefusedIndex != index)
                {
                    return decision;
                }
            }

            var left = deadline - services.Time.GetTimestamp();
            if (ticket.IsEvicted || left <= 0)
            {
                throw ticket.IsEvicted ? rule.RejectFullQueue(lease.Charges[index]) : rule.RejectTimeout(lease.Charges[index], decision.RetryAfter);
            }

            await woken.WaitAsync(Nap(decision.RetryAfter, services.Time.Wait(left)), services.Time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    // A wait is refused at once when the limit lets nobody wait, or when it is known to be in vain.
    private void Check(LimitSet limits, QuotaLease lease, in QuotaDecision decision, RateLimitRule rule, long deadline)
    {
        var charge = lease.Charges[decision.RefusedIndex];
        var left = services.Time.Wait(Math.Max(0, deadline - services.Time.GetTimestamp()));
        if (decision.StoreFailed || rule.QueueLimit == 0 || charge.Amount > rule.Limit || (rule.Unit is LimitUnit.Requests && decision.RetryAfter > left))
        {
            throw limits.Reject(lease, decision);
        }
    }

    // In the whole milliseconds that timers count, so that it never ends early.
    private static TimeSpan Nap(TimeSpan? retryAfter, TimeSpan left)
    {
        var most = left < LongestNap ? left : LongestNap;
        return retryAfter < most ? TimeSpan.FromMilliseconds(Math.Ceiling(retryAfter.Value.TotalMilliseconds)) : most;
    }
}
