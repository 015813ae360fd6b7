namespace AiGateway.Client.Auditing.Writing;

/// <summary>How many records were not kept, by all trails of a gateway since its start.</summary>
internal sealed class AuditLosses
{
    private long _count;

    public long Count => Volatile.Read(ref _count);

    public void Add(int count) => Interlocked.Add(ref _count, count);
}
