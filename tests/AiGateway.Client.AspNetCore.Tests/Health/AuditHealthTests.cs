using System.Net;
using AiGateway.Client.AspNetCore.Tests.Problems;
using AiGateway.Client.Telemetry;
using AiGateway.Client.Tests.Auditing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AiGateway.Client.AspNetCore.Tests.Health;

/// <summary>What health checks and clients learn of the queue of audit records.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class AuditHealthTests
{
    private readonly MemoryAuditSink _sink = new();

    [Test]
    public async Task Gateway_WithoutAuditing_IsHealthy()
    {
        await using var host = await TestHost.StartAsync(TestGateways.Simple);
        var entry = await CheckAsync(host);
        Assert.That((entry.Status, entry.Data["audit"]), Is.EqualTo((HealthStatus.Healthy, (object)"0 of 0 wait, 0 dropped")));
        Assert.That(host.Services.GetServices<IRecordBuffer>(), Has.One.Items.And.None.InstanceOf<IDisposable>().And.None.InstanceOf<IAsyncDisposable>());
    }

    [Test]
    public async Task Queue_ThatIsFull_IsUnhealthyAndRefusesUntilThereIsRoom([Values] bool streamed)
    {
        var gate = new TaskCompletionSource();
        await using var host = await StartAsync("FailRequest", () => gate.Task);
        await AskAsync(host, streamed, 7);
        Assert.That((await CheckAsync(host)).Status, Is.EqualTo(HealthStatus.Healthy));
        await AskAsync(host, streamed, 1);
        Assert.That((await CheckAsync(host)).Description, Is.EqualTo("Behind or failing: audit."));
        await AskAsync(host, streamed, 2);
        var entry = await CheckAsync(host);
        Assert.That((entry.Status, entry.Data["audit"]), Is.EqualTo((HealthStatus.Unhealthy, (object)"10 of 10 wait, 0 dropped")));

        var refused = await host.AskAsync(streamed);
        RejectionTests.AssertProblem(refused, 503, "audit_queue_full", "The request could not be recorded, and is not served unrecorded.");
        gate.SetResult();
        await TestWait.UntilAsync(() => State(host).Waiting == 0);
        Assert.That((await CheckAsync(host)).Status, Is.EqualTo(HealthStatus.Healthy));
        await AskAsync(host, streamed, 1);
    }

    [Test]
    public async Task Queue_ThatDrops_SaysHowManyItHas([Values] bool streamed)
    {
        var gate = new TaskCompletionSource();
        await using var host = await StartAsync("Drop", () => gate.Task);
        await AskAsync(host, streamed, 13);
        Assert.That((await CheckAsync(host)).Data["audit"], Is.EqualTo("10 of 10 wait, 3 dropped"));
        gate.SetResult();
        await TestWait.UntilAsync(() => State(host) == new RecordBufferState(0, 10, 3, IsFailing: false));
    }

    [Test]
    public async Task Sink_ThatFails_IsDegradedUntilItWrites([Values] bool streamed)
    {
        var failing = true;
        await using var host = await StartAsync("Wait", () => Volatile.Read(ref failing) ? throw new IOException("secret-host") : Task.CompletedTask);
        await AskAsync(host, streamed, 1);
        await TestWait.UntilAsync(() => State(host).IsFailing);
        var entry = await CheckAsync(host);
        Assert.That((entry.Status, entry.Description), Is.EqualTo((HealthStatus.Degraded, "Behind or failing: audit.")));
        Assert.That(entry.Data["audit"], Is.EqualTo("1 of 10 wait, 0 dropped, failing"));
        Volatile.Write(ref failing, false);
        await TestWait.UntilAsync(() => State(host) == new RecordBufferState(0, 10, 0, IsFailing: false));
        Assert.That((await CheckAsync(host)).Status, Is.EqualTo(HealthStatus.Healthy));
    }

    [Test]
    public async Task Keys_ThatFail_Are503([Values] bool streamed)
    {
        await using var host = await StartAsync("Wait", () => Task.CompletedTask, gateway => gateway.UseAuditKeys<FailingKeys>());
        var refused = await host.AskAsync(streamed);
        RejectionTests.AssertProblem(refused, 503, "audit_key", "The request could not be recorded, and is not served unrecorded.");
        Assert.That(refused.Body, Does.Not.Contain("secret"));
    }

    private async Task<TestHost> StartAsync(string whenFull, Func<Task> onWrite, Action<IAiGatewayBuilder>? customize = null)
    {
        _sink.OnWrite = _ => onWrite();
        return await TestHost.StartAsync(
            TestGateways.With($$""" "Auditing": { "QueueCapacity": 10, "WhenFull": "{{whenFull}}", "RetryDelay": "00:00:00.010", "ShutdownTimeout": "00:00:01" }, """),
            gateway =>
            {
                gateway.AddAuditSink(_sink);
                customize?.Invoke(gateway);
            });
    }

    private static async Task AskAsync(TestHost host, bool streamed, int count)
    {
        for (var i = 0; i < count; i++)
        {
            Assert.That((await host.AskAsync(streamed)).Status, Is.EqualTo(HttpStatusCode.OK));
        }
    }

    private static RecordBufferState State(TestHost host) => host.Services.GetServices<IRecordBuffer>().Single().State;

    private static async Task<HealthReportEntry> CheckAsync(TestHost host) =>
        (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["aigateway-records"];
}
