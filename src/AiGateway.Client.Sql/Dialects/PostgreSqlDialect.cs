using System.Data.Common;
using AiGateway.Client.Metering;
using AiGateway.Client.Sql.Schema;

namespace AiGateway.Client.Sql.Dialects;

/// <summary>PostgreSQL: a batch is one statement over one array for each column.</summary>
internal sealed class PostgreSqlDialect : Dialect
{
    // Any number that no other use of the database has.
    private const long SchemaLock = 0x41_69_47_77_4C_65_64_67;

    private static readonly string Insert =
        $"INSERT INTO aigateway_usage (instance_id, sequence, {Join(column => column.Name)}) " +
        $"SELECT @instance, @first + r.place - 1, {Join(column => column.Name == "tags" ? "r.tags::jsonb" : $"r.{column.Name}")} " +
        $"FROM unnest({Join(column => $"@{column.Name}::{(column.Number is null ? "text" : "bigint")}[]")}) WITH ORDINALITY AS r({Join(column => column.Name)}, place) " +
        "ON CONFLICT (instance_id, sequence) DO NOTHING";

    public override string Name => "PostgreSQL";

    public override IReadOnlyList<Migration> Migrations => PostgreSqlMigrations.All;

    public override Task PrepareAsync(DbConnection connection, CancellationToken cancellationToken) => Task.CompletedTask;

    public override Task LockSchemaAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(transaction, "SELECT pg_advisory_xact_lock(@lock)", cancellationToken, ("lock", SchemaLock));

    public override async Task InsertAsync(
        DbConnection connection, DbTransaction transaction, long instance, long firstSequence, IReadOnlyList<UsageRecord> records, CancellationToken cancellationToken)
    {
        var command = connection.Command(transaction, Insert, ("instance", instance), ("first", firstSequence));
        await using var owned = command.ConfigureAwait(false);
        foreach (var column in LedgerColumns.All)
        {
            command.Add(column.Name, column.Number is { } number ? Values(records, number) : Values(records, column.Text!));
        }

        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    public override string Tag(string parameter) => $"(u.tags ->> {parameter})";

    private static T[] Values<T>(IReadOnlyList<UsageRecord> records, Func<UsageRecord, T> value)
    {
        var values = new T[records.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = value(records[i]);
        }

        return values;
    }

    private static string Join(Func<LedgerColumn, string> text) => string.Join(", ", LedgerColumns.All.Select(text));
}
