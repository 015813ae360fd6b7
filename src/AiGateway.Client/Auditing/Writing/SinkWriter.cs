using System.Diagnostics.CodeAnalysis;
using AiGateway.Client.Telemetry;
using Microsoft.Extensions.Logging;

namespace AiGateway.Client.Auditing.Writing;

/// <summary>Gives batches to one sink, each until it is kept.</summary>
internal sealed class SinkWriter(IAuditSink sink, AuditSettings settings, GatewayInstruments instruments, TimeProvider time, ILogger logger) : IDisposable
{
    private readonly string _name = sink.GetType().Name;
    private volatile bool _isFailing;

    /// <summary>Gets a value indicating whether the last try failed.</summary>
    public bool IsFailing => _isFailing;

    /// <summary>Tries until the batch is kept, or nobody waits any longer.</summary>
    /// <returns><see langword="false"/> when nobody does.</returns>
    public async Task<bool> TryWriteAsync(AuditBatch batch, CancellationToken giveUp)
    {
        for (var failures = 0; ; failures++)
        {
            if (await TryOnceAsync(batch, failures, giveUp).ConfigureAwait(false))
            {
                if (failures > 0)
                {
                    AuditLog.SinkRecovered(logger, _name, failures);
                }

                return true;
            }

            await Task.Delay(settings.Backoff(failures + 1), time, giveUp).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (giveUp.IsCancellationRequested)
            {
                return false;
            }
        }
    }

    public void Dispose()
    {
        // What the application registered is its own; what the gateway made for itself ends with it.
        if (sink is Sinks.JsonLinesAuditSink { IsOwned: true } files)
        {
            files.Dispose();
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "A sink may fail in any way; it is tried again.")]
    private async Task<bool> TryOnceAsync(AuditBatch batch, int failures, CancellationToken giveUp)
    {
        var start = time.GetTimestamp();
        try
        {
            var write = sink.WriteAsync(batch, giveUp);
            if (!write.IsCompletedSuccessfully)
            {
                // A sink may ignore its token; the end of the application does not wait for it longer than is configured.
                await write.AsTask().WaitAsync(giveUp).ConfigureAwait(false);
            }

            instruments.RecordAuditWrite(_name, time.GetElapsedTime(start), failed: false);
            _isFailing = false;
            return true;
        }
        catch (Exception exception)
        {
            instruments.RecordAuditWrite(_name, time.GetElapsedTime(start), failed: true);
            _isFailing = true;
            if (failures == 0)
            {
                AuditLog.SinkFailed(logger, _name, exception.GetType().Name, settings.QueueCapacity);
            }

            return false;
        }
    }
}
