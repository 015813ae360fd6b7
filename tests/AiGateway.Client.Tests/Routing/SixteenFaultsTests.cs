using AiGateway.Client.Context;
using AiGateway.Client.Resilience;
using AiGateway.Client.Routing;
using AiGateway.Client.Testing;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Tests.Routing;

/// <summary>The sixteen faults of the public fail-over benchmark, in memory on a clock of our own: plain and streamed, at the published timings.</summary>
public sealed class SixteenFaultsTests
{
    private const string ThirtySeconds = "\"Timeouts\": { \"Attempt\": \"00:00:30\", \"Idle\": \"00:00:30\" }";
    private const string Resume = "\"StreamRecovery\": \"Resume\"";

    [Test]
    public async Task RateLimitedOnce_WithRetryAfter_FailsOverAtOnce([Values] bool streamed)
    {
        await using var gateway = new FaultGateway("\"Kind\": \"Status\", \"Status\": 429, \"RetryAfter\": \"00:00:02\", \"LastCall\": 1", ThirtySeconds);
        var (response, elapsed) = await gateway.AskAsync(streamed);
        AssertWhole(response, "backup", "model-b");
        Assert.That((response.At("main").Count(), elapsed), Is.EqualTo((1, TimeSpan.Zero)));
        Assert.That(gateway.Health.State, Is.EqualTo(TargetState.CoolingDown));
    }

