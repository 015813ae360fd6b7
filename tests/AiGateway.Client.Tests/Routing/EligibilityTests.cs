using System.Text.Json;
using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;
using AiGateway.Client.Routing;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Tests.Routing;

public sealed class EligibilityTests
{
    private const string Secret = "the-prompt-itself";
    private static readonly AIFunction Tool = AIFunctionFactory.Create(() => 1, "tool");

    private static IEnumerable<TestCaseData> Lacks()
    {
        yield return new("\"Tools\": false", new GatewayChatOptions { Tools = [Tool] }, null, "its model calls no tools");
        yield return new("\"JsonSchema\": false", new GatewayChatOptions { ResponseFormat = Schema() }, null, "its model cannot be held to a JSON schema");
        yield return new("\"Images\": false", null, new DataContent(new byte[] { 1 }, "image/png"), "its model reads no images");
        yield return new("\"Images\": false", null, new UriContent("https://example.com/a.png", "image/png"), "its model reads no images");
        yield return new("\"ContextWindow\": 100", null, new TextContent(new string('x', 500)), "the request has about 129 tokens, its context window 100");
        yield return new("\"ContextWindow\": 100", new GatewayChatOptions { Instructions = new string('x', 500) }, null, "the request has about 129 tokens, its context window 100");
        yield return new("\"ContextWindow\": 100", null, new FunctionResultContent("id", new string('x', 500)), "the request has about 129 tokens, its context window 100");
    }

    private static IEnumerable<TestCaseData> Suits()
    {
        yield return new("\"Tools\": false", new GatewayChatOptions { Tools = [Tool], ToolMode = ChatToolMode.None }, null);
        yield return new("\"Tools\": false", new GatewayChatOptions { Tools = [] }, null);
        yield return new("\"JsonSchema\": false", new GatewayChatOptions { ResponseFormat = ChatResponseFormat.Json }, null);
        yield return new("\"Images\": false", null, new DataContent(new byte[] { 1 }, "audio/wav"));
        yield return new("\"ContextWindow\": 200", null, new TextContent(new string('x', 500)));
        yield return new("\"Streaming\": true", null, null);
    }

    [TestCaseSource(nameof(Lacks))]
    public async Task GetResponseAsync_TargetLacksWhatIsAskedFor_IsPassedBy(string capability, GatewayChatOptions? options, AIContent? content, string reason)
    {
        foreach (var streamed in new[] { false, true })
        {
            await using var gateway = new ScriptedGateway([("a", Capabilities(capability)), ("b", "")]);
            var response = await CallAsync(gateway, streamed, options, content);
            Assert.That((response.GetGatewayResult().Target, gateway.Client("a").Calls), Is.EqualTo(("b", 0)));
            var plan = await gateway.Gateway.Gateway.ExplainAsync(Messages(content), options);
            Assert.That(plan.Excluded.Single().ToString(), Is.EqualTo($"a (a, a): {reason}"));
        }
    }

    [TestCaseSource(nameof(Lacks))]
    public async Task GetResponseAsync_NoTargetLeft_SaysWhyAndQuotesNothing(string capability, GatewayChatOptions? options, AIContent? content, string reason)
    {
        foreach (var streamed in new[] { false, true })
        {
            await using var gateway = new ScriptedGateway([("a", Capabilities(capability))]);
            var exception = await Assert.ThrowsAsync<NoEligibleTargetException>(() => CallAsync(gateway, streamed, options, content));
            Assert.That(exception!.Message, Is.EqualTo($"No target of route 'chat' may serve the request: a: {reason}."));
            Assert.That((exception.Stage, exception.ReasonCode), Is.EqualTo((GatewayStage.Routing, "no_eligible_target")));
            Assert.That(exception.ToString(), Does.Not.Contain(Secret));
            Assert.That(exception.Targets.Single().Excluded, Is.EqualTo(reason));
            Assert.That((exception.Result!.Outcome, exception.Result.Attempts.Count), Is.EqualTo((GatewayOutcome.Rejected, 0)));
            Assert.That(gateway.Gateway.Log.Entries.Select(entry => entry.Text), Has.None.Contains(Secret));
        }
    }

    [TestCaseSource(nameof(Suits))]
    public async Task GetResponseAsync_TargetSuits_IsAsked(string capability, GatewayChatOptions? options, AIContent? content)
    {
        foreach (var streamed in new[] { false, true })
        {
            await using var gateway = new ScriptedGateway([("a", Capabilities(capability)), ("b", "")]);
            Assert.That((await CallAsync(gateway, streamed, options, content)).GetGatewayResult().Target, Is.EqualTo("a"));
        }
    }

