using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;
using AiGateway.Client.Resilience;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Testing.Tests;

public sealed class GatewayResultAssertionsTests
{
    private static IEnumerable<TestCaseData> Holding()
    {
        yield return Case(result => result.ShouldHaveSucceeded());
        yield return Case(result => result.ShouldHaveEnded(GatewayOutcome.Succeeded));
        yield return Case(result => result.ShouldBeAnsweredBy("backup"));
        yield return Case(result => result.ShouldBeAnsweredBy("BACKUP"));
        yield return Case(result => result.ShouldBeServedBy("chat"));
        yield return Case(result => result.ShouldBeServedBy("CHAT"));
        yield return Case(result => result.ShouldHaveAttempts(2));
        yield return Case(result => result.ShouldHaveFailedAt("main", FailureKind.Overloaded));
        yield return Case(result => result.ShouldHaveFailedAt("MAIN", FailureKind.Overloaded));
    }

    private static IEnumerable<TestCaseData> Failing()
    {
        yield return Case(result => result.ShouldHaveEnded(GatewayOutcome.Rejected), "the outcome to be Rejected");
        yield return Case(result => result.ShouldBeAnsweredBy("main"), "target 'main' to have answered");
        yield return Case(result => result.ShouldBeServedBy("draft"), "route 'draft' to have served");
        yield return Case(result => result.ShouldHaveAttempts(1), "1 attempt(s)");
        yield return Case(result => result.ShouldHaveFailedAt("main", FailureKind.Timeout), "an attempt at target 'main' to have failed with Timeout");
        yield return Case(result => result.ShouldHaveFailedAt("backup", FailureKind.Overloaded), "an attempt at target 'backup' to have failed with Overloaded");
    }

    [TestCaseSource(nameof(Holding))]
    public async Task Should_Holds_ReturnsTheResult(Func<GatewayResult, GatewayResult> assertion)
    {
        var result = await FailedOverAsync();
        Assert.That(assertion(result), Is.SameAs(result));
    }

    [TestCaseSource(nameof(Failing))]
    public async Task Should_DoesNotHold_SaysWhatHappenedInstead(Func<GatewayResult, GatewayResult> assertion, string expectation)
    {
        var result = await FailedOverAsync();
        var exception = Assert.Throws<GatewayAssertionException>(() => assertion(result));
        Assert.That(exception!.Message, Is.EqualTo(
            $"Expected {expectation}, but the request was: {result.RequestId}: Succeeded by backup on route chat, 2 attempt(s). " +
            "Attempts: main: Overloaded (HTTP 503) after 0 ms; backup: Succeeded after 0 ms."));
    }

    [Test]
    public async Task ShouldHaveSucceeded_RequestFailed_Throws([Values] bool streamed)
    {
        var result = await AllFailedAsync(streamed);
        var exception = Assert.Throws<GatewayAssertionException>(() => result.ShouldHaveSucceeded());
        Assert.That(exception!.Message, Does.StartWith("Expected the outcome to be Succeeded, but the request was: ").And.Contain("Failed by backup"));
        result.ShouldHaveEnded(GatewayOutcome.Failed);
    }

    [Test]
    public async Task ShouldBeAnsweredBy_LastTargetFailed_Throws([Values] bool streamed)
    {
        var result = await AllFailedAsync(streamed);
        Assert.Throws<GatewayAssertionException>(() => result.ShouldBeAnsweredBy("backup"));
    }

    [Test]
    public async Task ShouldBeAnsweredBy_ReaderStoppedEarly_Holds()
    {
        await using var gateway = new TestGateway();
        GatewayResult? result = null;
        await foreach (var _ in gateway.Client.GetStreamingResponseAsync("Hi", new GatewayChatOptions { OnCompleted = completed => result = completed }))
        {
            break;
        }

        result!.ShouldHaveEnded(GatewayOutcome.Abandoned).ShouldBeAnsweredBy("main");
    }

    [Test]
    public void Should_WithoutAResult_SaysSo() =>
        Assert.That(() => default(GatewayResult)!.ShouldHaveSucceeded(), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("result"));

    private static async Task<GatewayResult> FailedOverAsync()
    {
        await using var gateway = new TestGateway(new() { ["Providers:first:Faults:f:Kind"] = "Status" });
        return (await gateway.Client.GetResponseAsync("Hi")).GetGatewayResult();
    }

    private static async Task<GatewayResult> AllFailedAsync(bool streamed)
    {
        await using var gateway = new TestGateway(new() { ["Providers:first:Faults:f:Kind"] = "Status", ["Providers:second:Faults:f:Kind"] = "Reset" });
        var exception = await Assert.ThrowsAsync<Routing.AllTargetsFailedException>(() => Simulated.Call(gateway.Client, streamed));
        return exception!.Result!;
    }

    private static TestCaseData Case(Func<GatewayResult, GatewayResult> assertion, params object[] expected) =>
        new([assertion, .. expected]);
}
