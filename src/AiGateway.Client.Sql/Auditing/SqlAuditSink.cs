using System.Data.Common;
using AiGateway.Client.Auditing;
using AiGateway.Client.Sql.Dialects;
using AiGateway.Client.Sql.Schema;
using AiGateway.Client.Sql.Writing;

namespace AiGateway.Client.Sql.Auditing;

/// <summary>Keeps audit records in a database, SQLite or PostgreSQL. Its tables are made and brought up to date by whoever comes first.</summary>
/// <remarks>A batch is one transaction, and one that comes again changes nothing.</remarks>
public sealed class SqlAuditSink : IAuditSink, IDisposable
{
    // Batches are written in between, so the steps at a time are few.
    private const int Steps = 10;
    private const int RowsPerStep = 1000;

    private readonly MigratedSource _source;

    /// <summary>Initializes a new instance of the <see cref="SqlAuditSink"/> class.</summary>
    /// <param name="source">The database. It is not disposed.</param>
    /// <param name="dialect">What it is. Default: found out by its connections.</param>
    /// <exception cref="NotSupportedException">The database is neither SQLite nor PostgreSQL.</exception>
    public SqlAuditSink(DbDataSource source, SqlDialect dialect = SqlDialect.Detect)
    {
        ArgumentNullException.ThrowIfNull(source);
        _source = new MigratedSource(source, Dialect.Of(source, dialect));
    }

    /// <inheritdoc />
    public async ValueTask WriteAsync(AuditBatch batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var connection = await _source.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var owned = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ownedTransaction = transaction.ConfigureAwait(false);
        if (batch.Entries.Count > 0)
        {
            AuditRow[] rows = [.. batch.Entries.Select(entry => new AuditRow(entry, batch.Time))];
            await _source.Dialect.InsertAsync(connection, transaction, AuditRow.Table, batch.Writer, batch.Entries[0].Sequence, rows, cancellationToken).ConfigureAwait(false);
        }

        if (batch.Checkpoint is { } checkpoint)
        {
            await WriteAsync(connection, transaction, checkpoint, cancellationToken).ConfigureAwait(false);
        }

        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async ValueTask<int> DeleteAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var connection = await _source.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var owned = connection.ConfigureAwait(false);
        var deleted = 0;
        for (var step = 0; step < Steps; step++)
        {
            var count = await DeleteRowsAsync(connection, before, cancellationToken).ConfigureAwait(false);
            deleted += count;
            if (count < RowsPerStep)
            {
                break;
            }
        }

        await connection.ExecuteAsync(null, """
            DELETE FROM aigateway_audit_checkpoint WHERE at_us < @before AND NOT EXISTS (SELECT 1 FROM aigateway_audit AS a WHERE a.writer = aigateway_audit_checkpoint.writer)
            """, cancellationToken, ("before", LedgerUnits.ToMicroseconds(before))).ConfigureAwait(false);
        return deleted;
    }

    /// <inheritdoc />
    public void Dispose() => _source.Dispose();

    // From the beginning of each chain, so that no hole comes to be.
    private static Task<int> DeleteRowsAsync(DbConnection connection, DateTimeOffset before, CancellationToken cancellationToken) => connection.ExecuteAsync(null, """
        DELETE FROM aigateway_audit WHERE (writer, sequence) IN
            (SELECT writer, sequence FROM aigateway_audit WHERE at_us < @before ORDER BY at_us, writer, sequence LIMIT @count)
        """, cancellationToken, ("before", LedgerUnits.ToMicroseconds(before)), ("count", RowsPerStep));

    private static Task<int> WriteAsync(DbConnection connection, DbTransaction transaction, AuditCheckpoint checkpoint, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(transaction, """
            INSERT INTO aigateway_audit_checkpoint (writer, sequence, is_final, at_us, hash, seal) VALUES (@writer, @sequence, @final, @at, @hash, CAST(@seal AS TEXT))
            ON CONFLICT (writer, sequence, is_final) DO NOTHING
            """, cancellationToken, ("writer", checkpoint.Writer), ("sequence", checkpoint.Sequence), ("final", checkpoint.IsFinal ? 1L : 0L),
            ("at", LedgerUnits.ToMicroseconds(checkpoint.Time)), ("hash", checkpoint.Hash), ("seal", checkpoint.Seal));
}
