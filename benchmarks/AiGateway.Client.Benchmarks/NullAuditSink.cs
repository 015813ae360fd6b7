using AiGateway.Client.Auditing;

namespace AiGateway.Client.Benchmarks;

/// <summary>Keeps nothing.</summary>
internal sealed class NullAuditSink : IAuditSink
{
    public ValueTask WriteAsync(AuditBatch batch, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask<int> DeleteAsync(DateTimeOffset before, CancellationToken cancellationToken) => ValueTask.FromResult(0);
}
