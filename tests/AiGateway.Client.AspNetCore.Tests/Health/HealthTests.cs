using AiGateway.Client.Quotas;
using AiGateway.Client.Sql;
using AiGateway.Client.Telemetry;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AiGateway.Client.AspNetCore.Tests.Health;

public sealed class HealthTests
{
    private const string TwoRoutes = """
        {
          "DefaultRoute": "chat",
          "Providers": { "a": { "Type": "Simulated" }, "b": { "Type": "Simulated" }, "c": { "Type": "Simulated" } },
          "Routes": {
            "chat": { "Targets": { "main": { "Provider": "a", "Model": "m" }, "backup": { "Provider": "b", "Model": "m", "Priority": 1 } } },
            "other": {
              "Shadow": { "Target": "copy", "Percentage": 100 },
              "Targets": { "main": { "Provider": "b", "Model": "m" }, "copy": { "Provider": "c", "Model": "m", "Priority": 1 } } } }
        }
        """;

    [Test]
    public async Task Health_OfAGatewayAtRest_IsHealthy()
    {
        await using var host = await TestHost.StartAsync(TwoRoutes);
        Assert.That(await AskAsync(host), Is.EqualTo((200, "Healthy")));
        var report = await CheckAsync(host);
        Assert.That(report.Entries.Keys, Is.EquivalentTo(new[] { "aigateway-targets", "aigateway-quota-store", "aigateway-records" }));
        Assert.That(report.Entries.Values.Select(entry => entry.Tags.Single()), Is.All.EqualTo("aigateway"));
        Assert.That(report.Entries["aigateway-targets"].Data["chat"], Is.EqualTo(new[] { "a, m: Available", "b, m: Available" }));
        Assert.That(report.Entries["aigateway-targets"].Data["configurationVersion"], Is.EqualTo(host.Gateway.ConfigurationVersion));
    }

    [Test]
    public async Task Targets_OfWhichSomeAreLeft_AreDegraded()
    {
        await using var host = await TestHost.StartAsync(TwoRoutes);
        host.Gateway.Health.Single(target => target.Provider == "a").Isolate();
        Assert.That(await AskAsync(host), Is.EqualTo((200, "Degraded")));
        var entry = (await CheckAsync(host)).Entries["aigateway-targets"];
        Assert.That((entry.Status, entry.Description), Is.EqualTo((HealthStatus.Degraded, "1 route(s) have a target that takes no requests.")));
        Assert.That(entry.Data["chat"], Is.EqualTo(new[] { "a, m: Isolated", "b, m: Available" }));
    }

    [Test]
    public async Task Route_WithoutATargetThatServes_IsUnhealthy()
    {
        await using var host = await TestHost.StartAsync(TwoRoutes);
        host.Gateway.Health.Single(target => target.Provider == "b").Isolate();
        Assert.That(await AskAsync(host), Is.EqualTo((503, "Unhealthy")));
        Assert.That((await CheckAsync(host)).Entries["aigateway-targets"].Description, Is.EqualTo("1 route(s) have no target that takes requests."));
    }

    [Test]
    public async Task Target_ThatOnlyGetsCopies_DoesNotCount()
    {
        await using var host = await TestHost.StartAsync(TwoRoutes);
        host.Gateway.Health.Single(target => target.Provider == "c").Isolate();
        Assert.That(await AskAsync(host), Is.EqualTo((200, "Healthy")));
        Assert.That(host.Gateway.GetHealth("other").Select(target => target.Provider), Is.EqualTo(new[] { "b" }));
        Assert.That(host.Gateway.GetHealth().Select(target => target.Provider), Is.EqualTo(new[] { "a", "b" }));
    }

    [Test]
    public async Task Target_ThatWasLimited_IsUnhealthyAfterTheRequest([Values] bool streamed)
    {
        await using var host = await TestHost.StartFaultyAsync(""" "Kind": "Status", "Status": 429, "RetryAfter": "00:10:00" """);
        Assert.That(await AskAsync(host), Is.EqualTo((200, "Healthy")));
        await host.AskAsync(streamed);
        Assert.That(await AskAsync(host), Is.EqualTo((503, "Unhealthy")));
    }

    [Test]
    public async Task FailureStatus_IsTheHostsToChoose()
    {
        await using var host = await TestHost.StartAsync(TwoRoutes, gateway =>
            gateway.Services.Configure<HealthCheckServiceOptions>(options => options.Registrations.Single(check => check.Name == "aigateway-targets").FailureStatus = HealthStatus.Degraded));
        host.Gateway.Health.Single(target => target.Provider == "b").Isolate();
        Assert.That(await AskAsync(host), Is.EqualTo((200, "Degraded")));
    }

