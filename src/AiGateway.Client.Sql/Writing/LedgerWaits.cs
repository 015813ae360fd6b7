namespace AiGateway.Client.Sql.Writing;

/// <summary>What the writer waits for, and who waits for the writer.</summary>
internal sealed class LedgerWaits(LedgerQueue queue, SqlLedgerOptions options, TimeProvider time)
{
    private static readonly Task Never = new TaskCompletionSource().Task;

    // Nothing is said while records wait for others: an instance must not seem dead meanwhile.
    private readonly TimeSpan _flushInterval = options.FlushInterval < options.HeartbeatInterval ? options.FlushInterval : options.HeartbeatInterval;
    private readonly Lock _gate = new();
    private readonly List<(long Target, TaskCompletionSource Done)> _flushes = [];
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _started;
    private bool _closeSeen;
    private bool _ended;

    /// <summary>Waits for a full batch, for a record that has waited long enough, for a heartbeat, or after failures for the next try.</summary>
    public async Task WaitAsync(int failures, CancellationToken giveUp)
    {
        if (!_started)
        {
            // The first thing is to open the database, not to wait.
            _started = true;
        }
        else if (failures > 0)
        {
            // Whoever closes interrupts the wait once; from then on it is tried at the shortest distance.
            await WithinAsync(_closeSeen ? Never : _closed.Task, _closeSeen ? options.RetryDelay : Backoff(failures), giveUp).ConfigureAwait(false);
            _closeSeen = _closed.Task.IsCompleted;
        }
        else if (!IsUrgent() && await WithinAsync(queue.WhenWaitingAsync(1), options.HeartbeatInterval, giveUp).ConfigureAwait(false) && !IsUrgent())
        {
            await WithinAsync(queue.WhenWaitingAsync(options.BatchSize), _flushInterval, giveUp).ConfigureAwait(false);
        }
    }

    public async Task FlushAsync(long written, CancellationToken cancellationToken)
    {
        var target = queue.Counts.Accepted;
        TaskCompletionSource done;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_ended, typeof(SqlLedger));
            done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _flushes.Add((target, done));
        }

        if (written >= target && target > 0)
        {
            OnWritten(written);
        }

        queue.Wake();
        await done.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public void OnWritten(long written)
    {
        lock (_gate)
        {
            _flushes.RemoveAll(flush => flush.Target <= written && flush.Done.TrySetResult());
        }
    }

    public void Close()
    {
        _closed.TrySetResult();
        queue.Wake();
    }

    /// <summary>Tells those who still wait that it was in vain.</summary>
    public void End()
    {
        lock (_gate)
        {
            _ended = true;
            _flushes.ForEach(flush => flush.Done.TrySetException(new ObjectDisposedException(nameof(SqlLedger))));
            _flushes.Clear();
        }
    }

    private bool IsUrgent()
    {
        lock (_gate)
        {
            return _flushes.Count > 0 || _closed.Task.IsCompleted;
        }
    }

    private TimeSpan Backoff(int failures) =>
        TimeSpan.FromTicks(Math.Min(options.MaxRetryDelay.Ticks, options.RetryDelay.Ticks << Math.Min(failures - 1, 20)));

    private async Task<bool> WithinAsync(Task task, TimeSpan limit, CancellationToken giveUp)
    {
        // Not WaitAsync: nothing is thrown where nothing is wrong.
        using var over = CancellationTokenSource.CreateLinkedTokenSource(giveUp);
        var first = await Task.WhenAny(task, Task.Delay(limit, time, over.Token)).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        return first == task;
    }
}
