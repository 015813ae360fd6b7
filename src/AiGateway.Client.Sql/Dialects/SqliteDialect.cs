using System.Data.Common;
using AiGateway.Client.Sql.Schema;

namespace AiGateway.Client.Sql.Dialects;

/// <summary>SQLite: one file, one writer at a time. Its transactions take the lock for writing when they begin.</summary>
internal sealed class SqliteDialect : Dialect
{
    public override string Name => "SQLite";

    public override IReadOnlyList<Migration> Migrations => SqliteMigrations.All;

    // Readers of reports then do not hold the writer up, nor it them.
    public override Task PrepareAsync(DbConnection connection, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(null, "PRAGMA journal_mode = WAL", cancellationToken);

    public override Task LockSchemaAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancellationToken) => Task.CompletedTask;

    public override Task InsertAsync<T>(
        DbConnection connection, DbTransaction transaction, Table<T> table, object owner, long firstSequence, IReadOnlyList<T> rows, CancellationToken cancellationToken)
    {
        using var command = connection.Command(transaction, Insert(table), ("owner", owner));
        var sequence = command.Add("sequence", 0L);
        var parameters = Array.ConvertAll(table.Columns, column => command.Add(column.Name, null));
        command.Prepare();
        for (var i = 0; i < rows.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            sequence.Value = firstSequence + i;
            for (var c = 0; c < parameters.Length; c++)
            {
                var column = table.Columns[c];
                parameters[c].Value = column.Number is { } number ? number(rows[i]) : (object?)column.Text!(rows[i]) ?? DBNull.Value;
            }

            // The driver works synchronously whatever is asked.
            command.ExecuteNonQuery();
        }

        return Task.CompletedTask;
    }

    public override string Tag(string parameter) => $"(SELECT tag.value FROM json_each(u.tags) AS tag WHERE tag.key = {parameter})";

    private static string Insert<T>(Table<T> table) =>
        $"INSERT INTO {table.Name} ({table.Owner}, sequence, {string.Join(", ", table.Columns.Select(column => column.Name))}) " +
        $"VALUES (@owner, @sequence, {string.Join(", ", table.Columns.Select(column => "@" + column.Name))}) ON CONFLICT ({table.Owner}, sequence) DO NOTHING";
}
