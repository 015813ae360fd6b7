using System.Text;
using Microsoft.Extensions.Logging;

namespace AiGateway.Client.Auditing.Sinks;

/// <summary>Writes records to the application's log, each as the line of its chain. The log decides how long they are kept.</summary>
internal sealed class LoggerAuditSink(ILogger logger) : IAuditSink
{
    public ValueTask WriteAsync(AuditBatch batch, CancellationToken cancellationToken)
    {
        if (logger.IsEnabled(LogLevel.Information))
        {
            foreach (var entry in batch.Entries)
            {
                var line = Encoding.UTF8.GetString(entry.Line.Span);
                AuditLog.Record(logger, batch.Writer, entry.Sequence, line);
            }
        }

        if (batch.Checkpoint is { } checkpoint)
        {
            AuditLog.Checkpoint(logger, checkpoint.Writer, checkpoint.Sequence, checkpoint.Hash, checkpoint.IsFinal, checkpoint.Seal);
        }

        return default;
    }

    public ValueTask<int> DeleteAsync(DateTimeOffset before, CancellationToken cancellationToken) => default;
}
