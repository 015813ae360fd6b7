using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;

namespace AiGateway.Client.Auditing.Writing;

/// <summary>Has old records deleted, once an hour at most.</summary>
internal sealed class AuditExpiry(IReadOnlyList<IAuditSink> sinks, TimeSpan retention, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    private DateTimeOffset _next = DateTimeOffset.MinValue;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (now < _next || retention == TimeSpan.Zero)
        {
            return;
        }

        _next = now + Interval;
        foreach (var sink in sinks)
        {
            await DeleteAsync(sink, now - retention, cancellationToken).ConfigureAwait(false);
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "A sink may fail in any way; new records must be written all the same.")]
    private async Task DeleteAsync(IAuditSink sink, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var name = sink.GetType().Name;
        try
        {
            var count = await sink.DeleteAsync(before, cancellationToken).ConfigureAwait(false);
            if (count > 0)
            {
                AuditLog.Expired(logger, name, count, before);
            }
        }
        catch (Exception exception)
        {
            AuditLog.ExpiryFailed(logger, name, exception.GetType().Name);
        }
    }
}
