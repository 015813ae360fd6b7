using System.Text;
using AiGateway.Client.Auditing;

namespace AiGateway.Client.Tests.Auditing;

/// <summary>Keeps audit records in memory, and fails when it is told to.</summary>
internal sealed class MemoryAuditSink : IAuditSink
{
    private readonly Lock _gate = new();
    private readonly List<(AuditRecord Record, string Line)> _entries = [];

    /// <summary>Runs before a batch is kept.</summary>
    public Func<AuditBatch, Task>? OnWrite { get; set; }

    /// <summary>Gets or sets how many requests there were, for tests that wait for their records.</summary>
    public int Asked { get; set; }

    public List<AuditCheckpoint> Checkpoints { get; } = [];

    public List<DateTimeOffset> Deletions { get; } = [];

    public IReadOnlyList<AuditRecord> Records
    {
        get
        {
            lock (_gate)
            {
                return [.. _entries.Select(entry => entry.Record)];
            }
        }
    }

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_gate)
            {
                return [.. _entries.Select(entry => entry.Line)];
            }
        }
    }

    public async ValueTask WriteAsync(AuditBatch batch, CancellationToken cancellationToken)
    {
        if (OnWrite is { } onWrite)
        {
            await onWrite(batch);
        }

        lock (_gate)
        {
            _entries.AddRange(batch.Entries.Select(entry => (entry.Record, Encoding.UTF8.GetString(entry.Line.Span))));
            if (batch.Checkpoint is { } checkpoint)
            {
                Checkpoints.Add(checkpoint);
            }
        }
    }

    public ValueTask<int> DeleteAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        Deletions.Add(before);
        return new(0);
    }
}
