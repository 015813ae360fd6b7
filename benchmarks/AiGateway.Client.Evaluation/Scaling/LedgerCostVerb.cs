using System.Diagnostics;
using System.Globalization;
using AiGateway.Client.Context;
using AiGateway.Client.Metering;
using AiGateway.Client.Sql;
using Npgsql;

namespace AiGateway.Client.Evaluation.Scaling;

/// <summary>Measures what a record takes in PostgreSQL: rows per second of one writer, bytes of table, indexes and write-ahead log.</summary>
internal static class LedgerCostVerb
{
    private const int Records = 200_000;

    public static async Task RunAsync(VerbArguments arguments)
    {
        await using var source = NpgsqlDataSource.Create(arguments.Required("connection"));
        await using var ledger = new SqlLedger(source, new SqlLedgerOptions { QueueCapacity = Records });
        await ledger.InitializeAsync();
        var logged = await ReadAsync(source, "SELECT (pg_current_wal_lsn() - '0/0')::bigint");
        var start = Stopwatch.GetTimestamp();
        for (var number = 0; number < Records; number++)
        {
            ledger.Record(Record(number));
        }

        await ledger.FlushAsync();
        var elapsed = Stopwatch.GetElapsedTime(start);
        logged = await ReadAsync(source, "SELECT (pg_current_wal_lsn() - '0/0')::bigint") - logged;
        var rows = await ReadAsync(source, "SELECT count(*) FROM aigateway_usage");
        await Console.Out.WriteLineAsync(Output.ToJson(new
        {
            Rows = rows,
            RowsPerSecond = Math.Round(Records / elapsed.TotalSeconds),
            TableBytesOfRow = await ReadAsync(source, "SELECT pg_table_size('aigateway_usage')") / rows,
            IndexBytesOfRow = await ReadAsync(source, "SELECT pg_indexes_size('aigateway_usage')") / rows,
            LogBytesOfRow = logged / Records,
        }));
    }

    private static async Task<long> ReadAsync(NpgsqlDataSource source, string query)
    {
        await using var command = source.CreateCommand(query);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static UsageRecord Record(int number) => new()
    {
        Time = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero).AddMilliseconds(number * 10),
        RequestId = string.Create(CultureInfo.InvariantCulture, $"nez4jhnty9rr-{number:x8}"),
        Route = "chat",
        Target = "main",
        Caller = new GatewayCaller { Tenant = $"tenant-{number % 20}", User = $"user-{number % 5000}", Application = "helpdesk" },
        Tags = new Dictionary<string, string> { ["feature"] = "search" },
        Provider = "openai",
        Model = "gpt-5-mini",
        ResponseModel = "gpt-5-mini-2025-08-07",
        Usage = new TokenUsage { Input = 1200, CacheRead = 800, Output = 300, Reasoning = 40, Requests = 1 },
        Cost = 0.0004125m,
        PriceConfidence = PriceConfidence.ThreeAgree,
    };
}
