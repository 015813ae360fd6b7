namespace AiGateway.Client.Auditing.Chain;

/// <summary>Reads what a sink has kept, to verify it.</summary>
public interface IAuditStore
{
    /// <summary>Reads the entries: those of one writer after another, each in the order in which they are kept.</summary>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>The entries as they stand there, whatever has become of them.</returns>
    IAsyncEnumerable<AuditLine> ReadAsync(CancellationToken cancellationToken = default);

    /// <summary>Reads the checkpoints.</summary>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>The checkpoints, in any order.</returns>
    IAsyncEnumerable<AuditCheckpoint> ReadCheckpointsAsync(CancellationToken cancellationToken = default);
}
