using System.Data.Common;
using AiGateway.Client.Metering;
using AiGateway.Client.Sql.Dialects;
using AiGateway.Client.Sql.Schema;

namespace AiGateway.Client.Sql.Writing;

/// <summary>The ledger's tables: every method is one transaction, and none leaves half of anything.</summary>
internal sealed class LedgerDatabase(DbDataSource source, Dialect dialect, InstanceIdentity identity, TimeProvider time) : IDisposable
{
    private readonly MigratedSource _source = new(source, dialect);
    private long? _instance;

    public Dialect Dialect => dialect;

    public InstanceIdentity Identity => identity;

    /// <summary>Gets the number under which this instance writes.</summary>
    /// <value>Zero, which nobody has, until it has been registered.</value>
    public long Instance => _instance ?? 0;

    private long Now => LedgerUnits.ToMicroseconds(time.GetUtcNow());

    /// <summary>Opens a connection to tables that are as the code knows them.</summary>
    /// <exception cref="LedgerSchemaException">They are ahead of it.</exception>
    public Task<DbConnection> OpenAsync(CancellationToken cancellationToken) => _source.OpenAsync(cancellationToken);

    /// <summary>Registers this instance. Doing it again changes nothing.</summary>
    public async Task RegisterAsync(TimeSpan staleAfter, CancellationToken cancellationToken)
    {
        var connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var owned = connection.ConfigureAwait(false);
        _instance ??= await connection.ReadNumberAsync(null, """
            INSERT INTO aigateway_instance (instance_key, host, process_id, process_start_us, started_us, seen_us, stale_after_us)
            VALUES (@key, @host, @process, @start, @now, @now, @stale) ON CONFLICT (instance_key) DO UPDATE SET seen_us = excluded.seen_us RETURNING id
            """, cancellationToken, ("key", identity.Key), ("host", identity.Host), ("process", identity.ProcessId), ("start", identity.ProcessStart), ("now", Now),
            ("stale", staleAfter.Ticks / TimeSpan.TicksPerMicrosecond)).ConfigureAwait(false);
    }

    /// <summary>Writes a batch, and with it how far the instance has come.</summary>
    public async Task WriteAsync(IReadOnlyList<UsageRecord> records, long written, long accepted, long dropped, CancellationToken cancellationToken)
    {
        var connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var owned = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ownedTransaction = transaction.ConfigureAwait(false);
        if (records.Count > 0)
        {
            await dialect.InsertAsync(connection, transaction, LedgerColumns.Table, Instance, written + 1, records, cancellationToken).ConfigureAwait(false);
        }

        await connection.ExecuteAsync(
            transaction, "UPDATE aigateway_instance SET seen_us = @now, written = @written, accepted = @accepted, dropped = @dropped, lost_us = NULL WHERE id = @id",
            cancellationToken, ("now", Now), ("written", written + records.Count), ("accepted", accepted), ("dropped", dropped), ("id", Instance)).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Notes that this instance has written everything and ends.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        var connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var owned = connection.ConfigureAwait(false);
        await connection.ExecuteAsync(
            null, "UPDATE aigateway_instance SET stopped_us = @now, seen_us = @now WHERE id = @id", cancellationToken, ("now", Now), ("id", Instance)).ConfigureAwait(false);
    }

    /// <summary>Finds instances that ended without a word. Each is found by one other only.</summary>
    public async Task<IReadOnlyList<LedgerInstance>> TakeLostAsync(CancellationToken cancellationToken)
    {
        var connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var owned = connection.ConfigureAwait(false);
        List<LedgerInstance> lost = [];
        foreach (var row in await InstanceRow.ReadAsync(connection, "stopped_us IS NULL AND lost_us IS NULL", cancellationToken).ConfigureAwait(false))
        {
            if (row.Id != Instance && (row.Seen + row.StaleAfter < Now || row.Identity.HasEnded(identity.Host)) && await TakeAsync(connection, row, cancellationToken).ConfigureAwait(false))
            {
                lost.Add(row.ToInstance(LedgerInstanceState.Lost));
            }
        }

        return lost;
    }

    public async Task<IReadOnlyList<LedgerInstance>> ReadInstancesAsync(CancellationToken cancellationToken)
    {
        var connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var owned = connection.ConfigureAwait(false);
        var rows = await InstanceRow.ReadAsync(connection, "1 = 1", cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => row.ToInstance())];
    }

    /// <summary>Deletes some of the records that are older than a moment.</summary>
    /// <returns>How many were deleted.</returns>
    public async Task<int> DeleteAsync(DateTimeOffset before, int count, CancellationToken cancellationToken)
    {
        var connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var owned = connection.ConfigureAwait(false);
        return await connection.ExecuteAsync(null, """
            DELETE FROM aigateway_usage WHERE (instance_id, sequence) IN
                (SELECT instance_id, sequence FROM aigateway_usage WHERE time_us < @before ORDER BY time_us LIMIT @count)
            """, cancellationToken, ("before", LedgerUnits.ToMicroseconds(before)), ("count", count)).ConfigureAwait(false);
    }

    public void Dispose() => _source.Dispose();

    private async Task<bool> TakeAsync(DbConnection connection, InstanceRow row, CancellationToken cancellationToken) => await connection.ExecuteAsync(
        null, "UPDATE aigateway_instance SET lost_us = @now WHERE id = @id AND seen_us = @seen AND stopped_us IS NULL AND lost_us IS NULL", cancellationToken,
        ("now", Now), ("id", row.Id), ("seen", row.Seen)).ConfigureAwait(false) == 1;
}
