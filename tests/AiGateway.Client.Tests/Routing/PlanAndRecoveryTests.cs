using AiGateway.Client.Context;
using AiGateway.Client.Resilience;
using AiGateway.Client.Routing;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Tests.Routing;

/// <summary>Streams that break off, plans, and changed settings of a route.</summary>
public sealed class PlanAndRecoveryTests
{
    private static readonly (string, string)[] Three = [("a", ""), ("b", "\"Priority\": 1"), ("c", "\"Priority\": 2")];

    [Test]
    public async Task Resume_SecondBreaksToo_TheThirdGoesOn([Values] Breakage breakage)
    {
        await using var gateway = new ScriptedGateway(Three, Resume);
        gateway.On("a", Script.Broken(1, breakage)).On("b", Script.Broken(3, breakage));
        var response = await gateway.AskAsync(streamed: true);
        Assert.That((response.Text, response.Messages.Count), Is.EqualTo((Script.Whole, 1)));
        Assert.That(response.GetGatewayResult().Attempts.Select(attempt => (attempt.Target, attempt.Kind, attempt.Outcome)), Is.EqualTo(new[]
        {
            ("a", AttemptKind.First, GatewayOutcome.Failed), ("b", AttemptKind.Resume, GatewayOutcome.Failed), ("c", AttemptKind.Resume, GatewayOutcome.Succeeded),
        }));
        await gateway.ShouldBeIdleAsync();
    }

    [Test]
    public async Task Resume_OtherAnswer_FailsWithTheFirstFailureAndDeliversNothingOfIt()
    {
        await using var gateway = new ScriptedGateway(Three, Resume);
        gateway.On("a", Script.Broken(2, Breakage.Cut)).On("b", new Script { Text = "one other answer here" });
        var text = "";
        var exception = await Assert.ThrowsAsync<IncompleteStreamException>(() => gateway.Gateway.RunAsync(ReadAsync(gateway, update => text += update.Text)));
        Assert.That((text, exception!.TextLength, exception.Failure.Kind), Is.EqualTo(("one two", 7L, FailureKind.Transport)));
        Assert.That(gateway.Health("b").IsHealthy, "another answer is no failure");
        await gateway.ShouldBeIdleAsync();
    }

    [Test]
    public async Task Resume_ShorterAnswer_IsAnotherOne()
    {
        await using var gateway = new ScriptedGateway(Three, Resume);
        gateway.On("a", Script.Broken(3, Breakage.Cut)).On("b", new Script { Text = "one" });
        await gateway.FailAsync<IncompleteStreamException>(streamed: true);
        await gateway.ShouldBeIdleAsync();
    }

    [Test]
    public async Task Resume_NoAttemptLeft_FailsWithTheTextSoFar()
    {
        await using var gateway = new ScriptedGateway(Three, Resume.Replace("\"MaxRetries\"", "\"MaxAttempts\": 1, \"MaxRetries\"", StringComparison.Ordinal));
        gateway.On("a", Script.Broken(2, Breakage.Cut));
        var exception = await gateway.FailAsync<IncompleteStreamException>(streamed: true);
        Assert.That((exception.TextLength, exception.Attempts.Count), Is.EqualTo((7L, 1)));
        await gateway.ShouldBeIdleAsync();
    }

    [Test]
    public async Task Resume_ToolCallDelivered_IsNeverContinued()
    {
        var call = new ChatResponseUpdate(ChatRole.Assistant, [new FunctionCallContent("1", "tool")]);
        var first = new FakeChatClient { OnStream = (_, _, _) => FakeChatClient.Stream(FakeChatClient.Text("one"), call) };
        await using var gateway = Fakes(first, new FakeChatClient(), Resume);
        await Assert.ThrowsAsync<IncompleteStreamException>(() => gateway.Client.GetStreamingResponseAsync("Hi").ToChatResponseAsync());
    }

