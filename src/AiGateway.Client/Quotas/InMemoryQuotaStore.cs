using AiGateway.Client.Pipeline;

namespace AiGateway.Client.Quotas;

/// <summary>Counts in the memory of one process. It allocates only for counters that are new, and drops those whose time is over as others are added.</summary>
/// <remarks>One lock makes several levels one step. It is held for some hundred nanoseconds, which is little beside any call of a model.</remarks>
internal sealed class InMemoryQuotaStore(TimeProvider timeProvider, IQuotaHistory? history = null) : IQuotaStore
{
    private readonly Lock _gate = new();
    private readonly CounterTable _counters = new(timeProvider, history);
    private readonly List<LeaseList> _leases = [];

    /// <summary>Gets the number of counters in memory.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _counters.Count;
            }
        }
    }

    public ValueTask<QuotaDecision> ReserveAsync(QuotaLease lease, TimeSpan lifetime, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(lifetime, TimeSpan.Zero);
        lease.ThrowIfOpen();
        lock (_gate)
        {
            var moment = timeProvider.GetUtcNow();
            ExpireLeases(moment.UtcTicks);
            return FindUnread(lease.Charges, moment) is { } unread
                ? new ValueTask<QuotaDecision>(ReserveAfterAsync(unread, lease, lifetime, cancellationToken))
                : new ValueTask<QuotaDecision>(Reserve(lease, lifetime, moment));
        }
    }

    public ValueTask<bool> SettleAsync(QuotaLease lease, QuotaAmounts used, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lease);
        lock (_gate)
        {
            // Whether a lease whose time is over was given back already makes no difference to what is counted now.
            var open = lease.IsOpen;
            if (!lease.TryEnd())
            {
                return new ValueTask<bool>(false);
            }

            LeaseList.Remove(lease);
            Settle(lease.Charges, used, open);
            return new ValueTask<bool>(true);
        }
    }

    public ValueTask<QuotaUsage> GetUsageAsync(QuotaRule rule, string partition, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(partition);
        lock (_gate)
        {
            var moment = timeProvider.GetUtcNow();
            ExpireLeases(moment.UtcTicks);
            return FindUnread([new QuotaCharge(rule, partition, 0)], moment) is { } unread
                ? new ValueTask<QuotaUsage>(GetUsageAfterAsync(unread, rule, partition, cancellationToken))
                : new ValueTask<QuotaUsage>(GetUsage(rule, partition, moment));
        }
    }

    private QuotaUsage GetUsage(QuotaRule rule, string partition, DateTimeOffset moment)
    {
        var counter = _counters.Find(rule, partition, moment);
        return new QuotaUsage(counter.Spent, counter.Reserved, rule.Limit - counter.Used(moment.UtcTicks));
    }

    private async Task<QuotaUsage> GetUsageAfterAsync(List<QuotaCounter> unread, QuotaRule rule, string partition, CancellationToken cancellationToken)
    {
        await ReadAsync(unread).WaitAsync(cancellationToken).ConfigureAwait(false);
        lock (_gate)
        {
            return GetUsage(rule, partition, timeProvider.GetUtcNow());
        }
    }

    private QuotaDecision Reserve(QuotaLease lease, TimeSpan lifetime, DateTimeOffset moment)
    {
        var decision = Reserve(lease.Charges, moment);
        if (decision.Granted)
        {
            lease.Begin(moment);
            lease.ExpiresAt = moment.UtcTicks + lifetime.Ticks;
            ListOf(lifetime.Ticks).Add(lease);
        }

        return decision;
    }

    private async Task<QuotaDecision> ReserveAfterAsync(List<QuotaCounter> unread, QuotaLease lease, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        await ReadAsync(unread).WaitAsync(cancellationToken).ConfigureAwait(false);
        lock (_gate)
        {
            // Of the time that has passed: a counter of a window that began meanwhile is read by the next request.
            return Reserve(lease, lifetime, timeProvider.GetUtcNow());
        }
    }

    // Lists the counters to wait for; those that nobody waits for are read on the side.
    private List<QuotaCounter>? FindUnread(Span<QuotaCharge> charges, DateTimeOffset moment)
    {
        List<QuotaCounter>? unread = null;
        for (var i = 0; history is not null && i < charges.Length; i++)
        {
            var counter = _counters.Find(charges[i].Rule, charges[i].Partition, moment);
            AddUnread(counter, ref unread);
            AddUnread(counter.Previous, ref unread);
        }

        return unread;
    }

    private void AddUnread(QuotaCounter? counter, ref List<QuotaCounter>? unread)
    {
        if (counter?.History is not { } reading)
        {
            return;
        }

        if (reading.IsAwaited)
        {
            (unread ??= []).Add(counter);
        }
        else
        {
            _ = Abandoned.ObserveAsync(ReadAsync([counter]));
        }
    }

    private async Task ReadAsync(List<QuotaCounter> counters)
    {
        var reads = counters.ConvertAll(counter => ReadAsync(counter));
        foreach (var read in reads)
        {
            await read.ConfigureAwait(false);
        }
    }

    private async Task ReadAsync(QuotaCounter counter)
    {
        if (counter.History is not { } reading)
        {
            return;
        }

        var used = await reading.ReadAsync().ConfigureAwait(false);
        lock (_gate)
        {
            if (used is { } amount && counter.History is not null)
            {
                counter.Spent += amount;
                counter.History = null;
            }
        }

        if (used is null && reading.IsAwaited)
        {
            throw reading.Refuse();
        }
    }

    private QuotaDecision Reserve(Span<QuotaCharge> charges, DateTimeOffset moment)
    {
        var now = moment.UtcTicks;
        for (var i = 0; i < charges.Length; i++)
        {
            ref var charge = ref charges[i];
            var rule = charge.Rule;
            var counter = charge.Counter = _counters.Find(rule, charge.Partition, moment);
            var used = counter.Used(now);
            charge.Spent = counter.Spent;
            if (rule.Enforced && !QuotaCounter.Fits(charge.Amount, used, rule.Limit))
            {
                charge.Remaining = rule.Limit - used;
                GiveBack(charges[..i]);
                return QuotaDecision.Refuse(i, counter.RetryAfter(charge.Amount, rule.Limit, now));
            }

            counter.Reserved += charge.Amount;
            charge.Remaining = rule.Limit - used - charge.Amount;
        }

        return QuotaDecision.Grant;
    }

    private void Settle(Span<QuotaCharge> charges, QuotaAmounts used, bool open)
    {
        foreach (ref var charge in charges)
        {
            var counter = charge.Counter!;
            counter.Reserved -= open ? charge.Amount : 0;
            counter.Spent += used.Of(charge.Rule.Unit);
            charge.Spent = counter.Spent;
            charge.Remaining = charge.Rule.Limit - (counter.Previous is null ? counter.Total : counter.Used(timeProvider.GetUtcNow().UtcTicks));
        }
    }

    private static void GiveBack(Span<QuotaCharge> charges)
    {
        foreach (ref var charge in charges)
        {
            charge.Counter!.Reserved -= charge.Amount;
        }
    }

    private LeaseList ListOf(long lifetime)
    {
        foreach (var list in _leases)
        {
            if (list.Lifetime == lifetime)
            {
                return list;
            }
        }

        var added = new LeaseList(lifetime);
        _leases.Add(added);
        return added;
    }

    private void ExpireLeases(long now)
    {
        foreach (var list in _leases)
        {
            while (list.FirstExpired(now) is { } lease)
            {
                LeaseList.Remove(lease);
                lease.TryExpire();
                GiveBack(lease.Charges);
            }
        }
    }
}
