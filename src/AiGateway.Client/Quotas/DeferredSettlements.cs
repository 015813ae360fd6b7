using System.Collections.Concurrent;
using AiGateway.Client.Telemetry;

namespace AiGateway.Client.Quotas;

/// <summary>What is to be counted when a store is back. A bounded number; what is beyond is lost, and counted as such.</summary>
internal sealed class DeferredSettlements(GatewayInstruments instruments)
{
    /// <summary>The most that wait. Each takes some hundred bytes.</summary>
    public const int Limit = 10_000;

    // One that a store takes at no time must not hold back the others for ever.
    private const int MostTries = 20;

    private readonly ConcurrentQueue<Settlement> _waiting = new();
    private int _count;
    private long _dropped;
    private int _replaying;

    public int Count => Volatile.Read(ref _count);

    /// <summary>Puts a settlement off. Its charges receive what is expected to be spent and left.</summary>
    /// <returns><see langword="false"/> when it had been put off before.</returns>
    public bool Add(QuotaLease lease, QuotaAmounts used)
    {
        if (!lease.TryDefer())
        {
            return false;
        }

        foreach (ref var charge in lease.Charges)
        {
            var amount = used.Of(charge.Rule.Unit);
            charge.Spent += amount;
            charge.Remaining += charge.Amount - amount;
        }

        if (Interlocked.Increment(ref _count) <= Limit)
        {
            _waiting.Enqueue(new Settlement(lease, used));
            Tell("deferred");
        }
        else
        {
            Interlocked.Decrement(ref _count);
            Interlocked.Increment(ref _dropped);
            Tell("dropped");
        }

        return true;
    }

    /// <summary>Settles everything that waits. What fails, and what is behind it, goes on waiting.</summary>
    /// <param name="settle">Settles one.</param>
    /// <returns>How many were settled, and how many were lost since the last time.</returns>
    public async Task<(long Replayed, long Dropped)> ReplayAsync(Func<QuotaLease, QuotaAmounts, Task<bool>> settle)
    {
        var (replayed, goesOn) = (0L, true);

        // What comes while the last one leaves would wait for nobody.
        while (goesOn && !_waiting.IsEmpty && Interlocked.Exchange(ref _replaying, 1) == 0)
        {
            while (goesOn && _waiting.TryPeek(out var next))
            {
                goesOn = await SettleAsync(next, settle).ConfigureAwait(false);
                replayed += goesOn ? 1 : 0;
            }

            Volatile.Write(ref _replaying, 0);
        }

        return (replayed, Interlocked.Exchange(ref _dropped, 0));
    }

    private async Task<bool> SettleAsync(Settlement next, Func<QuotaLease, QuotaAmounts, Task<bool>> settle)
    {
        var settled = await settle(next.Lease, next.Used).ConfigureAwait(false);
        if (!settled && ++next.Tries < MostTries)
        {
            return false;
        }

        _waiting.TryDequeue(out _);
        Interlocked.Decrement(ref _count);
        if (!settled)
        {
            Interlocked.Increment(ref _dropped);
        }

        Tell(settled ? "replayed" : "dropped");
        return settled;
    }

    private void Tell(string outcome) => instruments.QuotaStoreSettlements.Add(1, new KeyValuePair<string, object?>(GatewayTelemetry.OutcomeTag, outcome));

    private sealed class Settlement(QuotaLease lease, QuotaAmounts used)
    {
        public QuotaLease Lease => lease;

        public QuotaAmounts Used => used;

        public int Tries { get; set; }
    }
}