    [Test]
    public async Task Buffer_EveryWayToBreak_DeliversOneWholeAnswer([Values] Breakage breakage)
    {
        await using var gateway = new ScriptedGateway(Three, "\"StreamRecovery\": \"Buffer\", " + RoutingPolicyTests.NoRetry);
        gateway.On("a", Script.Broken(2, breakage)).On("b", new Script { Text = "quite another answer", ChunkDelay = TimeSpan.FromSeconds(1) });
        var updates = 0;
        var call = ReadAsync(gateway, update => updates += update.Text.Length > 0 ? 1 : 0);
        await Quiescence.WaitAsync();
        Assert.That(updates, Is.Zero, "nothing is delivered before the end");
        Assert.That(await gateway.Gateway.RunAsync(call), Is.EqualTo("quite another answer"));
        await gateway.ShouldBeIdleAsync();
    }

    [Test]
    public async Task Fail_EveryWayToBreak_NeverLooksComplete([Values] Breakage breakage)
    {
        await using var gateway = new ScriptedGateway(Three);
        gateway.On("a", Script.Broken(2, breakage));
        var exception = await gateway.FailAsync<IncompleteStreamException>(streamed: true);
        Assert.That((exception.TextLength, exception.Failure.Kind), Is.EqualTo((7L, breakage switch
        {
            Breakage.Cut => FailureKind.Transport,
            Breakage.NoFinish => FailureKind.IncompleteStream,
            Breakage.Silence => FailureKind.Timeout,
            _ => FailureKind.ServerError,
        })));
        Assert.That(gateway.Client("b").Calls, Is.Zero);
        await gateway.ShouldBeIdleAsync();
    }

    [TestCase("Priority")]
    [TestCase("RoundRobin")]
    [TestCase("LeastBusy")]
    [TestCase("Sticky")]
    public async Task ExplainAsync_ThenTheRequest_TriesTheTargetsInThatOrder(string policy)
    {
        (string, string)[] targets = [("a", ""), ("b", ""), ("c", ""), ("d", "\"Priority\": 1"), ("e", "\"Capabilities\": { \"ContextWindow\": 1 }"), ("new", "\"Priority\": 2"), ("dark", "")];
        await using var gateway = new ScriptedGateway(
            targets, $"\"Policy\": \"{policy}\", {RoutingPolicyTests.NoRetry}{RoutingPolicyTests.NoBreaker}, \"Canary\": {{ \"Target\": \"new\", \"Percentage\": 50 }}, \"Shadow\": {{ \"Target\": \"dark\", \"Percentage\": 0 }}");
        foreach (var (name, _) in targets)
        {
            gateway.On(name, Script.Status(500));
        }

        for (var i = 0; i < 12; i++)
        {
            var options = ScriptedGateway.By($"u{i}");
            var plan = await gateway.Gateway.Gateway.ExplainAsync([new(ChatRole.User, "Hi there")], options);
            Assert.That((await gateway.Gateway.Gateway.ExplainAsync([new(ChatRole.User, "Hi there")], options)).ToString(), Is.EqualTo(plan.ToString()), "asking counts for nothing");
            var exception = await Assert.ThrowsAsync<AllTargetsFailedException>(() => gateway.Gateway.Client.GetResponseAsync("Hi there", options));
            Assert.That(exception!.Attempts.Select(attempt => attempt.Target), Is.EqualTo(plan.Targets.Select(target => target.Target)));
            Assert.That(plan.Targets.Concat(plan.Excluded).Select(target => target.Target), Is.EquivalentTo(targets.Select(target => target.Item1)));
            Assert.That(plan.Excluded.ToDictionary(target => target.Target, target => target.Excluded), Is.SupersetOf(new Dictionary<string, string?>
            {
                ["dark"] = "it only gets copies",
                ["e"] = "the request has about 2 tokens, its context window 1",
            }));
        }
    }