    [Test]
    public async Task RateLimitedOnce_PreferringTheSameTarget_WaitsToTheSecondAndStays([Values] bool streamed)
    {
        await using var gateway = new FaultGateway("\"Kind\": \"Status\", \"Status\": 429, \"RetryAfter\": \"00:00:02\", \"LastCall\": 1",
            ThirtySeconds + ", \"Retry\": { \"PreferSameTarget\": true }");
        var (response, elapsed) = await gateway.AskAsync(streamed);
        AssertWhole(response, "main", "model-a");
        response.GetGatewayResult().ShouldHaveAttempts(2);
        Assert.That(elapsed, Is.InRange(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3)));
    }

    [Test]
    public async Task RateLimitedForEver_WithoutHeader_BacksOffThenFailsOver([Values] bool streamed)
    {
        await using var gateway = new FaultGateway("\"Kind\": \"Status\", \"Status\": 429", ThirtySeconds);
        var (response, elapsed) = await gateway.AskAsync(streamed);
        AssertWhole(response, "backup", "model-b");
        Assert.That(response.At("main").Count(), Is.InRange(2, 6));
        Assert.That(elapsed, Is.InRange(TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(30)));
    }

    [Test]
    public async Task ServerErrorOnce_SameTarget_AnswersAtTheSecondAttempt([Values] bool streamed)
    {
        await using var gateway = new FaultGateway("\"Kind\": \"Status\", \"Status\": 500, \"LastCall\": 1", ThirtySeconds);
        var (response, elapsed) = await gateway.AskAsync(streamed);
        AssertWhole(response, "main", "model-a");
        Assert.That(response.GetGatewayResult().Attempts.Select(attempt => attempt.Kind), Is.EqualTo(new[] { AttemptKind.First, AttemptKind.Retry }));
        Assert.That(elapsed, Is.InRange(TimeSpan.FromMilliseconds(250), TimeSpan.FromMilliseconds(550)));
    }

    [TestCase("\"Kind\": \"Status\", \"Status\": 503", FailureKind.Overloaded, false)]
    [TestCase("\"Kind\": \"Status\", \"Status\": 503", FailureKind.Overloaded, true)]
    [TestCase("\"Kind\": \"Reset\"", FailureKind.Transport, false)]
    [TestCase("\"Kind\": \"Reset\"", FailureKind.Transport, true)]
    public async Task OverloadedOrResetForEver_FailsOverAfterTwoRetries(string fault, FailureKind kind, bool streamed)
    {
        await using var gateway = new FaultGateway(fault, ThirtySeconds);
        var (response, elapsed) = await gateway.AskAsync(streamed);
        AssertWhole(response, "backup", "model-b");
        Assert.That(response.At("main").Select(attempt => attempt.Failure!.Kind), Is.EqualTo(new[] { kind, kind, kind }));
        Assert.That(elapsed, Is.InRange(TimeSpan.FromMilliseconds(750), TimeSpan.FromMilliseconds(1600)));
    }

    [Test]
    public async Task NoResponseAtAll_OneAttempt_ThenTheOtherTarget([Values] bool streamed)
    {
        await using var gateway = new FaultGateway("\"Kind\": \"Silence\"", ThirtySeconds);
        var (response, elapsed) = await gateway.AskAsync(streamed);
        AssertWhole(response, "backup", "model-b");
        Assert.That(response.At("main").Select(attempt => attempt.Failure!.Kind), Is.EqualTo(new[] { FailureKind.Timeout }));
        Assert.That(elapsed, Is.InRange(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(31)));
    }

    [Test]
    public async Task FirstTokenAfterTwentySeconds_FailsOverWithinFifteen([Values] bool streamed)
    {
        await using var gateway = new FaultGateway("\"Kind\": \"SlowFirstToken\", \"Delay\": \"00:00:20\"",
            streamed ? "\"Timeouts\": { \"FirstToken\": \"00:00:10\" }" : "\"Timeouts\": { \"Attempt\": \"00:00:10\" }");
        var (response, elapsed) = await gateway.AskAsync(streamed);
        AssertWhole(response, "backup", "model-b");
        Assert.That((response.At("main").Count(), elapsed), Is.EqualTo((1, TimeSpan.FromSeconds(10))));
    }

    [Test]
    public async Task StreamCutAfterForty_Resumed_IsTheWholeAnswerInOneMessage()
    {
        await using var gateway = new FaultGateway("\"Kind\": \"Cut\", \"AfterChunks\": 40", Resume);
        var (response, _) = await gateway.AskAsync(streamed: true);
        AssertWhole(response, "backup", "model-b");
        Assert.That(response.Messages, Has.Count.EqualTo(1));
        Assert.That(response.GetGatewayResult().Attempts.Select(attempt => (attempt.Kind, attempt.Outcome)),
            Is.EqualTo(new[] { (AttemptKind.First, GatewayOutcome.Failed), (AttemptKind.Resume, GatewayOutcome.Succeeded) }));
    }

    [Test]
    public async Task StreamCutAfterForty_NotResumed_IsNeverATruncatedSuccess()
    {
        await using var gateway = new FaultGateway("\"Kind\": \"Cut\", \"AfterChunks\": 40");
        var exception = await gateway.FailAsync<IncompleteStreamException>(streamed: true);
        Assert.That((exception.TextLength, exception.Failure.Kind), Is.EqualTo((160, FailureKind.Transport)));
    }

    [Test]
    public async Task StreamCut_Buffered_IsTheWholeAnswerOfTheOtherTarget([Values("Cut", "BadChunk", "MissingFinish")] string kind)
    {
        await using var gateway = new FaultGateway($"\"Kind\": \"{kind}\", \"AfterChunks\": 40", "\"StreamRecovery\": \"Buffer\", \"Retry\": { \"MaxRetries\": 0 }");
        var (response, _) = await gateway.AskAsync(streamed: true);
        AssertWhole(response, "backup", "model-b");
    }

    [Test]
    public async Task StreamStalls_Resumed_IsTheWholeAnswerAndTheGatewayStaysHealthy()
    {
        await using var gateway = new FaultGateway("\"Kind\": \"Stall\", \"AfterChunks\": 40, \"Delay\": \"00:00:30\", \"LastCall\": 1", Resume + ", \"Timeouts\": { \"Idle\": \"00:00:15\" }");
        var (response, elapsed) = await gateway.AskAsync(streamed: true);
        AssertWhole(response, "backup", "model-b");
        Assert.That(elapsed, Is.EqualTo(TimeSpan.FromSeconds(15)));
        Assert.That(response.At("main").Single().Failure!.Kind, Is.EqualTo(FailureKind.Timeout));
        AssertWhole((await gateway.AskAsync(streamed: true)).Response, "main", "model-a");
        Assert.That(gateway.Health.InFlight, Is.Zero);
    }

    [Test]
    public async Task StreamStalls_NotResumed_FailsAtTheIdleLimit()
    {
        await using var gateway = new FaultGateway("\"Kind\": \"Stall\", \"AfterChunks\": 40", "\"Timeouts\": { \"Idle\": \"00:00:15\" }");
        var exception = await gateway.FailAsync<IncompleteStreamException>(streamed: true);
        Assert.That((exception.Failure.Kind, exception.TextLength), Is.EqualTo((FailureKind.Timeout, 160)));
    }

    [Test]
    public async Task PlainAnswerNeverComes_StalledTarget_FailsOver()
    {
        await using var gateway = new FaultGateway("\"Kind\": \"Stall\"", ThirtySeconds);
        AssertWhole((await gateway.AskAsync(streamed: false)).Response, "backup", "model-b");
    }

    [Test]
    public async Task MalformedChunk_Resumed_LeaksNothingPartial()
    {
        await using var gateway = new FaultGateway("\"Kind\": \"BadChunk\", \"AfterChunks\": 20", Resume);
        var (response, _) = await gateway.AskAsync(streamed: true);
        AssertWhole(response, "backup", "model-b");
    }

    [Test]
    public async Task MalformedAnswer_Once_IsAskedForAgain([Values] bool streamed)
    {
        await using var gateway = new FaultGateway("\"Kind\": \"BadChunk\", \"LastCall\": 1");
        var (response, _) = await gateway.AskAsync(streamed);
        AssertWhole(response, "main", "model-a");
        response.GetGatewayResult().ShouldHaveAttempts(2).ShouldHaveFailedAt("main", FailureKind.InvalidResponse);
    }

    [Test]
    public async Task FinishReasonWithoutTheEnd_IsFinalisedWithinASecondWithUsage([Values] bool usage)
    {
        var fake = new FakeChatClient { OnStream = (_, _, _) => NeverEnding(usage) };
        await using var gateway = new TestGateway(DependencyInjection.AddAiGatewayTests.FakeRoute, builder => builder.AddProvider("Fake", (_, _) => fake));
        var start = gateway.Time.GetTimestamp();
        var response = await gateway.RunAsync(gateway.Client.GetStreamingResponseAsync("Hi").ToChatResponseAsync());
        Assert.That(gateway.Time.GetElapsedTime(start), Is.EqualTo(TimeSpan.FromMilliseconds(usage ? 250 : 1000)));
        Assert.That((response.Text, response.FinishReason), Is.EqualTo(("whole", (ChatFinishReason?)ChatFinishReason.Stop)));
        Assert.That(response.GetGatewayResult().ShouldHaveSucceeded().Usage?.OutputTokenCount, Is.EqualTo(usage ? 7 : null));
    }

    [Test]
    public async Task ContextLength_OneAttempt_ALargerTargetIsUsed([Values] bool streamed)
    {
        await using var gateway = new FaultGateway("\"Kind\": \"ContextLength\"", main: Window(1000), backup: Window(2000));
        var (response, _) = await gateway.AskAsync(streamed);
        AssertWhole(response, "backup", "model-b");
        Assert.That(response.At("main").Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task ContextLength_NoLargerTarget_IsNotSentAgain([Values] bool streamed, [Values("\"Capabilities\": { \"ContextWindow\": 1000 }", "")] string backup)
    {
        await using var gateway = new FaultGateway("\"Kind\": \"ContextLength\"", main: Window(1000), backup: backup);
        var exception = await gateway.FailAsync<TargetRefusedException>(streamed);
        Assert.That((exception.Failure.Kind, exception.Result!.Attempts.Count), Is.EqualTo((FailureKind.ContextLength, 1)));
    }

    [Test]
    public async Task ContentFilter_OneAttempt_ReachesTheCallerWithTheProvidersReason([Values] bool streamed)
    {
        await using var gateway = new FaultGateway("\"Kind\": \"ContentFilter\"");
        var exception = await gateway.FailAsync<TargetRefusedException>(streamed);
        Assert.That((exception.Failure.Kind, exception.Failure.ErrorCode, exception.Result!.Attempts.Count), Is.EqualTo((FailureKind.ContentFiltered, "content_filter", 1)));
    }

    [Test]
    public async Task ContentFilter_RoutedAroundByOption_IsAnsweredElsewhere([Values] bool streamed)
    {
        await using var gateway = new FaultGateway("\"Kind\": \"ContentFilter\"", "\"FallbackOnContentFilter\": true");
        AssertWhole((await gateway.AskAsync(streamed)).Response, "backup", "model-b");
    }

    [Test]
    public async Task CutStream_FallbackRejectsThePrefill_RestartsCleanly()
    {
        var second = new FakeChatClient
        {
            OnStream = (messages, _, _) => messages.Last().Role == ChatRole.Assistant
                ? throw new SimulatedRefusal()
                : FakeChatClient.Stream([.. FaultGateway.Answer.Chunk(4).Select(chunk => FakeChatClient.Text(new string(chunk))), FakeChatClient.Finish()]),
        };
        await using var gateway = Prefilling(second);
        var response = await gateway.RunAsync(gateway.Client.GetStreamingResponseAsync("Hi").ToChatResponseAsync());
        Assert.That(response.Text, Is.EqualTo(FaultGateway.Answer));
        response.GetGatewayResult().ShouldHaveSucceeded().ShouldHaveAttempts(3).ShouldBeAnsweredBy("backup");
    }

    [Test]
    public async Task CutStream_FallbackTakesThePrefill_GoesOnFromThere()
    {
        string? prefill = null;
        var second = new FakeChatClient
        {
            OnStream = (messages, _, _) =>
            {
                prefill = messages.Last().Text;
                return FakeChatClient.Stream([FakeChatClient.Text(FaultGateway.Answer[160..]), FakeChatClient.Finish()]);
            },
        };
        await using var gateway = Prefilling(second);
        var response = await gateway.RunAsync(gateway.Client.GetStreamingResponseAsync("Hi").ToChatResponseAsync());
        Assert.That((response.Text, prefill, response.Messages.Count), Is.EqualTo((FaultGateway.Answer, FaultGateway.Answer[..160], 1)));
    }

    [Test]
    public async Task PrimaryDownForAMinute_IsProbedSeldomAndUsedAgainSoon([Values] bool streamed)
    {
        // Twenty requests four seconds apart: down for the first fifteen.
        await using var gateway = new FaultGateway("\"Kind\": \"Status\", \"Status\": 503, \"LastCall\": 100000");
        var start = gateway.Gateway.Time.GetUtcNow();
        List<(TimeSpan At, ChatResponse Response)> answers = [];
        for (var i = 0; i < 20; i++)
        {
            gateway.Gateway.Time.SetUtcNow(start + TimeSpan.FromSeconds(4 * i) is var due && due > gateway.Gateway.Time.GetUtcNow() ? due : gateway.Gateway.Time.GetUtcNow());
            if (i == 15)
            {
                gateway.Heal();
            }

            answers.Add((TimeSpan.FromSeconds(4 * i), (await gateway.AskAsync(streamed)).Response));
        }

        Assert.That(answers.Select(answer => answer.Response.GetGatewayResult().Outcome), Is.All.EqualTo(GatewayOutcome.Succeeded));
        var probes = answers.Where(answer => answer.At < TimeSpan.FromSeconds(60)).Sum(answer => answer.Response.At("main").Count());
        Assert.That(probes, Is.LessThanOrEqualTo(7), "attempts at the dead target in a minute");
        var recovered = answers.First(answer => answer.At >= TimeSpan.FromSeconds(60) && answer.Response.GetGatewayResult().Target == "main").At;
        Assert.That(recovered, Is.LessThan(TimeSpan.FromSeconds(90)));
        Assert.That(answers[^1].Response.GetGatewayResult().Target, Is.EqualTo("main"));
    }

    [Test]
    public async Task Overloaded_FallbackAnswers_ItsModelAndUsageAreReportedAndFailedAttemptsHaveNone([Values] bool streamed)
    {
        await using var gateway = new FaultGateway("\"Kind\": \"Status\", \"Status\": 503");
        var (response, _) = await gateway.AskAsync(streamed);
        var result = response.GetGatewayResult();
        Assert.That((response.ModelId, result.Model, result.Usage!.OutputTokenCount), Is.EqualTo(("model-b", "model-b", 60L)));
        Assert.That(result.Attempts.At("main").Select(attempt => attempt.Usage), Is.All.Null);
    }

    private static TestGateway Prefilling(FakeChatClient second) => new($$"""
        { "AiGateway": {
            "Providers": {
                "first": { "Type": "Simulated", "Answer": "{{FaultGateway.Answer}}", "ChunkSize": 4, "Faults": { "f": { "Kind": "Cut", "AfterChunks": 40 } } },
                "second": { "Type": "Second" } },
            "Routes": { "chat": { "StreamRecovery": "Resume", "Targets": {
                "main": { "Provider": "first", "Model": "model-a" },
                "backup": { "Provider": "second", "Model": "model-b", "Priority": 1, "Capabilities": { "Prefill": true } } } } } } }
        """, builder => builder.AddProvider("Second", (_, _) => second));

    private static string Window(int tokens) => $"\"Capabilities\": {{ \"ContextWindow\": {tokens} }}";

    private static async IAsyncEnumerable<ChatResponseUpdate> NeverEnding(bool usage)
    {
        yield return FakeChatClient.Text("whole");
        yield return FakeChatClient.Finish();
        if (usage)
        {
            yield return new ChatResponseUpdate { Contents = [new UsageContent(new UsageDetails { OutputTokenCount = 7 })] };
        }

        await new TaskCompletionSource().Task;
    }

    private static void AssertWhole(ChatResponse response, string target, string model)
    {
        Assert.That(response.Text, Is.EqualTo(FaultGateway.Answer));
        Assert.That(response.FinishReason, Is.EqualTo(ChatFinishReason.Stop));
        response.GetGatewayResult().ShouldHaveSucceeded().ShouldBeAnsweredBy(target);
        Assert.That(response.ModelId, Is.EqualTo(model));
    }

    private sealed class SimulatedRefusal() : HttpRequestException(null, null, System.Net.HttpStatusCode.BadRequest);
}
