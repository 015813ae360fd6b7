using AiGateway.Client.Metering;

namespace AiGateway.Client.Sql.Writing;

/// <summary>Records that wait to be written, in the order in which they came. Their places are their numbers, so a batch that is tried again has the same ones.</summary>
internal sealed class LedgerQueue(int capacity)
{
    private readonly Lock _gate = new();
    private readonly Queue<UsageRecord> _records = new();
    private TaskCompletionSource? _signal;
    private int _threshold;
    private bool _isAwake;
    private long _accepted;
    private long _dropped;

    /// <summary>Gets how many wait, how many there have ever been, and how many were refused.</summary>
    public (int Waiting, long Accepted, long Dropped) Counts
    {
        get
        {
            lock (_gate)
            {
                return (_records.Count, _accepted, _dropped);
            }
        }
    }

    /// <summary>Adds a record.</summary>
    /// <returns><see langword="false"/> when there is no room, and the record is dropped.</returns>
    public bool TryEnqueue(UsageRecord record)
    {
        lock (_gate)
        {
            if (_records.Count >= capacity)
            {
                _dropped++;
                return false;
            }

            _records.Enqueue(record);
            _accepted++;
            if (_records.Count >= _threshold && _signal is { } signal)
            {
                _signal = null;
                signal.TrySetResult();
            }

            return true;
        }
    }

    /// <summary>Completes as soon as so many wait, or <see cref="Wake"/> is called. One waits at a time.</summary>
    public Task WhenWaitingAsync(int count)
    {
        lock (_gate)
        {
            if (_records.Count >= count || _isAwake)
            {
                _isAwake = false;
                return Task.CompletedTask;
            }

            _threshold = count;
            _signal ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _signal.Task;
        }
    }

    public void Wake()
    {
        lock (_gate)
        {
            _isAwake = _signal is null;
            _signal?.TrySetResult();
            _signal = null;
        }
    }

    /// <summary>Copies the first records. They stay until they are written.</summary>
    public void Peek(List<UsageRecord> batch, int count)
    {
        batch.Clear();
        lock (_gate)
        {
            using var records = _records.GetEnumerator();
            while (batch.Count < count && records.MoveNext())
            {
                batch.Add(records.Current);
            }
        }
    }

    public void Remove(int count)
    {
        lock (_gate)
        {
            for (var i = 0; i < count; i++)
            {
                _records.Dequeue();
            }
        }
    }
}