    [Test]
    public async Task ExplainAsync_NoFallback_ShowsOneTarget()
    {
        await using var gateway = new ScriptedGateway(Three);
        var plan = await gateway.Gateway.Gateway.ExplainAsync([new(ChatRole.User, "Hi")], new GatewayChatOptions { NoFallback = true });
        Assert.That(plan.ToString().Split(Environment.NewLine), Is.EqualTo(new[]
        {
            "Route chat, policy Priority", "1. a (a, a): Available", "-  b (b, b): the request allows no fallback", "-  c (c, c): the request allows no fallback",
        }));
    }

    [Test]
    public async Task ExplainAsync_TargetsOutOfOrder_ShowsTheirStates()
    {
        await using var gateway = new ScriptedGateway(Three, RoutingPolicyTests.NoRetry);
        gateway.Health("a").Isolate();
        gateway.On("b", Script.Status(401));
        await gateway.AskAsync();
        var plan = await gateway.Gateway.Gateway.ExplainAsync([new(ChatRole.User, "Hi")]);
        Assert.That(plan.Targets.Select(target => target.State), Is.EqualTo(new[] { TargetState.Isolated, TargetState.CoolingDown, TargetState.Available }));
        Assert.That(plan.Targets.First(target => target.State is TargetState.Available).Target, Is.EqualTo(await gateway.AnsweringAsync()));
    }

    [Test]
    public async Task Reload_SettingsOfTheRoute_ApplyToTheNextRequestOnly([Values] bool streamed)
    {
        await using var gateway = new ScriptedGateway([("a", ""), ("b", "")], "\"Timeouts\": { \"Attempt\": \"00:00:20\" }");
        gateway.On("a", Script.DeafSilence).On("b", Script.DeafSilence);
        var before = gateway.Start(streamed);
        await Quiescence.WaitAsync();
        gateway.Gateway.Reload(ScriptedGateway.Json([("a", "\"Priority\": 1"), ("b", "")], "\"Timeouts\": { \"Attempt\": \"00:00:03\" }, \"Retry\": { \"MaxAttempts\": 1 }"));
        var after = await Assert.ThrowsAsync<AllTargetsFailedException>(() => gateway.AskAsync(streamed));
        Assert.That(after!.Attempts.Select(attempt => (attempt.Target, attempt.Duration.TotalSeconds)), Is.EqualTo(new[] { ("b", 3d) }));
        var old = await Assert.ThrowsAsync<AllTargetsFailedException>(() => gateway.Gateway.RunAsync(before));
        Assert.That(old!.Attempts.Select(attempt => (attempt.Target, attempt.Duration.TotalSeconds)), Is.EqualTo(new[] { ("a", 20d), ("b", 20d) }));
    }

    [Test]
    public async Task Reload_Policy_Changes()
    {
        await using var gateway = new ScriptedGateway(Three);
        gateway.Gateway.Reload(ScriptedGateway.Json([("a", ""), ("b", "")], "\"Policy\": \"RoundRobin\""));
        Assert.That((await gateway.AnsweringAsync(), await gateway.AnsweringAsync()), Is.EqualTo(("a", "b")));
    }

    private const string Resume = "\"StreamRecovery\": \"Resume\", \"Retry\": { \"MaxRetries\": 0 }";

    private static TestGateway Fakes(FakeChatClient first, FakeChatClient second, string route) => new(
        ScriptedGateway.Json([("a", ""), ("b", "\"Priority\": 1")], route).Replace("Scripted", "Fake", StringComparison.Ordinal),
        builder => Microsoft.Extensions.DependencyInjection.AiGatewayBuilderExtensions.AddProvider(builder, "Fake", (context, _) => context.Name == "a" ? first : second));

    private static async Task<string> ReadAsync(ScriptedGateway gateway, Action<ChatResponseUpdate> read)
    {
        var text = "";
        await foreach (var update in gateway.Gateway.Client.GetStreamingResponseAsync("Hi"))
        {
            read(update);
            text += update.Text;
        }

        return text;
    }
}
