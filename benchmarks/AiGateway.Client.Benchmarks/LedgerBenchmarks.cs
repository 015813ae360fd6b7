using System.Data.Common;
using AiGateway.Client.Context;
using AiGateway.Client.Metering;
using AiGateway.Client.Sql.Dialects;
using AiGateway.Client.Sql.Schema;
using AiGateway.Client.Sql.Writing;
using BenchmarkDotNet.Attributes;
using Microsoft.Data.Sqlite;

namespace AiGateway.Client.Benchmarks;

/// <summary>What the ledger costs a request, and how fast SQLite takes batches, beside the same rows one by one through bare ADO.NET, in one transaction.</summary>
[MemoryDiagnoser]
public class LedgerBenchmarks
{
    private const int Rows = 10_000;
    private const int BatchSize = 1000;

    private readonly UsageRecord[] _records = [.. Enumerable.Range(0, Rows).Select(Record)];
    private readonly LedgerQueue _queue = new(Rows);
    private string _folder = null!;
    private DbDataSource _source = null!;
    private LedgerDatabase _database = null!;
    private long _written;

    [GlobalSetup]
    public async Task SetupAsync()
    {
        _folder = Directory.CreateTempSubdirectory("aigateway-benchmark-").FullName;
        _source = SqliteFactory.Instance.CreateDataSource($"Data Source={Path.Combine(_folder, "ledger.db")}");
        _database = new LedgerDatabase(_source, new SqliteDialect(), InstanceIdentity.Create(), TimeProvider.System);
        await _database.RegisterAsync(TimeSpan.FromMinutes(1), default);
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _source.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>What a request pays; the queue is emptied between.</summary>
    [Benchmark(OperationsPerInvoke = Rows)]
    public int Enqueue()
    {
        foreach (var record in _records)
        {
            _queue.TryEnqueue(record);
        }

        _queue.Remove(Rows);
        return _queue.Counts.Waiting;
    }

    [Benchmark(OperationsPerInvoke = Rows)]
    public async Task<long> Sqlite_Batched()
    {
        for (var start = 0; start < Rows; start += BatchSize)
        {
            await _database.WriteAsync(new ArraySegment<UsageRecord>(_records, start, BatchSize), _written, _written, 0, default);
            _written += BatchSize;
        }

        return _written;
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Rows)]
    public async Task<long> Sqlite_BareInOneTransaction()
    {
        await using var connection = await _source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"INSERT INTO aigateway_usage (instance_id, sequence, {string.Join(", ", LedgerColumns.All.Select(column => column.Name))}) " +
            $"VALUES (@instance, @sequence, {string.Join(", ", LedgerColumns.All.Select(column => "@" + column.Name))})";
        command.Add("instance", _database.Instance);
        var sequence = command.Add("sequence", 0L);
        var parameters = LedgerColumns.All.Select(column => command.Add(column.Name, null)).ToArray();
        await command.PrepareAsync();
        foreach (var record in _records)
        {
            sequence.Value = ++_written;
            for (var column = 0; column < parameters.Length; column++)
            {
                parameters[column].Value = Value(LedgerColumns.All[column], record);
            }

            await command.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
        return _written;
    }

    private static object Value(Column<UsageRecord> column, UsageRecord record) =>
        column.Number is { } number ? number(record) : (object?)column.Text!(record) ?? DBNull.Value;

    private static UsageRecord Record(int number) => new()
    {
        Time = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero).AddSeconds(number),
        RequestId = $"request-{number:x8}",
        Route = "chat",
        Target = "main",
        Caller = new GatewayCaller { Tenant = "acme", User = $"u-{number % 100}", Application = "helpdesk" },
        Tags = new Dictionary<string, string> { ["feature"] = "search" },
        Provider = "openai",
        Model = "gpt-5-mini",
        ResponseModel = "gpt-5-mini-2025-08-07",
        Usage = new TokenUsage { Input = 1200, CacheRead = 800, Output = 300, Reasoning = 40, Requests = 1 },
        Cost = 0.0004125m,
        PriceConfidence = PriceConfidence.ThreeAgree,
    };
}
