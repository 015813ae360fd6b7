using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using AiGateway.Client.Auditing;
using AiGateway.Client.Auditing.Chain;
using AiGateway.Client.Sql.Schema;
using AiGateway.Client.Sql.Writing;

namespace AiGateway.Client.Sql.Auditing;

/// <summary>Reads what a <see cref="SqlAuditSink"/> has kept. Nothing is changed, and missing tables are not made.</summary>
/// <param name="source">The database. It is not disposed.</param>
public sealed class SqlAuditStore(DbDataSource source) : IAuditStore
{
    /// <inheritdoc />
    public async IAsyncEnumerable<AuditLine> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var connection = await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var owned = connection.ConfigureAwait(false);
        var command = connection.Command(
            null, "SELECT writer, sequence, entry, at_us, request_id, tenant, app, user_name, route, outcome FROM aigateway_audit ORDER BY writer, sequence");
        await using var ownedCommand = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var ownedReader = reader.ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            var (writer, sequence, entry) = (reader.GetString(0), reader.GetInt64(1), reader.GetString(2));
            yield return new AuditLine(
                writer, string.Create(CultureInfo.InvariantCulture, $"aigateway_audit, writer {writer}, sequence {sequence}"), Encoding.UTF8.GetBytes(entry),
                Mismatch: FindMismatch(entry, reader));
        }
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<AuditCheckpoint> ReadCheckpointsAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var connection = await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var owned = connection.ConfigureAwait(false);
        var command = connection.Command(null, "SELECT writer, sequence, hash, at_us, is_final, seal FROM aigateway_audit_checkpoint ORDER BY writer, sequence, is_final");
        await using var ownedCommand = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var ownedReader = reader.ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return new AuditCheckpoint(
                reader.GetString(0), reader.GetInt64(1), reader.GetString(2), LedgerUnits.ToMoment(reader.GetInt64(3)), reader.GetInt64(4) != 0,
                reader.IsDBNull(5) ? null : reader.GetString(5));
        }
    }

    // People search by the columns, so what they say counts too.
    private static string? FindMismatch(string entry, DbDataReader row)
    {
        try
        {
            using var json = JsonDocument.Parse(entry);
            var root = json.RootElement;
            var record = root.GetProperty("record"u8);
            return root.GetProperty("seq"u8).GetInt64() != row.GetInt64(1) ? "sequence"
                : LedgerUnits.ToMicroseconds(root.GetProperty("at"u8).GetDateTimeOffset()) != row.GetInt64(3) ? "at_us"
                : Differs("requestId", 4) ? "request_id"
                : Differs("tenant", 5) ? "tenant"
                : Differs("application", 6) ? "app"
                : Differs("user", 7) ? "user_name"
                : Differs("route", 8) ? "route"
                : Differs("outcome", 9) ? "outcome" : null;

            bool Differs(string name, int column)
            {
                var value = record.TryGetProperty(name, out var element) ? element.GetString() : null;
                return (LedgerText.CleanOrNull(value) ?? "") != (row.IsDBNull(column) ? "" : row.GetString(column));
            }
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            // The line says itself that it is none.
            return null;
        }
    }
}
