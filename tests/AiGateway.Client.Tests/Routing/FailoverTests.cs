using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;
using AiGateway.Client.Resilience;
using AiGateway.Client.Routing;
using AiGateway.Client.Testing;
using AiGateway.Client.Tests.Pipeline;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Tests.Routing;

public sealed class FailoverTests
{
    [TestCase("Status", FailureKind.Overloaded, "")]
    [TestCase("Status", FailureKind.RateLimited, ", \"Status\": 429, \"RetryAfter\": \"00:00:02\"")]
    [TestCase("Status", FailureKind.ServerError, ", \"Status\": 500")]
    [TestCase("Status", FailureKind.Authentication, ", \"Status\": 401")]
    [TestCase("Status", FailureKind.ModelNotFound, ", \"Status\": 404")]
    [TestCase("Status", FailureKind.QuotaExhausted, ", \"Status\": 429, \"Code\": \"insufficient_quota\"")]
    [TestCase("Reset", FailureKind.Transport, "")]
    [TestCase("Cut", FailureKind.Transport, "")]
    [TestCase("BadChunk", FailureKind.InvalidResponse, "")]
    [TestCase("MissingFinish", FailureKind.InvalidResponse, "")]
    public async Task GetResponseAsync_FirstTargetFails_IsAnsweredByTheNext(string kind, FailureKind expected, string more)
    {
        foreach (var streamed in new[] { false, true })
        {
            await using var gateway = new TestGateway(EntryChatClientTests.WithFault("first", kind, more: more));
            var response = await Call(gateway.Client, streamed);
            Assert.That(response.Text, Is.EqualTo("Hello from the second."));
            response.GetGatewayResult().ShouldHaveSucceeded().ShouldBeAnsweredBy("backup").ShouldHaveAttempts(2).ShouldHaveFailedAt("main", expected);
            Assert.That(response.GetGatewayResult().Usage!.OutputTokenCount, Is.EqualTo(6));
        }
    }

    [TestCase("ContentFilter", FailureKind.ContentFiltered, "content_filter")]
    [TestCase("ContextLength", FailureKind.ContextLength, "context_length_exceeded")]
    public async Task GetResponseAsync_RefusedForWhatItIs_IsNotSentElsewhere(string kind, FailureKind expected, string code)
    {
        foreach (var streamed in new[] { false, true })
        {
            await using var gateway = new TestGateway(EntryChatClientTests.WithFault("first", kind));
            var exception = await Assert.ThrowsAsync<TargetRefusedException>(() => Call(gateway.Client, streamed));
            Assert.That((exception!.Failure.Kind, exception.Failure.ErrorCode, exception.Failure.StatusCode), Is.EqualTo((expected, code, 400)));
            Assert.That(exception.Message, Is.EqualTo(
                $"Target 'main' (first, model-a) refused the request: {expected} (HTTP 400, code '{code}'). It was not sent to another target."));
            exception.Result!.ShouldHaveAttempts(1).ShouldHaveEnded(GatewayOutcome.Failed);
        }
    }

    [Test]
    public async Task GetResponseAsync_AllTargetsFail_ListsEveryAttemptWithTheFirstFailureInside([Values] bool streamed)
    {
        await using var gateway = new TestGateway(EntryChatClientTests.WithFault("first", "Status", EntryChatClientTests.WithFault("second", "Reset")));
        var exception = await Assert.ThrowsAsync<AllTargetsFailedException>(() => Call(gateway.Client, streamed));
        Assert.That(exception!.Message, Is.EqualTo("All targets of route 'chat' failed: main: Overloaded (HTTP 503) after 0 ms; backup: Transport after 0 ms."));
        Assert.That(exception.InnerException, Is.InstanceOf<SimulatedProviderException>());
        Assert.That(exception.Attempts.Select(attempt => attempt.Failure!.Kind), Is.EqualTo(new[] { FailureKind.Overloaded, FailureKind.Transport }));
    }

    [TestCase("Cut", FailureKind.Transport)]
    [TestCase("BadChunk", FailureKind.InvalidResponse)]
    [TestCase("MissingFinish", FailureKind.IncompleteStream)]
    public async Task GetStreamingResponseAsync_BrokenAfterContent_NeverLooksComplete(string kind, FailureKind expected)
    {
        await using var gateway = new TestGateway(EntryChatClientTests.WithFault("first", kind, more: ", \"AfterChunks\": 2"));
        var text = "";
        var exception = await Assert.ThrowsAsync<IncompleteStreamException>(async () =>
        {
            await foreach (var update in gateway.Client.GetStreamingResponseAsync("Hi"))
            {
                text += update.Text;
            }
        });
        Assert.That(text, Is.EqualTo("Hello from the f"));
        Assert.That((exception!.TextLength, exception.Failure.Kind, exception.Attempts.Count), Is.EqualTo((16, expected, 1)));
        exception.Result!.ShouldHaveEnded(GatewayOutcome.Failed).ShouldHaveFailedAt("main", expected);
    }

