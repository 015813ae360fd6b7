using System.Data.Common;
using AiGateway.Client.Sql.Schema;

namespace AiGateway.Client.Sql.Dialects;

/// <summary>PostgreSQL: a batch is one statement over one array for each column.</summary>
internal sealed class PostgreSqlDialect : Dialect
{
    // Any number that no other use of the database has.
    private const long SchemaLock = 0x41_69_47_77_4C_65_64_67;

    public override string Name => "PostgreSQL";

    public override IReadOnlyList<Migration> Migrations => PostgreSqlMigrations.All;

    public override Task PrepareAsync(DbConnection connection, CancellationToken cancellationToken) => Task.CompletedTask;

    public override Task LockSchemaAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(transaction, "SELECT pg_advisory_xact_lock(@lock)", cancellationToken, ("lock", SchemaLock));

    public override async Task InsertAsync<T>(
        DbConnection connection, DbTransaction transaction, Table<T> table, object owner, long firstSequence, IReadOnlyList<T> rows, CancellationToken cancellationToken)
    {
        var command = connection.Command(transaction, Insert(table), ("owner", owner), ("first", firstSequence));
        await using var owned = command.ConfigureAwait(false);
        foreach (var column in table.Columns)
        {
            command.Add(column.Name, column.Number is { } number ? Values(rows, number) : Values(rows, column.Text!));
        }

        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    public override string Tag(string parameter) => $"(u.tags ->> {parameter})";

    private static string Insert<T>(Table<T> table) =>
        $"INSERT INTO {table.Name} ({table.Owner}, sequence, {Join(table, column => column.Name)}) " +
        $"SELECT @owner, @first + r.place - 1, {Join(table, column => column.IsJson ? $"r.{column.Name}::jsonb" : $"r.{column.Name}")} " +
        $"FROM unnest({Join(table, column => $"@{column.Name}::{(column.Number is null ? "text" : "bigint")}[]")}) WITH ORDINALITY AS r({Join(table, column => column.Name)}, place) " +
        $"ON CONFLICT ({table.Owner}, sequence) DO NOTHING";

    private static TValue[] Values<T, TValue>(IReadOnlyList<T> rows, Func<T, TValue> value)
    {
        var values = new TValue[rows.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = value(rows[i]);
        }

        return values;
    }

    private static string Join<T>(Table<T> table, Func<Column<T>, string> text) => string.Join(", ", table.Columns.Select(text));
}
