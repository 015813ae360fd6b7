using System.Diagnostics;
using AiGateway.Client.Context;
using AiGateway.Client.Resilience;
using AiGateway.Client.Routing;
using AiGateway.Client.Testing;
using AiGateway.Client.Wire;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Tests.Conformance;

/// <summary>Streams that break: before the first content another target takes over; after it they never look complete.</summary>
[TestFixtureSource(typeof(WireAdapters), nameof(WireAdapters.All))]
[Parallelizable(ParallelScope.Self)]
public sealed class StreamFaultConformance(WireAdapter adapter) : WireTest(adapter)
{
    private static IEnumerable<TestCaseData<WireFault, FailureKind>> BeforeContent()
    {
        yield return Case("HTML", WireFault.Html(), FailureKind.InvalidResponse);
        yield return Case("HTML as a stream", WireFault.Html() with { ContentType = "text/event-stream" }, FailureKind.InvalidResponse);
        yield return Case("empty", WireFault.Empty(), FailureKind.InvalidResponse);
        yield return Case("cut before the body", WireFault.CutAfter(WireFault.BeforeBody), FailureKind.Transport);
        yield return Case("cut", WireFault.CutAfter(0), FailureKind.Transport);
        yield return Case("reset", WireFault.ResetAfter(0), FailureKind.Transport);
        yield return Case("end", WireFault.EndAfter(0), FailureKind.InvalidResponse);
        yield return Case("malformed", WireFault.MalformedAfter(0), FailureKind.InvalidResponse);
        yield return Case("error", WireFault.ErrorAfter(0), FailureKind.ServerError);
        yield return Case("error before the body", WireFault.ErrorAfter(WireFault.BeforeBody), FailureKind.ServerError);
        yield return Case("failed", WireFault.FailedAfter(0), FailureKind.ServerError);
    }

    [TestCaseSource(nameof(BeforeContent))]
    public async Task GetStreamingResponseAsync_BreaksBeforeContent_IsAnsweredByTheNext(WireFault fault, FailureKind expected)
    {
        Server.Default = WireReply.Failing(fault);
        await using var gateway = WithBackup();
        var response = await gateway.Client.AskAsync(streamed: true);
        Assert.That(response.Text, Is.EqualTo(BackupText));
        response.GetGatewayResult().ShouldHaveSucceeded().ShouldBeAnsweredBy("backup").ShouldHaveFailedAt("main", expected);
    }

    [Test]
    public async Task GetStreamingResponseAsync_ErrorBeforeContent_IsTakenForWhatItSays(
        [Values(WireErrorKind.RateLimit, WireErrorKind.Quota, WireErrorKind.Overloaded)] WireErrorKind error, [Values] bool failed)
    {
        var expected = Adapter.Errors.Failures[error];
        Server.Default = WireReply.Failing(failed ? WireFault.FailedAfter(0, error) : WireFault.ErrorAfter(0, error));
        await using var gateway = WithBackup();
        var result = (await gateway.Client.AskAsync(streamed: true)).GetGatewayResult().ShouldBeAnsweredBy("backup");
        var failure = result.Attempts[0].Failure!;
        Assert.That(failure.ErrorCode, Is.EqualTo(expected.ErrorCode));

        // Without its status, an error whose code says nothing is the server's.
        Assert.That(failure.Kind, Is.EqualTo(expected.Kind).Or.EqualTo(FailureClassifier.FromCode(expected.ErrorCode) ?? FailureKind.ServerError));
    }

    private static IEnumerable<TestCaseData<WireFault, FailureKind>> AfterContent()
    {
        yield return Case("cut", WireFault.CutAfter(2), FailureKind.Transport);
        yield return Case("end", WireFault.EndAfter(2), FailureKind.IncompleteStream);
        yield return Case("end before the finish", WireFault.EndAfter(9), FailureKind.IncompleteStream);
        yield return Case("malformed", WireFault.MalformedAfter(2), FailureKind.InvalidResponse);
        yield return Case("malformed finish", WireFault.MalformedAfter(9), FailureKind.InvalidResponse);
        yield return Case("error", WireFault.ErrorAfter(2), FailureKind.ServerError);
        yield return Case("error, then the rest", WireFault.ErrorAfter(2) with { GoesOn = true }, FailureKind.ServerError);
        yield return Case("failed", WireFault.FailedAfter(2), FailureKind.ServerError);
    }

