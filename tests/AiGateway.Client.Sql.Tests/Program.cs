using AiGateway.Client.Sql;
using AiGateway.Client.Tests;
using AiGateway.Client.Tests.Auditing;
using Microsoft.Data.Sqlite;
using Npgsql;

if (args[0] == AuditedProcess.Argument)
{
    await AuditedProcess.RunAsync(args[1]);
}

// Writes some records, takes some more, says so, and waits to be killed.
var (kind, connection, written, waiting) = (args[0], args[1], int.Parse(args[2]), int.Parse(args[3]));
var source = kind == "Sqlite" ? SqliteFactory.Instance.CreateDataSource(connection) : NpgsqlDataSource.Create(connection);
var minute = TimeSpan.FromMinutes(1);
var ledger = new SqlLedger(source, new SqlLedgerOptions { FlushInterval = minute, HeartbeatInterval = minute });
for (var i = 0; i < written; i++)
{
    ledger.Record(Ledgers.Record(0.000000001m * i));
}

await ledger.FlushAsync();
for (var i = 0; i < waiting; i++)
{
    ledger.Record(Ledgers.Record(1000));
}

Console.WriteLine("ready");
await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System);
