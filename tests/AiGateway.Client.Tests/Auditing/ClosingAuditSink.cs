using AiGateway.Client.Auditing;

namespace AiGateway.Client.Tests.Auditing;

/// <summary>Cannot be used once it was disposed, like a connection.</summary>
internal sealed class ClosingAuditSink : IAuditSink, IDisposable
{
    public int Written { get; private set; }

    public bool IsClosed { get; private set; }

    public ValueTask WriteAsync(AuditBatch batch, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(IsClosed, this);
        Written += batch.Entries.Count;
        return default;
    }

    public ValueTask<int> DeleteAsync(DateTimeOffset before, CancellationToken cancellationToken) => new(0);

    public void Dispose() => IsClosed = true;
}
