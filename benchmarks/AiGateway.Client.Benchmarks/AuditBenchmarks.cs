using System.Data.Common;
using System.Security.Cryptography;
using AiGateway.Client.Auditing;
using AiGateway.Client.Auditing.Chain;
using AiGateway.Client.Auditing.Keys;
using AiGateway.Client.Auditing.Sinks;
using AiGateway.Client.Auditing.Writing;
using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;
using AiGateway.Client.Sql.Auditing;
using AiGateway.Client.Telemetry;
using BenchmarkDotNet.Attributes;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace AiGateway.Client.Benchmarks;

/// <summary>What auditing costs a request, and how fast sinks take batches with a chain, beside the same bytes through a bare file.</summary>
[MemoryDiagnoser]
public class AuditBenchmarks
{
    private const int Records = 10_000;
    private const int BatchSize = 1000;

    private readonly AuditRecord[] _records = [.. Enumerable.Range(0, Records).Select(Record)];
    private readonly GatewayContext[] _contexts = new GatewayContext[Records];
    private readonly GatewayInstruments _instruments = new(null);
    private AuditSettings _settings = null!;
    private string _folder = null!;
    private DbDataSource _source = null!;
    private SqlAuditSink _database = null!;
    private JsonLinesAuditSink _files = null!;
    private ChainWriter _chain = null!;
    private AuditQueue _queue = null!;
    private AuditTrail _trail = null!;
    private byte[] _lines = null!;

    [GlobalSetup]
    public void Setup()
    {
        _folder = Directory.CreateTempSubdirectory("aigateway-benchmark-").FullName;
        _source = SqliteFactory.Instance.CreateDataSource($"Data Source={Path.Combine(_folder, "audit.db")}");
        _database = new SqlAuditSink(_source);
        _files = new JsonLinesAuditSink(_folder, maxBytes: 10_000_000_000);
        _chain = new ChainWriter("0123456789abcdef", null);
        _lines = _chain.Seal(_records, DateTimeOffset.UnixEpoch, withCheckpoint: false).Lines.ToArray();
        _settings = AuditSettings.Of(new AuditOptions { QueueCapacity = Records });
        for (var i = 0; i < Records; i++)
        {
            _contexts[i] = new GatewayContext(new GatewayChatOptions(), 0) { Caller = new GatewayCaller { Tenant = "acme", User = "u1", Application = "desk" }, Route = "chat" };
            _ = _contexts[i].RequestId;
        }
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _files.Dispose();
        _database.Dispose();
        _source.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A queue that nobody empties, so that handing over is all that is measured.</summary>
    [IterationSetup(Target = nameof(Request_OpenAndClose))]
    public void CreateTrail()
    {
        _queue = new AuditQueue(_settings, new AuditLosses(), TimeProvider.System, _instruments, NullLogger.Instance);
        var idle = new AuditQueue(_settings, new AuditLosses(), TimeProvider.System, _instruments, NullLogger.Instance);
        var writer = new AuditWriter(_settings, idle, new ChainWriter("fedcba9876543210", null), [], _instruments, TimeProvider.System, NullLogger.Instance);
        _trail = new AuditTrail(_settings, new DerivedAuditKeys(RandomNumberGenerator.GetBytes(32)), _queue, writer, TimeProvider.System);
    }

    [IterationCleanup(Target = nameof(Request_OpenAndClose))]
    public void EndTrail() => _trail.DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>What a request pays without hashes: room, the key, the record, the queue.</summary>
    [Benchmark(OperationsPerInvoke = Records)]
    public async Task<int> Request_OpenAndClose()
    {
        foreach (var context in _contexts)
        {
            context.Audit = null;
            await _trail.OpenAsync(context, streamed: false, CancellationToken.None);
            _trail.Close(context, new GatewayResult(context, GatewayOutcome.Succeeded, TimeSpan.FromMilliseconds(1)), null);
        }

        return _queue.Waiting;
    }

    [Benchmark(OperationsPerInvoke = Records)]
    public async Task<long> JsonLines_WithChain()
    {
        foreach (var batch in Batches())
        {
            await _files.WriteAsync(batch, CancellationToken.None);
        }

        return _chain.Sequence;
    }

    [Benchmark(OperationsPerInvoke = Records)]
    public async Task<long> Sqlite_BatchedWithChain()
    {
        foreach (var batch in Batches())
        {
            await _database.WriteAsync(batch, CancellationToken.None);
        }

        return _chain.Sequence;
    }

    [Benchmark(OperationsPerInvoke = Records)]
    public long ChainOnly()
    {
        foreach (var batch in Batches())
        {
            _ = batch.Lines.Length;
        }

        return _chain.Sequence;
    }

    /// <summary>The same bytes, already there, through a bare file.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Records)]
    public long BareFile()
    {
        using var file = new FileStream(Path.Combine(_folder, "bare"), FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        var length = _lines.Length / (Records / BatchSize);
        for (var start = 0; start + length <= _lines.Length; start += length)
        {
            file.Write(_lines, start, length);
        }

        return file.Length;
    }

    private IEnumerable<AuditBatch> Batches()
    {
        for (var start = 0; start < Records; start += BatchSize)
        {
            yield return _chain.Seal(new ArraySegment<AuditRecord>(_records, start, BatchSize), DateTimeOffset.UnixEpoch.AddDays(20_000), withCheckpoint: start == 0);
        }
    }

    private static AuditRecord Record(int number) => new()
    {
        RequestId = $"request-{number:x8}",
        Time = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero).AddSeconds(number),
        Duration = TimeSpan.FromMilliseconds(812),
        Tenant = "acme",
        Application = "desk",
        User = "0123456789abcdef0123456789abcdef",
        KeyId = "0123456789abcdef",
        Route = "chat",
        Outcome = GatewayOutcome.Succeeded,
        Stage = number % 100 == 0 ? GatewayStage.Governance : null,
        Attempts = [new GatewayAttempt(AttemptKind.First, new TargetIdentity("main", null, "openai", "gpt-5-mini")) { Duration = TimeSpan.FromMilliseconds(800) }],
        Redactions = new Dictionary<string, int> { ["EMAIL_ADDRESS"] = 2 },
        InputTokens = 1200,
        OutputTokens = 300,
        Cost = 0.0004125m,
        ConfigurationVersion = "0123456789ab",
        Messages = 4,
        PromptHash = ChainWriter.Root,
        AnswerHash = ChainWriter.Root,
    };
}
