using System.Diagnostics;
using AiGateway.Client.Context;
using AiGateway.Client.Metering;
using AiGateway.Client.Sql;
using AiGateway.Client.Sql.Dialects;
using AiGateway.Client.Sql.Schema;
using AiGateway.Client.Tests.Servers;
using Microsoft.Extensions.Time.Testing;

namespace AiGateway.Client.Tests.Writing;

/// <summary>What a ledger keeps on every database.</summary>
public abstract class LedgerConformance
{
    private readonly FakeTimeProvider _time = new(Ledgers.Start);
    private readonly RecordingLogger _log = new();
    private TestDatabase _database = null!;

    [SetUp]
    public async Task CreateDatabase() => _database = await CreateAsync();

    [TearDown]
    public async Task DropDatabase() => await _database.DisposeAsync();

    private protected abstract Task<TestDatabase> CreateAsync();

    [Test]
    public async Task Record_EveryField_IsStored()
    {
        await using (var ledger = Create())
        {
            ledger.Record(Ledgers.Record(0.123456789m, caller: new GatewayCaller { Tenant = "acme", User = "u1", Application = "app" }) with
            {
                Tags = new Dictionary<string, string> { ["feature"] = "search", ["a.b \"c\""] = "ü" },
                Kind = AttemptKind.Fallback,
                Outcome = GatewayOutcome.Abandoned,
                Status = UsageStatus.Estimated,
                SavedCost = 0.000000001m,
                CostSource = CostSource.Rates,
            });
        }

        await using var command = _database.Source.CreateCommand("SELECT * FROM aigateway_usage");
        await using var reader = await command.ExecuteReaderAsync();
        Assert.That(await reader.ReadAsync());
        var row = Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, reader.GetValue);
        var expected = new Dictionary<string, object>
        {
            ["sequence"] = 1L,
            ["time_us"] = Ledgers.Start.ToUnixTimeMilliseconds() * 1000,
            ["request_id"] = "r",
            ["route"] = "chat",
            ["target"] = "main",
            ["provider"] = "openai",
            ["model"] = "gpt-5-mini",
            ["response_model"] = "gpt-5-mini-2025-08-07",
            ["kind"] = "Fallback",
            ["outcome"] = "Abandoned",
            ["tenant"] = "acme",
            ["user_name"] = "u1",
            ["app"] = "app",
            ["status"] = "Estimated",
            ["cost_nano"] = 123456789L,
            ["saved_nano"] = 1L,
            ["cost_source"] = "Rates",
            ["price_confidence"] = "ThreeAgree",
            ["input_tokens"] = 100L,
            ["cache_read_tokens"] = 20L,
            ["cache_write_tokens"] = 3L,
            ["cache_write_1h_tokens"] = 4L,
            ["audio_input_tokens"] = 5L,
            ["output_tokens"] = 60L,
            ["reasoning_tokens"] = 7L,
            ["audio_output_tokens"] = 8L,
            ["requests"] = 1L,
            ["searches"] = 2L,
        };
        Assert.That(row.Where(pair => expected.ContainsKey(pair.Key)), Is.EquivalentTo(expected));
        Assert.That((string)row["tags"], Does.Contain("search"));
        Assert.That(row.Keys.Except(expected.Keys), Is.EquivalentTo(new[] { "instance_id", "tags" }));
    }

    [Test]
    public async Task Record_TextThatDatabasesRefuse_IsCleaned()
    {
        await using (var ledger = Create())
        {
            ledger.Record(Ledgers.Record(1, caller: new GatewayCaller { Tenant = "a\0b", User = "\uD800x", Application = new string('x', 5000) }) with
            {
                Tags = new Dictionary<string, string> { ["k\0"] = "v\0\uDFFF" },
                ResponseModel = "",
            });
            await ledger.FlushAsync();
        }

        Assert.That(await _database.NumberAsync("SELECT COUNT(*) FROM aigateway_usage WHERE tenant = 'a\uFFFDb' AND user_name = '\uFFFDx' AND LENGTH(app) = 256 AND response_model IS NULL"), Is.EqualTo(1));
    }

    [Test]
    public async Task Records_OfManyThreads_AreStoredOnceEach()
    {
        await using (var ledger = Create(options => options.BatchSize = 100))
        {
            Parallel.For(0, 5000, i => ledger.Record(Ledgers.Record(0.000000001m * i)));
        }

        Assert.That(await _database.NumberAsync("SELECT COUNT(*) FROM aigateway_usage"), Is.EqualTo(5000));
        Assert.That(await _database.NumberAsync("SELECT SUM(cost_nano) FROM aigateway_usage"), Is.EqualTo(4999L * 5000 / 2));
        Assert.That(await _database.NumberAsync("SELECT MAX(sequence) FROM aigateway_usage"), Is.EqualTo(5000));
    }

    [Test]
    public async Task Instances_TwoAtOnce_ShareOneDatabase()
    {
        var ledgers = Enumerable.Range(0, 4).Select(_ => Create()).ToList();
        foreach (var ledger in ledgers)
        {
            for (var i = 0; i < 50; i++)
            {
                ledger.Record(Ledgers.Record());
            }
        }

        await Task.WhenAll(ledgers.Select(ledger => ledger.DisposeAsync().AsTask()));
        Assert.That(await _database.NumberAsync("SELECT COUNT(*) FROM aigateway_usage"), Is.EqualTo(200));
        Assert.That(await _database.NumberAsync("SELECT COUNT(DISTINCT instance_id) FROM aigateway_usage"), Is.EqualTo(4));
        Assert.That(Errors(), Is.Empty);
    }

    [Test]
    public async Task Write_BatchThatIsThereAlready_IsNotCountedTwice()
    {
        await using var ledger = Create();
        await ledger.FlushAsync();
        UsageRecord[] batch = [Ledgers.Record(1), Ledgers.Record(2)];
        await ledger.Database.WriteAsync(batch, 0, 2, 0, default);
        await ledger.Database.WriteAsync(batch, 0, 2, 0, default);
        Assert.That(await _database.NumberAsync("SELECT SUM(cost_nano) FROM aigateway_usage"), Is.EqualTo(3_000_000_000));
    }

    [Test]
    public async Task Migration_OfTheVersionBefore_KeepsItsRows()
    {
        await using (var connection = await _database.Source.OpenConnectionAsync())
        {
            var dialect = Dialect.Of(_database.Source, SqlDialect.Detect);
            Assert.That(await SchemaMigrator.MigrateAsync(connection, dialect, [.. dialect.Migrations.SkipLast(1)], default), Is.EqualTo(dialect.Migrations.Count - 1));
        }

        await _database.ExecuteAsync("""
            INSERT INTO aigateway_usage (instance_id, sequence, time_us, request_id, route, target, provider, model, kind, outcome, status, cost_nano, cost_source, input_tokens,
                cache_read_tokens, cache_write_tokens, cache_write_1h_tokens, audio_input_tokens, output_tokens, reasoning_tokens, audio_output_tokens, requests, searches)
            VALUES (7, 1, 1, 'r', 'c', 't', 'p', 'm', 'First', 'Succeeded', 'Exact', 42, 'Rates', 1, 0, 0, 0, 0, 1, 0, 0, 1, 0)
            """);
        await using (var ledger = Create())
        {
            ledger.Record(Ledgers.Record(0.000000001m));
        }

        Assert.That(await _database.NumberAsync("SELECT SUM(cost_nano + saved_nano) FROM aigateway_usage"), Is.EqualTo(43));
    }

    [Test]
    public async Task Schema_OfALaterVersion_IsRefused()
    {
        await using (var ledger = Create())
        {
            await ledger.InitializeAsync();
        }

        await _database.ExecuteAsync("INSERT INTO aigateway_ledger_version (version) VALUES (99)");
        await using var late = Create(options => options.ShutdownTimeout = TimeSpan.Zero);
        Assert.That(SpinWait.SpinUntil(() => Events("LedgerSchemaTooNew") == 1, TimeSpan.FromSeconds(20)));
        var refusal = await Assert.ThrowsAsync<LedgerSchemaException>(() => late.InitializeAsync());
        Assert.That(refusal!.Message, Does.Contain("schema version 99").And.Contain("Update the package"));
        late.Record(Ledgers.Record());
        await late.DisposeAsync();
        Assert.That(await _database.NumberAsync("SELECT COUNT(*) FROM aigateway_usage"), Is.Zero);
        Assert.That(Errors(), Is.EquivalentTo(new[] { "LedgerSchemaTooNew", "LedgerRecordsAbandoned" }));
    }

    [Test]
    public async Task Instances_SilentForLong_AreReportedOnce()
    {
        await using (var ledger = Create())
        {
            ledger.Record(Ledgers.Record());
        }

        // Another machine's, which nobody here can look at.
        await _database.ExecuteAsync("UPDATE aigateway_instance SET host = 'elsewhere', stopped_us = NULL, accepted = 5");
        await using var second = Create();
        await second.FlushAsync();
        Assert.That(Events("LedgerInstanceLost"), Is.Zero, "it may still live");
        _time.Advance(TimeSpan.FromSeconds(61));
        await second.FlushAsync();
        await using var third = Create();
        await third.FlushAsync();
        Assert.That(Events("LedgerInstanceLost"), Is.EqualTo(1));
        Assert.That(_log.Entries.Single(entry => entry.Id.Name == "LedgerInstanceLost").Text, Does.Contain("written 1 of 5 records").And.Contain("at least 4 are lost"));
        Assert.That((await third.GetInstancesAsync()).Select(instance => instance.State), Is.EqualTo(new[] { LedgerInstanceState.Lost, LedgerInstanceState.Running, LedgerInstanceState.Running }));
    }

    [Test]
    public async Task Process_Killed_LosesWhatWasNotWrittenAndTheNextOneSaysSo()
    {
        using (var writer = StartWriter(written: 500, waiting: 7))
        {
            Assert.That(await writer.StandardOutput.ReadLineAsync(), Is.EqualTo("ready"));
            writer.Kill();
            await writer.WaitForExitAsync();
        }

        await using var ledger = Create();
        await ledger.FlushAsync();
        Assert.That(await _database.NumberAsync("SELECT SUM(cost_nano) FROM aigateway_usage"), Is.EqualTo(500L * 499 / 2));
        Assert.That(SpinWait.SpinUntil(() => Events("LedgerInstanceLost") == 1, TimeSpan.FromSeconds(10)), "its process is gone, so nobody waits for its heartbeat");
        Assert.That((await ledger.GetInstancesAsync()).Select(instance => (instance.State, instance.Written)), Is.EqualTo(new[]
        {
            (LedgerInstanceState.Lost, 500L), (LedgerInstanceState.Running, 0L),
        }));
    }

    [Test]
    public async Task Retention_OldRecords_AreDeletedInSteps()
    {
        await using (var ledger = Create())
        {
            for (var i = 0; i < 100; i++)
            {
                ledger.Record(Ledgers.Record(time: Ledgers.Start.AddDays(-i)));
            }
        }

        await using (var ledger = Create(options => (options.Retention, options.RetentionBatchSize) = (TimeSpan.FromDays(10), 7)))
        {
            await ledger.FlushAsync();
            await ledger.FlushAsync();
            await ledger.FlushAsync();
        }

        // Of ten days ago to the microsecond is not older than ten days.
        Assert.That(await _database.NumberAsync("SELECT COUNT(*) FROM aigateway_usage"), Is.EqualTo(11));
        Assert.That(Events("LedgerRecordsExpired"), Is.EqualTo(1));
    }

    private Process StartWriter(int written, int waiting) => Process.Start(new ProcessStartInfo(
        Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet",
        [typeof(LedgerConformance).Assembly.Location, _database.Address.Kind, _database.Address.Connection, $"{written}", $"{waiting}"])
    { RedirectStandardOutput = true })!;

    private SqlLedger Create(Action<SqlLedgerOptions>? configure = null) => Ledgers.Create(_database, _time, _log, configure);

    private int Events(string name) => _log.Entries.Count(entry => entry.Id.Name == name);

    private IEnumerable<string?> Errors() => _log.Entries.Where(entry => entry.Level >= Microsoft.Extensions.Logging.LogLevel.Warning).Select(entry => entry.Id.Name);
}
