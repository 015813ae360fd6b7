using AiGateway.Client.Context;
using AiGateway.Client.Resilience;
using AiGateway.Client.Routing;
using AiGateway.Client.Testing;
using AiGateway.Client.Wire;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace AiGateway.Client.Tests.Conformance;

/// <summary>The faults of the public fail-over benchmark through the real SDK: after the first content, and over a minute.</summary>
[TestFixtureSource(typeof(WireAdapters), nameof(WireAdapters.All))]
[Parallelizable(ParallelScope.Self)]
public sealed class BrokenStreamConformance(WireAdapter adapter) : FaultTest(adapter)
{
    private const int Delivered = 40;

    private static IEnumerable<TestCaseData<WireFault, FailureKind>> Breaks()
    {
        yield return StreamFaultConformance.Case("cut", WireFault.CutAfter(Delivered), FailureKind.Transport);
        yield return StreamFaultConformance.Case("malformed", WireFault.MalformedAfter(Delivered), FailureKind.InvalidResponse);
        yield return StreamFaultConformance.Case("no finish", WireFault.EndAfter(Delivered), FailureKind.IncompleteStream);
        yield return StreamFaultConformance.Case("error", WireFault.ErrorAfter(Delivered), FailureKind.ServerError);
        yield return StreamFaultConformance.Case("failed", WireFault.FailedAfter(Delivered), FailureKind.ServerError);
        yield return StreamFaultConformance.Case("stall", WireFault.StallAfter(Delivered), FailureKind.Timeout);
    }

    [TestCaseSource(nameof(Breaks))]
    public async Task Stream_BreaksAfterForty_Resumed_IsTheWholeAnswerInOneMessage(WireFault fault, FailureKind kind)
    {
        Server.Script.Enqueue(Whole with { Fault = fault });
        await using var gateway = WithBackup(route: Route(StreamRecovery.Resume));
        var response = await gateway.Client.AskAsync(streamed: true);
        AssertWhole(response, "backup");
        Assert.That(response.GetGatewayResult().Attempts.Select(attempt => (attempt.Kind, attempt.Outcome, attempt.Failure?.Kind)),
            Is.EqualTo(new (AttemptKind, GatewayOutcome, FailureKind?)[] { (AttemptKind.First, GatewayOutcome.Failed, kind), (AttemptKind.Resume, GatewayOutcome.Succeeded, null) }));
        AssertWhole(await gateway.Client.AskAsync(streamed: true), "main");
        Assert.That(Health(gateway).InFlight, Is.Zero);
        await Server.WhenNoRequestsAsync();
    }

    [TestCaseSource(nameof(Breaks))]
    public async Task Stream_BreaksAfterForty_NotResumed_IsNeverATruncatedSuccess(WireFault fault, FailureKind kind)
    {
        Server.Default = Whole with { Fault = fault };
        await using var gateway = WithBackup(route: Route(StreamRecovery.Fail));
        var exception = await Assert.ThrowsAsync<IncompleteStreamException>(() => gateway.Client.AskAsync(streamed: true));
        Assert.That((exception!.Failure.Kind, exception.TextLength), Is.EqualTo((kind, Delivered * 4)));
        Assert.That((Server.Requests.Count, Backup.Requests.Count), Is.EqualTo((1, 0)));
    }

    [TestCaseSource(nameof(Breaks))]
    public async Task Stream_BreaksAfterForty_Buffered_IsTheWholeAnswerOfTheOtherTarget(WireFault fault, FailureKind kind)
    {
        Server.Default = Whole with { Fault = fault };
        await using var gateway = WithBackup(route: Route(StreamRecovery.Buffer));
        var response = await gateway.Client.AskAsync(streamed: true);
        AssertWhole(response, "backup");
        Assert.That(Failures(response), Is.EqualTo(new[] { kind }));
    }

    [Test]
    public async Task Stream_CutAndTheFallbackRejectsThePrefill_RestartsCleanly()
    {
        Server.Default = Whole with { Fault = WireFault.CutAfter(Delivered) };
        Backup.Respond = request => IsPrefilled(request) ? Whole with { Fault = WireFault.Error(WireErrorKind.BadRequest) } : Whole;
        await using var gateway = WithBackup(route: Route(StreamRecovery.Resume, ("Targets:backup:Capabilities:Prefill", "true")));
        var response = await gateway.Client.AskAsync(streamed: true);
        AssertWhole(response, "backup");
        response.GetGatewayResult().ShouldHaveAttempts(3);
        Assert.That(Backup.Requests.Select(IsPrefilled), Is.EqualTo(new[] { true, false }));
    }

    [Test]
    public async Task Stream_CutAndTheFallbackTakesThePrefill_GoesOnFromThere()
    {
        Server.Default = Whole with { Fault = WireFault.CutAfter(Delivered) };
        Backup.Respond = request => IsPrefilled(request) ? WireReply.Text([.. Tokens.Skip(Delivered)]) : Whole;
        await using var gateway = WithBackup(route: Route(StreamRecovery.Resume, ("Targets:backup:Capabilities:Prefill", "true")));
        var response = await gateway.Client.AskAsync(streamed: true);
        AssertWhole(response, "backup");
        Assert.That(Backup.Requests.Single().BodyText, Does.Contain(string.Concat(Tokens.Take(Delivered))));
    }

    [Test]
    public async Task PrimaryDownForAMinute_IsProbedSeldomAndUsedAgainSoon([Values] bool streamed)
    {
        // Twenty requests four seconds apart on a clock of our own: down for the first fifteen.
        const int Seconds = 4;
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        await using var gateway = WithBackup((services, _) => services.AddSingleton<TimeProvider>(clock));
        Server.Default = Whole with { Fault = WireFault.Error(WireErrorKind.Overloaded) };
        List<string?> targets = [];
        var attempts = 0;
        for (var i = 0; i < 20; i++)
        {
            if (i == 15)
            {
                attempts = Server.Requests.Count;
                Server.Default = Whole;
            }

            targets.Add((await gateway.Client.AskAsync(streamed)).GetGatewayResult().ShouldHaveSucceeded().Target);
            clock.Advance(TimeSpan.FromSeconds(Seconds));
        }

        Assert.That(attempts, Is.InRange(3, 7), "requests to the dead target in a minute");
        Assert.That(targets.Take(15), Is.All.EqualTo("backup"));
        Assert.That(targets.IndexOf("main"), Is.InRange(15, 19), "used again within twenty seconds");
        Assert.That(targets.Skip(targets.IndexOf("main")), Is.All.EqualTo("main"));
    }

    private static Dictionary<string, string?> Route(StreamRecovery recovery, params (string Key, string Value)[] more) =>
        Retrying([("StreamRecovery", $"{recovery}"), ("Retry:MaxRetries", "0"), ("Timeouts:Idle", "00:00:00.300"), .. more]);

    private bool IsPrefilled(WireRequest request) => Adapter.Reading.Roles(request.Body!).Last() == "assistant";
}
