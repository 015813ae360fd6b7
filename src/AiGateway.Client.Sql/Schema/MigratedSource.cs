using System.Data.Common;
using AiGateway.Client.Sql.Dialects;

namespace AiGateway.Client.Sql.Schema;

/// <summary>Opens connections to tables that are as the code knows them; the first one makes them so.</summary>
internal sealed class MigratedSource(DbDataSource source, Dialect dialect) : IDisposable
{
    private readonly SemaphoreSlim _opening = new(1);
    private bool _isMigrated;

    public Dialect Dialect => dialect;

    /// <summary>Opens a connection.</summary>
    /// <exception cref="LedgerSchemaException">The tables are ahead of the code.</exception>
    public async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await EnsureMigratedAsync(connection, cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public void Dispose() => _opening.Dispose();

    private async Task EnsureMigratedAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _isMigrated))
        {
            return;
        }

        await _opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await SchemaMigrator.MigrateAsync(connection, dialect, dialect.Migrations, cancellationToken).ConfigureAwait(false);
            Volatile.Write(ref _isMigrated, true);
        }
        finally
        {
            _opening.Release();
        }
    }
}