    [TestCaseSource(nameof(AfterContent))]
    public async Task GetStreamingResponseAsync_BreaksAfterContent_NeverLooksComplete(WireFault fault, FailureKind expected)
    {
        Server.Default = WireReply.Failing(fault);
        await using var gateway = WithBackup();
        var text = "";
        var exception = await Assert.ThrowsAsync<IncompleteStreamException>(async () =>
        {
            await foreach (var update in gateway.Client.GetStreamingResponseAsync("Hi"))
            {
                text += update.Text;
            }
        });
        Assert.That(text, Is.AnyOf("Hello, ", "Hello, world!"));
        Assert.That((exception!.Failure.Kind, exception.TextLength), Is.EqualTo((expected, text.Length)));
        exception.Result!.ShouldHaveEnded(GatewayOutcome.Failed).ShouldHaveFailedAt("main", expected);
        Assert.That(Backup.Requests, Is.Empty);
    }

    [Test]
    public async Task GetStreamingResponseAsync_ToolCallWithoutAFinish_NeverLooksComplete([Values(0, 1, 2, 9)] int events, [Values] bool cleanly)
    {
        Server.Default = WireReply.Tools(new WireToolCall("call_1", "delete", "{\"path\":\"/tm", "p/x\"}")) with
        {
            Fault = cleanly ? WireFault.EndAfter(events) : WireFault.CutAfter(events),
        };
        await using var gateway = WithBackup();
        try
        {
            // A call that has not arrived whole is not delivered, so another target may still answer.
            var response = await gateway.Client.AskAsync(streamed: true);
            Assert.That(response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>(), Is.Empty);
            response.GetGatewayResult().ShouldBeAnsweredBy("backup");
        }
        catch (IncompleteStreamException exception)
        {
            Assert.That(exception.Failure.Kind, Is.AnyOf(FailureKind.IncompleteStream, FailureKind.Transport));
        }
    }

    [Test]
    public async Task GetStreamingResponseAsync_TextThatSpeaksOfErrors_IsNoError()
    {
        Server.Script.Enqueue(WireReply.Text("{\"error\":", " {\"code\": \"server_error\"}}"));
        await using var gateway = WithBackup();
        var response = await gateway.Client.AskAsync(streamed: true);
        Assert.That(response.Text, Is.EqualTo("{\"error\": {\"code\": \"server_error\"}}"));
        response.GetGatewayResult().ShouldHaveSucceeded().ShouldBeAnsweredBy("main");
    }

    [Test]
    public async Task GetStreamingResponseAsync_FinishedWithoutContent_IsAnAnswer()
    {
        Server.Script.Enqueue(WireReply.Text());
        await using var gateway = WithBackup();
        var response = await gateway.Client.AskAsync(streamed: true);
        Assert.That((response.Text, response.FinishReason), Is.EqualTo(("", (ChatFinishReason?)ChatFinishReason.Stop)));
        response.GetGatewayResult().ShouldBeAnsweredBy("main");
    }

    [Test]
    public async Task GetStreamingResponseAsync_FinishedButNotEnded_IsCompleteSoonAfter([Values] bool usage)
    {
        var gate = new WireGate();
        Server.Script.Enqueue(WireFault.Unterminated(usage, gate));
        await using var gateway = WithBackup();
        var start = Stopwatch.GetTimestamp();
        var response = await gateway.Client.AskAsync(streamed: true);
        Assert.That((response.Text, response.FinishReason), Is.EqualTo(("Hello, world!", (ChatFinishReason?)ChatFinishReason.Stop)));
        response.GetGatewayResult().ShouldHaveSucceeded().ShouldBeAnsweredBy("main").ShouldHaveAttempts(1);
        Assert.That(Stopwatch.GetElapsedTime(start), Is.LessThan(TimeSpan.FromSeconds(10)));
        Assert.That(await Server.Requests.Single().Ended, Is.EqualTo(WireEnding.ClientAborted));
    }

    internal static TestCaseData<WireFault, FailureKind> Case(string name, WireFault fault, FailureKind expected)
    {
        var data = new TestCaseData<WireFault, FailureKind>(fault, expected);
        data.SetArgDisplayNames(name);
        return data;
    }
}