    [Test]
    public async Task QuotaStore_ThatIsDown_IsDegradedWithoutItsWords()
    {
        await using var host = await TestHost.StartAsync(TwoRoutes, gateway => gateway.Services.AddSingleton<IQuotaStore>(new FaultyQuotaStore()));
        Assert.That(await AskAsync(host), Is.EqualTo((200, "Degraded")));
        var entry = (await CheckAsync(host)).Entries["aigateway-quota-store"];
        Assert.That((entry.Status, entry.Exception), Is.EqualTo((HealthStatus.Degraded, (Exception?)null)));
        Assert.That(entry.Description, Is.EqualTo("The store of limits does not count: Connection. Each limit does as its OnStoreFailure says."));
    }

    [Test]
    public async Task QuotaStore_ThatReservesButDoesNotSettle_IsDegraded()
    {
        var store = new FaultyQuotaStore(_ => new(QuotaDecision.Grant));
        await using var host = await TestHost.StartAsync(TwoRoutes, gateway => gateway.Services.AddSingleton<IQuotaStore>(store));
        Assert.That((await CheckAsync(host)).Entries["aigateway-quota-store"].Status, Is.EqualTo(HealthStatus.Degraded));
    }

    [Test]
    public async Task QuotaStore_ThatFailsInWaysOfItsOwn_IsDegraded()
    {
        var store = new FaultyQuotaStore(_ => throw new InvalidOperationException("secret-host"));
        await using var host = await TestHost.StartAsync(TwoRoutes, gateway => gateway.Services.AddSingleton<IQuotaStore>(store));
        Assert.That((await CheckAsync(host)).Entries["aigateway-quota-store"].Description, Does.StartWith("The store of limits does not count: Error."));
    }

    [TestCase(0, false, HealthStatus.Healthy)]
    [TestCase(79, false, HealthStatus.Healthy)]
    [TestCase(80, false, HealthStatus.Degraded)]
    [TestCase(0, true, HealthStatus.Degraded)]
    [TestCase(100, false, HealthStatus.Unhealthy)]
    [TestCase(100, true, HealthStatus.Unhealthy)]
    public async Task RecordQueues_AreAsGoodAsTheWorst(int waiting, bool failing, HealthStatus expected)
    {
        await using var host = await TestHost.StartAsync(TwoRoutes, gateway => gateway.Services
            .AddSingleton<IRecordBuffer>(new FixedQueue("first", new RecordBufferState(0, 10, 0, false)))
            .AddSingleton<IRecordBuffer>(new FixedQueue("second", new RecordBufferState(waiting, 100, 3, failing))));
        var entry = (await CheckAsync(host)).Entries["aigateway-records"];
        Assert.That(entry.Status, Is.EqualTo(expected));
        Assert.That(entry.Data["second"], Is.EqualTo($"{waiting} of 100 wait, 3 dropped{(failing ? ", failing" : "")}"));
        Assert.That(entry.Description, expected is HealthStatus.Healthy ? Is.EqualTo("Records are stored.") : Does.Contain("second").And.Not.Contain("first"));
    }

    [Test]
    public async Task Ledger_WhoseDatabaseCannotBeOpened_IsDegraded()
    {
        var nowhere = Path.Combine(TestContext.CurrentContext.WorkDirectory, "no-such-folder", Guid.NewGuid().ToString("N"), "ledger.db");
        await using var database = SqliteFactory.Instance.CreateDataSource($"Data Source={nowhere}");
        await using var host = await TestHost.StartAsync(TwoRoutes, gateway => gateway.AddSqlLedger(database, options =>
        {
            options.FlushInterval = TimeSpan.FromMilliseconds(10);
            options.ShutdownTimeout = TimeSpan.Zero;
        }));
        await host.AskAsync(streamed: false);
        var ledger = host.Services.GetRequiredService<SqlLedger>();
        await TestWait.UntilAsync(() => ledger.State.IsFailing);
        Assert.That(host.Services.GetServices<IRecordBuffer>(), Has.Exactly(1).SameAs(ledger));
        Assert.That((ledger.Name, ledger.State.Waiting, ledger.State.Capacity, ledger.State.Dropped), Is.EqualTo(("ledger", 1, 100_000, 0)));
        var entry = (await CheckAsync(host)).Entries["aigateway-records"];
        Assert.That((entry.Status, entry.Description), Is.EqualTo((HealthStatus.Degraded, "Behind or failing: ledger.")));
    }

    private static Task<HealthReport> CheckAsync(TestHost host) => host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();

    private static async Task<(int Status, string Body)> AskAsync(TestHost host)
    {
        using var response = await host.Http.GetAsync("health");
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private sealed class FixedQueue(string name, RecordBufferState state) : IRecordBuffer
    {
        public string Name => name;

        public RecordBufferState State => state;
    }
}