    [Test]
    public async Task Streaming_TargetThatCannot_IsLeftOutOfStreamsOnly()
    {
        await using var gateway = new ScriptedGateway([("a", Capabilities("\"Streaming\": false")), ("b", "")]);
        Assert.That((await gateway.AnsweringAsync(), await gateway.AnsweringAsync(streamed: true)), Is.EqualTo(("a", "b")));
    }

    [Test]
    public async Task Regions_OfARequest_LeaveOutEveryOtherRegionAndTheUnknown([Values] bool streamed)
    {
        await using var gateway = new ScriptedGateway([("a", ""), ("b", ""), ("c", "")], providers: new() { ["b"] = "\"Region\": \"us\"", ["c"] = "\"Region\": \"eu\"" });
        Assert.That(await gateway.AnsweringAsync(new GatewayChatOptions { Regions = ["EU", "ch"] }, streamed), Is.EqualTo("c"));
        Assert.That(await gateway.AnsweringAsync(new GatewayChatOptions { Regions = ["us", "eu"] }, streamed), Is.EqualTo("b"));
        var exception = await gateway.FailAsync<NoEligibleTargetException>(streamed, new GatewayChatOptions { Regions = ["ch"] });
        Assert.That(exception.Message, Is.EqualTo(
            "No target of route 'chat' may serve the request: a: its region is 'unknown'; b: its region is 'us'; c: its region is 'eu'."));
    }

    [Test]
    public async Task Regions_TargetInTheRegionFails_AreNotWidened([Values] bool streamed)
    {
        await using var gateway = new ScriptedGateway([("a", ""), ("b", "")], RoutingPolicyTests.NoRetry, new() { ["b"] = "\"Region\": \"eu\"" });
        gateway.On("b", Script.Status(500));
        await gateway.FailAsync<AllTargetsFailedException>(streamed, new GatewayChatOptions { Regions = ["eu"] });
        Assert.That((gateway.Client("a").Calls, gateway.Client("b").Calls), Is.EqualTo((0, 1)));
    }

    [Test]
    public async Task Target_OfARequest_IsTheOnlyOne([Values] bool streamed)
    {
        await using var gateway = new ScriptedGateway([("a", ""), ("b", "\"Priority\": 1")], RoutingPolicyTests.NoRetry);
        Assert.That(await gateway.AnsweringAsync(new GatewayChatOptions { Target = "B" }, streamed), Is.EqualTo("b"));
        gateway.On("b", Script.Status(500));
        await gateway.FailAsync<AllTargetsFailedException>(streamed, new GatewayChatOptions { Target = "b" });
        var exception = await gateway.FailAsync<NoEligibleTargetException>(streamed, new GatewayChatOptions { Target = "c" });
        Assert.That(exception.Message, Is.EqualTo("No target of route 'chat' may serve the request: a: the request names target 'c'; b: the request names target 'c'."));
        Assert.That(gateway.Client("a").Calls, Is.Zero);
    }

    [Test]
    public async Task NoFallback_FirstTargetFails_IsAskedAgainAndNoOther([Values] bool streamed)
    {
        await using var gateway = new ScriptedGateway([("a", ""), ("b", "\"Priority\": 1")]);
        gateway.On("a", Script.Status(500));
        var exception = await gateway.FailAsync<AllTargetsFailedException>(streamed, new GatewayChatOptions { NoFallback = true });
        Assert.That(exception.Attempts.Select(attempt => attempt.Kind), Is.EqualTo(new[] { AttemptKind.First, AttemptKind.Retry, AttemptKind.Retry }));
        Assert.That(gateway.Client("b").Calls, Is.Zero);
    }

    private static Task<ChatResponse> CallAsync(ScriptedGateway gateway, bool streamed, ChatOptions? options, AIContent? content) => gateway.Gateway.RunAsync(streamed
        ? gateway.Gateway.Client.GetStreamingResponseAsync(Messages(content), options).ToChatResponseAsync()
        : gateway.Gateway.Client.GetResponseAsync(Messages(content), options));

    private static List<ChatMessage> Messages(AIContent? content) => [new(ChatRole.User, [new TextContent(Secret), .. content is null ? (AIContent[])[] : [content]])];

    private static ChatResponseFormat Schema() => ChatResponseFormat.ForJsonSchema(JsonDocument.Parse("""{ "type": "object" }""").RootElement);

    private static string Capabilities(string capability) => $"\"Capabilities\": {{ {capability} }}";
}
