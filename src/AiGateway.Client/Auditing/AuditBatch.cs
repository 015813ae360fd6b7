namespace AiGateway.Client.Auditing;

/// <summary>Entries of one chain that are kept together, in their order.</summary>
public sealed class AuditBatch
{
    internal AuditBatch(string writer, DateTimeOffset time, ReadOnlyMemory<byte> lines, IReadOnlyList<AuditEntry> entries, AuditCheckpoint? checkpoint) =>
        (Writer, Time, Lines, Entries, Checkpoint) = (writer, time, lines, entries, checkpoint);

    /// <summary>Gets whose chain it is: a random name for every run of a gateway.</summary>
    public string Writer { get; }

    /// <summary>Gets when the entries were recorded.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>Gets the entries as JSON Lines: UTF-8, each with a line feed at its end.</summary>
    public ReadOnlyMemory<byte> Lines { get; }

    /// <summary>Gets the entries.</summary>
    /// <value>Empty when there is only a checkpoint.</value>
    public IReadOnlyList<AuditEntry> Entries { get; }

    /// <summary>Gets the state of the chain after the entries, which is to be kept apart from them.</summary>
    /// <value><see langword="null"/> when it is not time for one.</value>
    public AuditCheckpoint? Checkpoint { get; }
}
