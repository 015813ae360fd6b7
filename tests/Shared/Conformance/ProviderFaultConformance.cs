using System.Diagnostics;
using AiGateway.Client.Context;
using AiGateway.Client.Resilience;
using AiGateway.Client.Routing;
using AiGateway.Client.Testing;
using AiGateway.Client.Wire;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Tests.Conformance;

/// <summary>The faults of the public fail-over benchmark through the real SDK, with short limits: before the first content.</summary>
/// <remarks>In memory, at the published timings, they are in the core's <c>SixteenFaultsTests</c>. Upper bounds allow for a machine under load.</remarks>
[TestFixtureSource(typeof(WireAdapters), nameof(WireAdapters.All))]
[Parallelizable(ParallelScope.Self)]
public sealed class ProviderFaultConformance(WireAdapter adapter) : FaultTest(adapter)
{
    [Test]
    public async Task RateLimitedOnce_WithRetryAfter_FailsOverAtOnce([Values] bool streamed)
    {
        Server.Script.Enqueue(Whole with { Fault = WireFault.Error(WireErrorKind.RateLimit), Headers = new Dictionary<string, string> { ["Retry-After"] = "60" } });
        await using var gateway = WithBackup(route: Retrying());
        var start = Stopwatch.GetTimestamp();
        AssertWhole(await gateway.Client.AskAsync(streamed), "backup");
        Assert.That(Stopwatch.GetElapsedTime(start), Is.LessThan(Most));
        Assert.That((Server.Requests.Count, Health(gateway).State), Is.EqualTo((1, TargetState.CoolingDown)));
    }

    [Test]
    public async Task RateLimitedOnce_PreferringTheSameTarget_WaitsAsLongAsAskedAndStays([Values] bool streamed)
    {
        Server.Script.Enqueue(Whole with { Fault = WireFault.Error(WireErrorKind.RateLimit), Headers = new Dictionary<string, string> { ["retry-after-ms"] = "200" } });
        await using var gateway = WithBackup(route: Retrying(("Retry:PreferSameTarget", "true")));
        var start = Stopwatch.GetTimestamp();
        AssertWhole(await gateway.Client.AskAsync(streamed), "main");
        Assert.That(Stopwatch.GetElapsedTime(start), Is.InRange(TimeSpan.FromMilliseconds(190), Most));
        Assert.That((Server.Requests.Count, Backup.Requests.Count), Is.EqualTo((2, 0)));
    }

    [Test]
    public async Task RateLimitedForEver_WithoutHeader_BacksOffThenFailsOver([Values] bool streamed)
    {
        Server.Default = Whole with { Fault = WireFault.Error(WireErrorKind.RateLimit) };
        await using var gateway = WithBackup(route: Retrying());
        AssertWhole(await gateway.Client.AskAsync(streamed), "backup");
        Assert.That((Server.Requests.Count, Backup.Requests.Count), Is.EqualTo((3, 1)));
    }

    [Test]
    public async Task ServerErrorOnce_SameTarget_AnswersAtTheSecondAttempt([Values] bool streamed)
    {
        Server.Script.Enqueue(Whole with { Fault = WireFault.Error(WireErrorKind.ServerError) });
        await using var gateway = WithBackup(route: Retrying());
        var response = await gateway.Client.AskAsync(streamed);
        AssertWhole(response, "main");
        Assert.That(response.GetGatewayResult().Attempts.Select(attempt => attempt.Kind), Is.EqualTo(new[] { AttemptKind.First, AttemptKind.Retry }));
    }

