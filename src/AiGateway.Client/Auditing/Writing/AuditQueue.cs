using System.Threading.Channels;
using AiGateway.Client.Pipeline;
using AiGateway.Client.Telemetry;
using Microsoft.Extensions.Logging;

namespace AiGateway.Client.Auditing.Writing;

/// <summary>Records on their way to the writer. Room for a record is taken before its request is served, so that handing it over neither waits nor fails.</summary>
internal sealed class AuditQueue(AuditSettings settings, AuditLosses losses, TimeProvider time, GatewayInstruments instruments, ILogger logger) : IDisposable
{
    private readonly SemaphoreSlim _room = new(settings.QueueCapacity, settings.QueueCapacity);
    private readonly Channel<object> _items = Channel.CreateUnbounded<object>(new UnboundedChannelOptions { SingleReader = true });
    private int _waiting;
    private int _isFull;

    /// <summary>Gets the records, and what <see cref="FlushAsync"/> waits for, in their order.</summary>
    public ChannelReader<object> Items => _items.Reader;

    /// <summary>Gets how many records wait to be written.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Gets for how many records room is taken, also of requests that are still served.</summary>
    public int Taken => settings.QueueCapacity - _room.CurrentCount;

    /// <summary>Takes room for a record.</summary>
    /// <returns><see langword="false"/> when there is none and the request is served without a record.</returns>
    /// <exception cref="GatewayRejectedException">There is none, and the request is not served.</exception>
    public ValueTask<bool> ReserveAsync(CancellationToken cancellationToken)
    {
        if (_room.Wait(0, CancellationToken.None))
        {
            return new(true);
        }

        if (Interlocked.Exchange(ref _isFull, 1) == 0)
        {
            AuditLog.QueueFull(logger, settings.QueueCapacity, settings.WhenFull);
        }

        return settings.WhenFull switch
        {
            AuditQueueMode.Wait => WaitAsync(cancellationToken),
            AuditQueueMode.Drop => new(false),
            _ => ValueTask.FromException<bool>(Refuse()),
        };
    }

    /// <summary>Hands a record over that room was taken for.</summary>
    public void Enqueue(AuditRecord record)
    {
        Interlocked.Increment(ref _waiting);
        if (!_items.Writer.TryWrite(record))
        {
            Interlocked.Decrement(ref _waiting);
            OnLost(1);
        }
    }

    /// <summary>Counts a record for which there was no room.</summary>
    public void OnDropped()
    {
        losses.Add(1);
        instruments.CountAudit(1, "dropped");
    }

    /// <summary>Counts records that come too late.</summary>
    public void OnLost(int count)
    {
        losses.Add(count);
        instruments.CountAudit(count, "lost");
        AuditLog.Lost(logger, count);
    }

    /// <summary>Gives room back: of records that are written.</summary>
    public void OnWritten(int count)
    {
        Interlocked.Add(ref _waiting, -count);
        Volatile.Write(ref _isFull, 0);
        _room.Release(count);
        instruments.CountAudit(count, "written");
    }

    /// <summary>Waits until everything is written that was handed over by now.</summary>
    public Task FlushAsync(CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _items.Writer.TryWrite(done) ? done.Task.WaitAsync(cancellationToken) : Task.CompletedTask;
    }

    public void Close() => _items.Writer.TryComplete();

    public void Dispose() => _room.Dispose();

    private async ValueTask<bool> WaitAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(settings.MaxWait, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await _room.WaitAsync(linked.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Refuse();
        }
    }

    private GatewayRejectedException Refuse()
    {
        instruments.CountAudit(1, "refused");
        return new GatewayRejectedException(
            GatewayStage.Entry, "audit_queue_full", "The request was not served, because there is no room for its audit record. Look after the audit sinks, or raise Auditing:QueueCapacity.");
    }
}
