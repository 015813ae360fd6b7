using System.Diagnostics;
using AiGateway.Client.Context;
using AiGateway.Client.Resilience;
using AiGateway.Client.Routing;
using AiGateway.Client.Testing;
using AiGateway.Client.Wire;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Tests.Conformance;

/// <summary>A server that falls silent is left at the configured time and its connection freed, whatever the SDK makes of its token.</summary>
[TestFixtureSource(typeof(WireAdapters), nameof(WireAdapters.All))]
[Parallelizable(ParallelScope.Self)]
public sealed class TimeLimitConformance(WireAdapter adapter) : WireTest(adapter)
{
    private const string Limit = "00:00:00.300";

    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(280);

    // A machine under load may be late; a limit that does not hold never ends.
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(20);

    [Test]
    public async Task Attempt_NoAnswer_IsLeftForTheNext([Values] bool streamed, [Values] bool headersSent)
    {
        Server.Default = WireReply.Failing(headersSent ? WireFault.NoBody() : WireFault.NoAnswer());
        await using var gateway = WithBackup(route: new() { ["Timeouts:Attempt"] = Limit });
        await AssertLeftAsync(() => gateway.Client.AskAsync(streamed));
    }

    [Test]
    public async Task Attempt_HalfAPlainAnswer_IsLeftForTheNext()
    {
        Server.Default = WireReply.Failing(WireFault.StallAfter(1));
        await using var gateway = WithBackup(route: new() { ["Timeouts:Attempt"] = Limit });
        await AssertLeftAsync(() => gateway.Client.AskAsync(streamed: false));
    }

    [Test]
    public async Task FirstToken_NoContent_IsLeftForTheNext([Values] bool headersSent)
    {
        Server.Default = WireReply.Failing(headersSent ? WireFault.StallAfter(0) : WireFault.NoAnswer());
        await using var gateway = WithBackup(route: new() { ["Timeouts:FirstToken"] = Limit });
        await AssertLeftAsync(() => gateway.Client.AskAsync(streamed: true));
    }

    [Test]
    public async Task Idle_SilenceAfterContent_FailsTheStream()
    {
        Server.Default = WireReply.Failing(WireFault.StallAfter(2));
        await using var gateway = WithBackup(route: new() { ["Timeouts:Idle"] = Limit });
        var start = Stopwatch.GetTimestamp();
        var exception = await Assert.ThrowsAsync<IncompleteStreamException>(() => gateway.Client.AskAsync(streamed: true));
        Assert.That((exception!.Failure.Kind, exception.TextLength), Is.EqualTo((FailureKind.Timeout, "Hello, ".Length)));
        await AssertFreedAsync(start);
        Assert.That(Backup.Requests, Is.Empty);
    }

    [Test]
    public async Task Total_SilenceEverywhere_EndsTheCall([Values] bool streamed)
    {
        Server.Default = WireReply.Failing(WireFault.NoAnswer());
        await using var gateway = WithBackup(route: new() { ["Timeouts:Total"] = Limit });
        var start = Stopwatch.GetTimestamp();
        var exception = await Assert.ThrowsAsync<AllTargetsFailedException>(() => gateway.Client.AskAsync(streamed));
        exception!.Result!.ShouldHaveFailedAt("main", FailureKind.Timeout).ShouldHaveAttempts(1);
        await AssertFreedAsync(start);
    }

    [Test]
    public async Task Hedging_LoserThatHasNotAnswered_IsLetGo([Values] bool streamed, [Values] bool headersSent)
    {
        Server.Default = WireReply.Failing(headersSent ? WireFault.NoBody() : WireFault.NoAnswer());
        await using var gateway = WithBackup(route: new() { ["Hedging:Delay"] = "00:00:00.050" });
        var response = await gateway.Client.AskAsync(streamed);
        Assert.That(response.Text, Is.EqualTo(BackupText));
        response.GetGatewayResult().ShouldBeAnsweredBy("backup").ShouldHaveAttempts(2);
        await AssertLetGoAsync();
    }

    private async Task AssertLeftAsync(Func<Task<ChatResponse>> call)
    {
        var start = Stopwatch.GetTimestamp();
        var response = await call();
        Assert.That(response.Text, Is.EqualTo(BackupText));
        response.GetGatewayResult().ShouldBeAnsweredBy("backup").ShouldHaveFailedAt("main", FailureKind.Timeout).ShouldHaveAttempts(2);
        await AssertFreedAsync(start);
    }

    private async Task AssertFreedAsync(long start)
    {
        Assert.That(Stopwatch.GetElapsedTime(start), Is.InRange(Least, Most));
        await AssertLetGoAsync();
        await Server.WhenConnectionsAsync(0);
    }
}
