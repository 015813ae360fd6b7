using AiGateway.Client.Context;
using AiGateway.Client.Quotas;

namespace AiGateway.Client.RateLimiting;

/// <summary>The queues of all limits. A queue exists while somebody waits in it. They outlive reloads of the configuration.</summary>
internal sealed class LimitQueues
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Rule, string Partition), SortedSet<QueueTicket>> _queues = [];
    private long _lastNumber;
    private volatile int _waiting;

    /// <summary>Gets the number of requests that wait.</summary>
    public int Waiting => _waiting;

    public QueueTicket CreateTicket(GatewayPriority priority) => new(priority, Interlocked.Increment(ref _lastNumber));

    /// <summary>Finds the first charge for which somebody waits who goes before a newcomer.</summary>
    public int FindAhead(QuotaLease lease, GatewayPriority priority)
    {
        if (_waiting == 0)
        {
            return -1;
        }

        lock (_gate)
        {
            for (var i = 0; i < lease.Charges.Length; i++)
            {
                if (_queues.TryGetValue(KeyOf(lease, i), out var queue) && queue.Min!.Priority >= priority)
                {
                    return i;
                }
            }
        }

        return -1;
    }

    /// <summary>Takes a place in a queue. In a full one only from somebody who goes later.</summary>
    public bool TryEnter(QuotaLease lease, int index, QueueTicket ticket, int limit)
    {
        var key = KeyOf(lease, index);
        lock (_gate)
        {
            if (!_queues.TryGetValue(key, out var queue))
            {
                queue = [];
            }

            if (queue.Count >= limit && !TryEvict(queue, ticket))
            {
                return false;
            }

            queue.Add(ticket);
            _queues[key] = queue;
            _waiting++;
            return true;
        }
    }

    public bool IsFirst(QuotaLease lease, int index, QueueTicket ticket)
    {
        lock (_gate)
        {
            return _queues.TryGetValue(KeyOf(lease, index), out var queue) && queue.Min == ticket;
        }
    }

    /// <summary>Leaves a queue, and lets the next one look.</summary>
    public void Leave(QuotaLease lease, int index, QueueTicket ticket)
    {
        var key = KeyOf(lease, index);
        lock (_gate)
        {
            if (!_queues.TryGetValue(key, out var queue) || !queue.Remove(ticket))
            {
                return;
            }

            _waiting--;
            if (queue.Count == 0)
            {
                _queues.Remove(key);
            }

            queue.Min?.Wake();
        }
    }

    /// <summary>Lets the first of every queue look that waits for what a lease has given back.</summary>
    public void Signal(QuotaLease lease)
    {
        if (_waiting == 0)
        {
            return;
        }

        lock (_gate)
        {
            for (var i = 0; i < lease.Charges.Length; i++)
            {
                if (_queues.TryGetValue(KeyOf(lease, i), out var queue))
                {
                    queue.Min!.Wake();
                }
            }
        }
    }

    private bool TryEvict(SortedSet<QueueTicket> queue, QueueTicket ticket)
    {
        if (queue.Max is not { } last || last.Priority >= ticket.Priority)
        {
            return false;
        }

        queue.Remove(last);
        _waiting--;
        last.Evict();
        return true;
    }

    private static (string Rule, string Partition) KeyOf(QuotaLease lease, int index) => (lease.Charges[index].Rule.Id, lease.Charges[index].Partition);
}
