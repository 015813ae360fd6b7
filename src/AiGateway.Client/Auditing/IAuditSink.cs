namespace AiGateway.Client.Auditing;

/// <summary>Keeps audit records: in files, a database, a log.</summary>
/// <remarks>
/// The batches of one writer come one after another, never at once. A batch that failed comes again until it is kept: what was kept of it already must not be kept twice.
/// </remarks>
public interface IAuditSink
{
    /// <summary>Keeps a batch.</summary>
    /// <param name="batch">The batch. Its text is only valid until the call ends.</param>
    /// <param name="cancellationToken">Cancelled when the application does not wait any longer.</param>
    /// <returns>A task that ends when the batch is kept.</returns>
    ValueTask WriteAsync(AuditBatch batch, CancellationToken cancellationToken);

    /// <summary>Deletes what was recorded before a moment, and may leave some of it for the next time.</summary>
    /// <param name="before">The moment.</param>
    /// <param name="cancellationToken">Cancelled when the application does not wait any longer.</param>
    /// <returns>How many records, or files of them, were deleted.</returns>
    ValueTask<int> DeleteAsync(DateTimeOffset before, CancellationToken cancellationToken);
}
