using AiGateway.Client.Metering;
using AiGateway.Client.Sql;
using AiGateway.Client.Tests.Servers;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace AiGateway.Client.Tests.Writing;

/// <summary>PostgreSQL goes away and comes back.</summary>
public sealed class OutageTests
{
    private readonly RecordingLogger _log = new();
    private PostgreSqlServer _server = null!;
    private PostgreSqlDatabase _database = null!;

    [SetUp]
    public async Task StartServer()
    {
        _server = await PostgreSqlServer.StartNewAsync();
        _database = await PostgreSqlDatabase.CreateAsync(_server);
    }

    [TearDown]
    public async Task StopServer()
    {
        await _database.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Test]
    public async Task Server_StoppedAndStartedUnderLoad_EverythingIsCountedOnce()
    {
        var count = 0L;
        await using (var ledger = Create())
        {
            using var over = new CancellationTokenSource();
            var load = Task.Run(() => RecordAsync(ledger, over.Token));
            for (var stop = 0; stop < 2; stop++)
            {
                await ledger.FlushAsync();
                await _server.StopAsync();
                Assert.That(SpinWait.SpinUntil(() => Events("LedgerUnavailable") == stop + 1, TimeSpan.FromSeconds(20)), "reported once for each outage");
                await _server.StartAsync();
                await ledger.FlushAsync();
            }

            await over.CancelAsync();
            count = await load;
        }

        Assert.That(Events("LedgerUnavailable"), Is.EqualTo(2));
        Assert.That(Events("LedgerRecovered"), Is.EqualTo(2));
        Assert.That(await _database.NumberAsync("SELECT COUNT(*) FROM aigateway_usage"), Is.EqualTo(count));
        Assert.That(await _database.NumberAsync("SELECT SUM(cost_nano) FROM aigateway_usage"), Is.EqualTo((count - 1) * count / 2));
    }

    [Test]
    public async Task Server_DownForLong_DropsTheNewestAndSaysSo()
    {
        await using (var ledger = Create(options => (options.QueueCapacity, options.BatchSize) = (100, 10)))
        {
            await ledger.FlushAsync();
            await _server.StopAsync();
            for (var i = 0; i < 250; i++)
            {
                ledger.Record(Ledgers.Record(i < 100 ? 1 : 1000));
            }

            await _server.StartAsync();
            await ledger.FlushAsync();
            Assert.That((await ledger.GetInstancesAsync()).Single().Dropped, Is.EqualTo(150));
        }

        Assert.That(await _database.NumberAsync("SELECT SUM(cost_nano) FROM aigateway_usage"), Is.EqualTo(100_000_000_000));
        Assert.That(Events("LedgerQueueFull"), Is.EqualTo(1));
        Assert.That(_log.Entries.Single(entry => entry.Id.Name == "LedgerRecordsDropped").Text, Does.Contain("150 were dropped"));
    }

    [Test]
    public async Task Server_DownAtTheEnd_SaysWhatIsLost()
    {
        var ledger = Create(options => options.ShutdownTimeout = TimeSpan.FromMilliseconds(300));
        await ledger.FlushAsync();
        await _server.StopAsync();
        ledger.Record(Ledgers.Record());
        ledger.Record(Ledgers.Record());
        await ledger.DisposeAsync();
        Assert.That(_log.Entries.Single(entry => entry.Id.Name == "LedgerRecordsAbandoned").Text, Does.Contain("2 records are lost"));
    }

    [Test]
    public async Task Messages_OfAnOutage_HaveNoConnectionString()
    {
        var password = string.Concat("pa", "ss", "-word-", "1");
        var connection = new NpgsqlConnectionStringBuilder(_server.ConnectionTo("ledger-of-nobody")) { Password = password, Username = "nobody-knows" };
        await using var source = NpgsqlDataSource.Create(connection);
        using var logging = new LoggerFactory([_log]);
        await using (var ledger = new SqlLedger(source, new SqlLedgerOptions { ShutdownTimeout = TimeSpan.FromMilliseconds(100) }, null, logging))
        {
            Assert.That(SpinWait.SpinUntil(() => Events("LedgerUnavailable") == 1, TimeSpan.FromSeconds(20)));
        }

        foreach (var part in new[] { password, "nobody-knows", "ledger-of-nobody", "127.0.0.1" })
        {
            Assert.That(_log.Entries.Select(entry => entry.Text), Has.None.Contains(part));
        }
    }

    private SqlLedger Create(Action<SqlLedgerOptions>? configure = null) => Ledgers.Create(_database, TimeProvider.System, _log, options =>
    {
        (options.FlushInterval, options.RetryDelay, options.MaxRetryDelay) = (TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(200));
        configure?.Invoke(options);
    });

    private static async Task<long> RecordAsync(IUsageSink ledger, CancellationToken over)
    {
        var count = 0L;
        while (!over.IsCancellationRequested)
        {
            for (var i = 0; i < 20; i++)
            {
                ledger.Record(Ledgers.Record(0.000000001m * count++));
            }

            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, CancellationToken.None);
        }

        return count;
    }

    private int Events(string name) => _log.Entries.Count(entry => entry.Id.Name == name);
}
