using AiGateway.Client.Context;
using AiGateway.Client.Telemetry;
using Microsoft.Extensions.Logging;

namespace AiGateway.Client.Quotas;

/// <summary>A store that is elsewhere, and what to do while it does not answer: each limit as it says, and what was used is counted when the store is back.</summary>
internal sealed class GuardedQuotaStore : IQuotaStore, IDisposable
{
    private static readonly TimeSpan TrialLifetime = TimeSpan.FromSeconds(10);

    // Counts nothing that matters, but needs all that a reservation needs.
    private static readonly QuotaRule TrialRule = new("trial", "trial", LimitUnit.Requests, QuotaWindow.Sliding(TimeSpan.FromMinutes(1)), 1, enforced: false);

    private readonly IQuotaStore _store;
    private readonly InMemoryQuotaStore _local;
    private readonly DeferredSettlements _deferred;
    private readonly StoreOutage _outage;
    private readonly TimeProvider _time;
    private readonly GatewayInstruments _instruments;
    private readonly ILogger _logger;

    public GuardedQuotaStore(IQuotaStore store, TimeProvider time, GatewayInstruments instruments, ILogger logger)
    {
        _store = store;
        _time = time;
        _instruments = instruments;
        _logger = logger;
        _local = new InMemoryQuotaStore(time);
        _deferred = new DeferredSettlements(instruments);
        _outage = new StoreOutage(time, instruments, logger, TryAsync) { Recover = () => _deferred.ReplayAsync(ReplayAsync) };
        instruments.ObserveQuotaStore(() => _outage.IsOpen);
    }

    /// <summary>Guards a store, unless it is in memory.</summary>
    public static IQuotaStore Guard(IQuotaStore store, TimeProvider time, GatewayInstruments instruments, ILogger logger) =>
        store is InMemoryQuotaStore ? store : new GuardedQuotaStore(store, time, instruments, logger);

    public ValueTask<QuotaDecision> ReserveAsync(QuotaLease lease, TimeSpan lifetime, CancellationToken cancellationToken = default)
    {
        lease.ThrowIfOpen();
        lease.StoreState = null;
        return _outage.IsOpen ? new ValueTask<QuotaDecision>(DecideAlone(lease, lifetime)) : AskAsync(lease, lifetime, cancellationToken);
    }

    public ValueTask<bool> SettleAsync(QuotaLease lease, QuotaAmounts used, CancellationToken cancellationToken = default)
    {
        if (lease.StoreState is LocalGrant grant)
        {
            return new ValueTask<bool>(SettleAlone(lease, grant, used));
        }

        if (!lease.IsOpen && !lease.IsExpired)
        {
            return new ValueTask<bool>(false);
        }

        // A store that is full takes what makes room.
        return _outage is { IsOpen: true, Failure: not QuotaStoreFailure.Full } ? new ValueTask<bool>(PutOff(lease, used)) : SettleThereAsync(lease, used, cancellationToken);
    }

    public ValueTask<QuotaUsage> GetUsageAsync(QuotaRule rule, string partition, CancellationToken cancellationToken = default) => _outage.IsOpen
        ? throw new QuotaStoreException(_outage.Failure, "The quota store does not answer.")
        : _store.GetUsageAsync(rule, partition, cancellationToken);

    public void Dispose()
    {
        _outage.Dispose();
        if (_deferred.Count > 0)
        {
            QuotaStoreLog.SettlementsLost(_logger, _deferred.Count);
        }
    }

    // What a store throws at a caller who uses it wrongly says nothing about the store.
    private static bool IsFailure(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        OperationCanceledException => !cancellationToken.IsCancellationRequested,
        ObjectDisposedException => true,
        InvalidOperationException or ArgumentException => false,
        _ => true,
    };

    private static T AtOnce<T>(ValueTask<T> answer) =>
        answer.IsCompletedSuccessfully ? answer.Result : throw new InvalidOperationException("A store in memory waits for nothing.");

    private async ValueTask<QuotaDecision> AskAsync(QuotaLease lease, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        var epoch = _outage.Epoch;
        try
        {
            return await _store.ReserveAsync(lease, lifetime, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsFailure(exception, cancellationToken))
        {
            _outage.Report(epoch, exception);
        }

        return DecideAlone(lease, lifetime);
    }

    private async ValueTask<bool> SettleThereAsync(QuotaLease lease, QuotaAmounts used, CancellationToken cancellationToken)
    {
        var epoch = _outage.Epoch;
        try
        {
            return await _store.SettleAsync(lease, used, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsFailure(exception, cancellationToken))
        {
            _outage.Report(epoch, exception);
        }

        return PutOff(lease, used);
    }

    private bool PutOff(QuotaLease lease, QuotaAmounts used)
    {
        var added = _deferred.Add(lease, used);
        if (!_outage.IsOpen)
        {
            // The outage ended meanwhile, and with it the replay of what waited then.
            _ = _deferred.ReplayAsync(ReplayAsync);
        }

        return added;
    }

    private QuotaDecision DecideAlone(QuotaLease lease, TimeSpan lifetime)
    {
        _outage.CountAffected();
        var decision = Decide(lease, lifetime);
        if (_instruments.QuotaStoreDecisions.Enabled)
        {
            var outcome = decision.Granted ? "granted" : decision.StoreFailed ? "denied" : "refused";
            _instruments.QuotaStoreDecisions.Add(1, new KeyValuePair<string, object?>(GatewayTelemetry.OutcomeTag, outcome));
        }

        return decision;
    }

    private QuotaDecision Decide(QuotaLease lease, TimeSpan lifetime)
    {
        for (var i = 0; i < lease.Charges.Length; i++)
        {
            if (lease.Charges[i].Rule is { Enforced: true, OnStoreFailure: StoreFailureMode.Deny })
            {
                return QuotaDecision.Fail(i, _outage.RetryAfter);
            }
        }

        var grant = LocalGrant.Of(lease.Charges);
        var decision = AtOnce(_local.ReserveAsync(grant.Lease, lifetime));
        grant.CopyTo(lease.Charges);
        if (!decision.Granted)
        {
            return QuotaDecision.Refuse(grant.IndexOf(decision.RefusedIndex), decision.RetryAfter);
        }

        lease.StoreState = grant;
        lease.Begin(_time.GetUtcNow());
        return decision;
    }

    private bool SettleAlone(QuotaLease lease, LocalGrant grant, QuotaAmounts used)
    {
        if (!lease.TryEnd())
        {
            return false;
        }

        var settled = AtOnce(_local.SettleAsync(grant.Lease, used));
        grant.CopyTo(lease.Charges);
        return settled;
    }

    private async Task TryAsync()
    {
        var lease = new QuotaLease(new QuotaCharge(TrialRule, "", 1));
        await _store.ReserveAsync(lease, TrialLifetime).ConfigureAwait(false);
        await _store.SettleAsync(lease, default).ConfigureAwait(false);
    }

    private async Task<bool> ReplayAsync(QuotaLease lease, QuotaAmounts used)
    {
        var epoch = _outage.Epoch;
        try
        {
            await _store.SettleAsync(lease, used).ConfigureAwait(false);
            return true;
        }
        catch (Exception exception)
        {
            _outage.Report(epoch, exception);
            return false;
        }
    }
}