    [Test]
    public async Task OverloadedOrResetForEver_FailsOverAfterTwoRetries([Values] bool streamed, [Values] bool reset)
    {
        Server.Default = Whole with { Fault = reset ? WireFault.Reset() : WireFault.Error(WireErrorKind.Overloaded) };
        await using var gateway = WithBackup(route: Retrying());
        var response = await gateway.Client.AskAsync(streamed);
        AssertWhole(response, "backup");
        Assert.That(Failures(response), Is.EqualTo(Enumerable.Repeat(reset ? FailureKind.Transport : FailureKind.Overloaded, 3)));
        Assert.That(Server.Requests, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task NoAnswerOrALateOne_OneAttempt_ThenTheOtherTarget([Values] bool streamed, [Values] bool late)
    {
        Server.Default = Whole with { Fault = late ? WireFault.StallAfter(0) : WireFault.NoAnswer() };
        await using var gateway = WithBackup(route: Retrying((streamed ? "Timeouts:FirstToken" : "Timeouts:Attempt", "00:00:00.300")));
        var response = await gateway.Client.AskAsync(streamed);
        AssertWhole(response, "backup");
        Assert.That(Failures(response), Is.EqualTo(new[] { FailureKind.Timeout }));
        await AssertLetGoAsync();
    }

    [Test]
    public async Task PlainAnswerCutOrMalformed_Once_IsAskedForAgain([Values] bool cut)
    {
        Server.Script.Enqueue(Whole with { Fault = cut ? WireFault.CutAfter(1) : WireFault.MalformedAfter(0) });
        await using var gateway = WithBackup(route: Retrying());
        var response = await gateway.Client.AskAsync(streamed: false);
        AssertWhole(response, "main");
        Assert.That(Failures(response), Is.EqualTo(new[] { cut ? FailureKind.Transport : FailureKind.InvalidResponse }));
    }

    [Test]
    public async Task ContextLength_OneAttempt_ALargerTargetIsUsed([Values] bool streamed)
    {
        Server.Default = Whole with { Fault = WireFault.Error(WireErrorKind.ContextLength) };
        await using var gateway = WithBackup(route: Retrying(
            ("Targets:main:Capabilities:ContextWindow", "1000"), ("Targets:backup:Capabilities:ContextWindow", "2000")));
        AssertWhole(await gateway.Client.AskAsync(streamed), "backup");
        Assert.That(Server.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task ContextLength_NoLargerTarget_IsNotSentAgain([Values] bool streamed)
    {
        Server.Default = Whole with { Fault = WireFault.Error(WireErrorKind.ContextLength) };
        await using var gateway = WithBackup(route: Retrying(
            ("Targets:main:Capabilities:ContextWindow", "1000"), ("Targets:backup:Capabilities:ContextWindow", "1000")));
        var exception = await Assert.ThrowsAsync<TargetRefusedException>(() => gateway.Client.AskAsync(streamed));
        Assert.That((exception!.Failure.Kind, Server.Requests.Count, Backup.Requests.Count), Is.EqualTo((FailureKind.ContextLength, 1, 0)));
    }

    [Test]
    public async Task ContentFilter_OneAttempt_ReachesTheCallerUnlessRoutedAround([Values] bool streamed, [Values] bool around)
    {
        var filters = Adapter.Errors.Failures.TryGetValue(WireErrorKind.ContentFilter, out var failure);
        Server.Default = Whole with { Fault = WireFault.Error(WireErrorKind.ContentFilter) };
        await using var gateway = WithBackup(route: Retrying(("FallbackOnContentFilter", $"{around}")));
        if (filters && around)
        {
            AssertWhole(await gateway.Client.AskAsync(streamed), "backup");
            return;
        }

        // A vendor without a filter refuses what it does not understand: nobody else is asked for that either.
        var exception = await Assert.ThrowsAsync<TargetRefusedException>(() => gateway.Client.AskAsync(streamed));
        Assert.That(exception!.Failure, Is.EqualTo(failure ?? Adapter.Errors.Failures[WireErrorKind.BadRequest]));
        Assert.That((Server.Requests.Count, Backup.Requests.Count), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task Overloaded_FallbackAnswers_ItsModelAndUsageAreReportedAndFailedAttemptsHaveNone([Values] bool streamed)
    {
        Server.Default = Whole with { Fault = WireFault.Error(WireErrorKind.Overloaded) };
        await using var gateway = WithBackup(route: Retrying());
        var response = await gateway.Client.AskAsync(streamed);
        var result = response.GetGatewayResult();
        Assert.That((response.ModelId, result.Model, result.Usage!.OutputTokenCount), Is.EqualTo((WireGateway.BackupModel, WireGateway.BackupModel, 60L)));
        Assert.That(result.Attempts.Where(attempt => attempt.Target == "main").Select(attempt => attempt.Usage), Is.All.Null);
    }
}
