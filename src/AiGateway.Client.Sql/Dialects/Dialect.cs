using System.Data.Common;
using AiGateway.Client.Sql.Schema;

namespace AiGateway.Client.Sql.Dialects;

/// <summary>What databases do differently.</summary>
internal abstract class Dialect
{
    public abstract string Name { get; }

    public abstract IReadOnlyList<Migration> Migrations { get; }

    /// <summary>Finds the dialect of a data source.</summary>
    /// <exception cref="NotSupportedException">The connections are of neither database.</exception>
    public static Dialect Of(DbDataSource source, SqlDialect dialect)
    {
        using var connection = source.CreateConnection();
        var type = connection.GetType().Name;
        return dialect switch
        {
            SqlDialect.Sqlite => new SqliteDialect(),
            SqlDialect.PostgreSql => new PostgreSqlDialect(),
            _ when type.StartsWith("Sqlite", StringComparison.OrdinalIgnoreCase) => new SqliteDialect(),
            _ when type.StartsWith("Npgsql", StringComparison.OrdinalIgnoreCase) => new PostgreSqlDialect(),
            _ => throw new NotSupportedException(
                $"The data source makes connections of type {type}. The ledger works on SQLite and PostgreSQL; where a wrapper hides which, set {nameof(SqlLedgerOptions)}.{nameof(SqlLedgerOptions.Dialect)}."),
        };
    }

    /// <summary>Sets what the database keeps for good.</summary>
    public abstract Task PrepareAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>Keeps others from migrating until the transaction ends.</summary>
    public abstract Task LockSchemaAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancellationToken);

    /// <summary>Writes rows of an owner under consecutive numbers. What is there already stays.</summary>
    public abstract Task InsertAsync<T>(
        DbConnection connection, DbTransaction transaction, Table<T> table, object owner, long firstSequence, IReadOnlyList<T> rows, CancellationToken cancellationToken);

    /// <summary>Writes the expression that reads a label.</summary>
    public abstract string Tag(string parameter);
}
