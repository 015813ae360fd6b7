using System.Data.Common;
using AiGateway.Client.Sql.Schema;

namespace AiGateway.Client.Sql.Writing;

/// <summary>An instance as the database has it.</summary>
internal sealed record InstanceRow(long Id, InstanceIdentity Identity, long Started, long Seen, long StaleAfter, long Written, long Accepted, long Dropped, bool IsStopped, bool IsLost)
{
    public static async Task<IReadOnlyList<InstanceRow>> ReadAsync(DbConnection connection, string condition, CancellationToken cancellationToken)
    {
        var command = connection.Command(null, $"""
            SELECT id, instance_key, host, process_id, process_start_us, started_us, seen_us, stale_after_us, written, accepted, dropped, stopped_us, lost_us
            FROM aigateway_instance WHERE {condition} ORDER BY id
            """);
        await using var ownedCommand = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var owned = reader.ConfigureAwait(false);
        List<InstanceRow> rows = [];
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            var identity = new InstanceIdentity(reader.GetString(1), reader.GetString(2), reader.GetInt64(3), reader.GetInt64(4));
            rows.Add(new InstanceRow(
                reader.GetInt64(0), identity, reader.GetInt64(5), reader.GetInt64(6), reader.GetInt64(7), reader.GetInt64(8), reader.GetInt64(9), reader.GetInt64(10),
                !reader.IsDBNull(11), !reader.IsDBNull(12)));
        }

        return rows;
    }

    public LedgerInstance ToInstance() =>
        ToInstance(IsStopped ? LedgerInstanceState.Stopped : IsLost ? LedgerInstanceState.Lost : LedgerInstanceState.Running);

    public LedgerInstance ToInstance(LedgerInstanceState state) => new()
    {
        Id = Identity.Key,
        StartedAt = LedgerUnits.ToMoment(Started),
        LastSeen = LedgerUnits.ToMoment(Seen),
        Written = Written,
        Accepted = Accepted,
        Dropped = Dropped,
        State = state,
    };
}