    [Test]
    public async Task GetStreamingResponseAsync_UpdatesBeforeContent_AreHeldUntilTheTargetIsCertain()
    {
        var first = new FakeChatClient { OnStream = (_, _, _) => FailAfter(new ChatResponseUpdate(ChatRole.Assistant, []) { ResponseId = "of-the-failed" }) };
        var second = new FakeChatClient
        {
            OnStream = (_, _, _) => FakeChatClient.Stream(new ChatResponseUpdate(ChatRole.Assistant, []) { ResponseId = "ok" }, FakeChatClient.Text("whole"), FakeChatClient.Finish()),
        };
        await using var gateway = TwoFakes(first, second);
        List<ChatResponseUpdate> updates = [];
        await foreach (var update in gateway.Client.GetStreamingResponseAsync("Hi"))
        {
            updates.Add(update);
        }

        Assert.That(updates.Select(update => update.ResponseId), Is.EqualTo(new[] { "ok", null, null, null }));
        Assert.That((first.OpenStreams, second.OpenStreams), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task GetStreamingResponseAsync_FinishedWithoutContent_IsAWholeAnswer()
    {
        await using var gateway = TwoFakes(new FakeChatClient { OnStream = (_, _, _) => FakeChatClient.Stream(FakeChatClient.Finish()) }, new FakeChatClient());
        var response = await gateway.Client.GetStreamingResponseAsync("Hi").ToChatResponseAsync();
        response.GetGatewayResult().ShouldBeAnsweredBy("main").ShouldHaveAttempts(1);
        Assert.That(response.Text, Is.Empty);
    }

    [Test]
    public async Task GetStreamingResponseAsync_ErrorContent_IsAFailure([Values] bool afterText)
    {
        var error = new ChatResponseUpdate(ChatRole.Assistant, [new ErrorContent("quoted prompt") { ErrorCode = "server_error" }]);
        var first = new FakeChatClient { OnStream = (_, _, _) => afterText ? FakeChatClient.Stream(FakeChatClient.Text("some"), error, FakeChatClient.Finish()) : FakeChatClient.Stream(error, FakeChatClient.Finish()) };
        await using var gateway = TwoFakes(first, new FakeChatClient());
        var answer = gateway.Client.GetStreamingResponseAsync("Hi").ToChatResponseAsync();
        if (afterText)
        {
            var exception = await Assert.ThrowsAsync<IncompleteStreamException>(() => answer);
            Assert.That(exception!.Failure, Is.EqualTo(new ProviderFailure(FailureKind.ServerError) { ErrorCode = "server_error" }));
            Assert.That(exception.ToString(), Does.Not.Contain("quoted prompt"));
        }
        else
        {
            (await answer).GetGatewayResult().ShouldBeAnsweredBy("backup").ShouldHaveFailedAt("main", FailureKind.ServerError);
        }
    }

    [Test]
    public async Task GetResponseAsync_RejectedByADecoratorAroundTheTarget_PassesThroughUntouched([Values] bool streamed)
    {
        var rejection = new GatewayRejectedException(GatewayStage.Attempt, "test", "No.");
        await using var gateway = TwoFakes(new FakeChatClient { OnResponse = (_, _, _) => throw rejection, OnStream = (_, _, _) => throw rejection }, new FakeChatClient());
        var exception = await Assert.ThrowsAsync<GatewayRejectedException>(() => Call(gateway.Client, streamed));
        Assert.That(exception, Is.SameAs(rejection));
        exception!.Result!.ShouldHaveEnded(GatewayOutcome.Rejected).ShouldHaveAttempts(1);
        Assert.That(exception.Result!.Attempts[0].Outcome, Is.EqualTo(GatewayOutcome.Rejected));
    }

    [Test]
    public async Task GetStreamingResponseAsync_StoppedEarly_DisposesTheProvidersStream()
    {
        var fake = new FakeChatClient();
        await using var gateway = TwoFakes(fake, new FakeChatClient());
        await foreach (var _ in gateway.Client.GetStreamingResponseAsync("Hi"))
        {
            Assert.That(fake.OpenStreams, Is.EqualTo(1));
            break;
        }

        Assert.That(fake.OpenStreams, Is.Zero);
    }

    [Test]
    public async Task Targets_SamePriority_AreTriedInTheOrderOfTheirNames()
    {
        await using var gateway = new TestGateway(TestGateway.TwoTargets.Replace(", \"Priority\": 1", "", StringComparison.Ordinal));
        (await gateway.Client.GetResponseAsync("Hi")).GetGatewayResult().ShouldBeAnsweredBy("backup");
    }

    [Test]
    public async Task GetResponseAsync_ModelOfTheTarget_IsAskedForOnACopyOfTheOptions([Values] bool streamed)
    {
        System.Collections.Concurrent.ConcurrentQueue<RecordedCall> calls = new();
        await using var gateway = new TestGateway(EntryChatClientTests.WithFault("first", "Status"), builder => builder
            .AddDecorator(GatewayStage.Attempt, (inner, _) => new RecordingChatClient(inner, calls)));
        await Call(gateway.Client, streamed);
        Assert.That(calls.Select(call => call.Options!.ModelId), Is.EqualTo(new[] { "model-a", "model-b" }));
    }

    private static TestGateway TwoFakes(FakeChatClient first, FakeChatClient second) => new(
        TestGateway.TwoTargets.Replace("Simulated\", \"Answer\": \"Hello from the first.\"", "First\"", StringComparison.Ordinal)
            .Replace("Simulated\", \"Answer\": \"Hello from the second.\"", "Second\"", StringComparison.Ordinal),
        builder => builder.AddProvider("First", (_, _) => first).AddProvider("Second", (_, _) => second));

    private static async IAsyncEnumerable<ChatResponseUpdate> FailAfter(ChatResponseUpdate update)
    {
        yield return update;
        await Task.Yield();
        throw new IOException("cut");
    }

    private static Task<ChatResponse> Call(IChatClient client, bool streamed) =>
        streamed ? client.GetStreamingResponseAsync("Hi").ToChatResponseAsync() : client.GetResponseAsync("Hi");
}
