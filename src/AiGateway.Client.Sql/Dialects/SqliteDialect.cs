using System.Data.Common;
using AiGateway.Client.Metering;
using AiGateway.Client.Sql.Schema;

namespace AiGateway.Client.Sql.Dialects;

/// <summary>SQLite: one file, one writer at a time. Its transactions take the lock for writing when they begin.</summary>
internal sealed class SqliteDialect : Dialect
{
    private static readonly string Insert =
        $"INSERT INTO aigateway_usage (instance_id, sequence, {string.Join(", ", LedgerColumns.All.Select(column => column.Name))}) " +
        $"VALUES (@instance, @sequence, {string.Join(", ", LedgerColumns.All.Select(column => "@" + column.Name))}) ON CONFLICT (instance_id, sequence) DO NOTHING";

    public override string Name => "SQLite";

    public override IReadOnlyList<Migration> Migrations => SqliteMigrations.All;

    // Readers of reports then do not hold the writer up, nor it them.
    public override Task PrepareAsync(DbConnection connection, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(null, "PRAGMA journal_mode = WAL", cancellationToken);

    public override Task LockSchemaAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancellationToken) => Task.CompletedTask;

    public override Task InsertAsync(
        DbConnection connection, DbTransaction transaction, long instance, long firstSequence, IReadOnlyList<UsageRecord> records, CancellationToken cancellationToken)
    {
        using var command = connection.Command(transaction, Insert, ("instance", instance));
        var sequence = command.Add("sequence", 0L);
        var parameters = Array.ConvertAll(LedgerColumns.All, column => command.Add(column.Name, null));
        command.Prepare();
        for (var i = 0; i < records.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            sequence.Value = firstSequence + i;
            for (var c = 0; c < parameters.Length; c++)
            {
                var column = LedgerColumns.All[c];
                parameters[c].Value = column.Number is { } number ? number(records[i]) : (object?)column.Text!(records[i]) ?? DBNull.Value;
            }

            // The driver works synchronously whatever is asked.
            command.ExecuteNonQuery();
        }

        return Task.CompletedTask;
    }

    public override string Tag(string parameter) => $"(SELECT tag.value FROM json_each(u.tags) AS tag WHERE tag.key = {parameter})";
}
