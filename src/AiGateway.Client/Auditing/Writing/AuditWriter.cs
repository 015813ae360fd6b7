using AiGateway.Client.Auditing.Chain;
using AiGateway.Client.Telemetry;
using Microsoft.Extensions.Logging;

namespace AiGateway.Client.Auditing.Writing;

/// <summary>The only one that writes: takes records from the queue in batches, puts them into the chain, and gives every batch to all sinks before the next.</summary>
internal sealed class AuditWriter : IAsyncDisposable
{
    private static readonly TimeSpan CheckpointAge = TimeSpan.FromMinutes(1);

    private readonly AuditSettings _settings;
    private readonly AuditQueue _queue;
    private readonly ChainWriter _chain;
    private readonly SinkWriter[] _sinks;
    private readonly AuditExpiry _expiry;
    private readonly TimeProvider _time;
    private readonly List<AuditRecord> _batch = [];
    private readonly List<TaskCompletionSource> _flushes = [];
    private readonly CancellationTokenSource _giveUp;
    private readonly Lazy<Task> _stopping;
    private readonly Task _run;
    private DateTimeOffset _checked;

    public AuditWriter(
        AuditSettings settings, AuditQueue queue, ChainWriter chain, IReadOnlyList<IAuditSink> sinks, GatewayInstruments instruments, TimeProvider time, ILogger logger)
    {
        (_settings, _queue, _chain, _time) = (settings, queue, chain, time);
        _sinks = [.. sinks.Select(sink => new SinkWriter(sink, settings, instruments, time, logger))];
        _expiry = new AuditExpiry(sinks, settings.Retention, time, logger);
        _checked = time.GetUtcNow();
        _giveUp = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _stopping = new Lazy<Task>(StopAsync);
        var names = string.Join(", ", sinks.Select(sink => sink.GetType().Name));
        AuditLog.Opened(logger, names, chain.Name);
        _run = Task.Run(RunAsync);
    }

    public string Name => _chain.Name;

    /// <summary>Gets a value indicating whether a sink could not write when it was last tried.</summary>
    public bool IsFailing => Array.Exists(_sinks, sink => sink.IsFailing);

    /// <summary>Writes what waits, within the time for it, and ends the chain.</summary>
    public ValueTask DisposeAsync() => new(_stopping.Value);

    private async Task StopAsync()
    {
        _queue.Close();
        _giveUp.CancelAfter(_settings.ShutdownTimeout);
        await _run.ConfigureAwait(false);
        foreach (var sink in _sinks)
        {
            sink.Dispose();
        }

        _giveUp.Dispose();
        _queue.Dispose();
        _chain.Dispose();
    }

    private async Task RunAsync()
    {
        await _expiry.RunAsync(_giveUp.Token).ConfigureAwait(false);
        while (await _queue.Items.WaitToReadAsync().ConfigureAwait(false))
        {
            Fill();
            if (_batch.Count > 0 && !await TryWriteAsync(_chain.Seal(_batch, _time.GetUtcNow(), IsCheckDue())).ConfigureAwait(false))
            {
                Abandon();
                return;
            }

            _flushes.ForEach(flush => flush.TrySetResult());
            await _expiry.RunAsync(_giveUp.Token).ConfigureAwait(false);
        }

        if (_chain.Sequence > 0)
        {
            await TryWriteAsync(_chain.Seal([], _time.GetUtcNow(), withCheckpoint: true, isFinal: true)).ConfigureAwait(false);
        }
    }

    private void Fill()
    {
        _batch.Clear();
        _flushes.Clear();
        while (_batch.Count < _settings.BatchSize && _queue.Items.TryRead(out var item))
        {
            if (item is AuditRecord record)
            {
                _batch.Add(record);
            }
            else
            {
                // Whoever waits for what is before it need not wait for what comes after.
                _flushes.Add((TaskCompletionSource)item);
                return;
            }
        }
    }

    private bool IsCheckDue()
    {
        var now = _time.GetUtcNow();
        if (_chain.Unchecked + _batch.Count < _settings.CheckpointInterval && now - _checked < CheckpointAge)
        {
            return false;
        }

        _checked = now;
        return true;
    }

    private async Task<bool> TryWriteAsync(AuditBatch batch)
    {
        foreach (var sink in _sinks)
        {
            if (!await sink.TryWriteAsync(batch, _giveUp.Token).ConfigureAwait(false))
            {
                return false;
            }
        }

        if (batch.Entries.Count > 0)
        {
            _queue.OnWritten(batch.Entries.Count);
        }

        return true;
    }

    private void Abandon()
    {
        var lost = _batch.Count;
        _flushes.ForEach(Fail);
        while (_queue.Items.TryRead(out var item))
        {
            if (item is TaskCompletionSource flush)
            {
                Fail(flush);
            }
            else
            {
                lost++;
            }
        }

        _queue.OnLost(lost);

        static void Fail(TaskCompletionSource flush) => flush.TrySetException(new ObjectDisposedException(nameof(AuditTrail)));
    }
}
