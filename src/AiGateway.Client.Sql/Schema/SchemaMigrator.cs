using System.Data.Common;
using AiGateway.Client.Sql.Dialects;

namespace AiGateway.Client.Sql.Schema;

/// <summary>Brings the tables to the version that the code knows. Instances that start at once wait for one another.</summary>
internal static class SchemaMigrator
{
    /// <summary>Applies what is missing.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="dialect">Its dialect.</param>
    /// <param name="migrations">The steps, in order.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The version.</returns>
    /// <exception cref="LedgerSchemaException">The database is ahead.</exception>
    public static async Task<int> MigrateAsync(DbConnection connection, Dialect dialect, IReadOnlyList<Migration> migrations, CancellationToken cancellationToken)
    {
        await dialect.PrepareAsync(connection, cancellationToken).ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var owned = transaction.ConfigureAwait(false);
        await dialect.LockSchemaAsync(connection, transaction, cancellationToken).ConfigureAwait(false);
        await connection.ExecuteAsync(
            transaction, "CREATE TABLE IF NOT EXISTS aigateway_ledger_version (version INTEGER NOT NULL PRIMARY KEY)", cancellationToken).ConfigureAwait(false);
        var found = (int)await connection.ReadNumberAsync(
            transaction, "SELECT COALESCE(MAX(version), 0) FROM aigateway_ledger_version", cancellationToken).ConfigureAwait(false);
        var known = migrations[^1].Version;
        if (found > known)
        {
            throw new LedgerSchemaException(found, known);
        }

        foreach (var migration in migrations.Where(migration => migration.Version > found))
        {
            await connection.ExecuteAsync(transaction, migration.Script, cancellationToken).ConfigureAwait(false);
            await connection.ExecuteAsync(
                transaction, "INSERT INTO aigateway_ledger_version (version) VALUES (@version)", cancellationToken, ("version", migration.Version)).ConfigureAwait(false);
        }

        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        return known;
    }
}
