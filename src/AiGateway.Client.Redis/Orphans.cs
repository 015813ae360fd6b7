using System.Collections.Concurrent;
using AiGateway.Client.Quotas;

namespace AiGateway.Client.Redis;

/// <summary>Reservations of which nobody heard. They may have been made all the same, and are given back once Redis answers again, or else by their leases.</summary>
internal sealed class Orphans(Func<Reservation, Task> giveBack)
{
    private const int Most = 10_000;

    private readonly ConcurrentQueue<Reservation> _waiting = new();

    /// <summary>Takes a reservation, once the call that was to make it has ended.</summary>
    public async Task AddAsync(Task running, Reservation? reservation)
    {
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (reservation is not null && _waiting.Count < Most)
        {
            _waiting.Enqueue(reservation);
            if (running.IsCompletedSuccessfully)
            {
                ReleaseNext();
            }
        }
    }

    /// <summary>Gives back the next one. Each that is given back gives back another.</summary>
    public void ReleaseNext()
    {
        if (!_waiting.IsEmpty && _waiting.TryDequeue(out var orphan))
        {
            _ = ReleaseAsync(orphan);
        }
    }

    private async Task ReleaseAsync(Reservation orphan)
    {
        try
        {
            await giveBack(orphan).ConfigureAwait(false);
        }
        catch (QuotaStoreException)
        {
            if (_waiting.Count < Most)
            {
                _waiting.Enqueue(orphan);
            }
        }
    }
}
