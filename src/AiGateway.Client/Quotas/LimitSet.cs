using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Quotas;

/// <summary>The limits that are reserved together: all or none.</summary>
internal sealed class LimitSet(IReadOnlyList<LimitRule> rules, LimitServices services, TimeSpan leaseTime)
{
    private readonly LimitRule[] _rules = [.. rules];
    private readonly bool _countsTokens = rules.Any(static rule => rule.CountsTokens);

    public LimitServices Services => services;

    /// <summary>Prepares the reservation of a request at the dearest of the targets that may serve it.</summary>
    public QuotaLease Prepare(GatewayContext context, IReadOnlyList<TargetIdentity> candidates, IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        var sizes = new LimitSizes(services, context.Route, candidates, messages, options);
        var target = candidates.Count == 1 ? candidates[0] : null;
        var charges = new QuotaCharge[_rules.Length];
        for (var i = 0; i < charges.Length; i++)
        {
            charges[i] = new QuotaCharge(_rules[i], _rules[i].Partition.Resolve(context, target), sizes.Of(_rules[i]));
        }

        return new QuotaLease(charges) { Estimate = _countsTokens ? sizes.Expected : default };
    }

    public ValueTask<QuotaDecision> ReserveAsync(QuotaLease lease, CancellationToken cancellationToken) =>
        services.Store.ReserveAsync(lease, leaseTime, cancellationToken);

    /// <summary>Notes that a reservation was granted.</summary>
    public void Admit(GatewayContext context, QuotaLease lease)
    {
        context.Add(lease);
        for (var i = 0; i < _rules.Length; i++)
        {
            if (lease.Charges[i].Remaining < 0)
            {
                _rules[i].OnOverrun(context);
            }
        }
    }

    public GatewayRejectedException Reject(QuotaLease lease, in QuotaDecision decision) =>
        decision.StoreFailed ? _rules[decision.RefusedIndex].RejectUnavailable(decision.RetryAfter)
        : _rules[decision.RefusedIndex].Reject(lease.Charges[decision.RefusedIndex], decision.RetryAfter, services.Time.GetUtcNow());

    /// <summary>Replaces what was reserved by what was used, whatever has become of the caller. A store that fails does not take the answer with it.</summary>
    public ValueTask SettleAsync(GatewayContext context, QuotaLease lease, QuotaAmounts used)
    {
        ValueTask<bool> settling;
        try
        {
            settling = services.Store.SettleAsync(lease, used, CancellationToken.None);
        }
        catch (Exception exception)
        {
            LimitLog.SettleFailed(services.Logger, context.RequestId, exception.GetType().Name);
            return default;
        }

        if (!settling.IsCompletedSuccessfully)
        {
            return AwaitAsync(settling, context, lease, used);
        }

        Report(settling.Result, context, lease, used);
        return default;
    }

    /// <summary>Learns the length of an answer.</summary>
    public void Learn(GatewayContext context, UsageDetails? usage)
    {
        if (_countsTokens && usage?.OutputTokenCount is { } tokens)
        {
            services.Outputs.Record(context.Route, tokens);
        }
    }

    private async ValueTask AwaitAsync(ValueTask<bool> settling, GatewayContext context, QuotaLease lease, QuotaAmounts used)
    {
        bool settled;
        try
        {
            settled = await settling.ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            LimitLog.SettleFailed(services.Logger, context.RequestId, exception.GetType().Name);
            return;
        }

        Report(settled, context, lease, used);
    }

    private void Report(bool settled, GatewayContext context, QuotaLease lease, QuotaAmounts used)
    {
        for (var i = 0; settled && i < _rules.Length; i++)
        {
            _rules[i].OnSettled(context, lease.Charges[i], used.Of(_rules[i].Unit));
        }
    }
}
