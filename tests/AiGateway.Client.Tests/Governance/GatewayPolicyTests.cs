using AiGateway.Client.Context;
using AiGateway.Client.Governance;
using AiGateway.Client.Tests.Routing;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Tests.Governance;

/// <summary>Policies of a gateway: registered in code, set by configuration, and what they say about targets.</summary>
public sealed class GatewayPolicyTests
{
    [Test]
    public async Task AddPolicy_ByDelegate_IsInForce([Values] bool streamed)
    {
        await using var gateway = new TestGateway(TestGateway.TwoTargets, builder => builder.AddPolicy("mine", (_, _) => new(GovernanceDecision.Deny("no"))));
        Assert.That((await Assert.CatchAsync<PolicyDeniedException>(() => AskAsync(gateway, streamed)))!.ReasonCode, Is.EqualTo("no"));
        Assert.That(gateway.Log.Entries.Count(entry => entry.Id.Id == 11000), Is.EqualTo(1));
    }

    [Test]
    public async Task AddPolicy_ByClass_IsInForce([Values] bool streamed)
    {
        await using var gateway = new TestGateway(TestGateway.TwoTargets, builder => builder.AddPolicy<Refusal>("mine"));
        Assert.That((await Assert.CatchAsync<PolicyDeniedException>(() => AskAsync(gateway, streamed)))!.ReasonCode, Is.EqualTo("refused"));
    }

    [Test]
    public async Task AddPolicy_Configured_TakesTheSettings([Values] bool streamed)
    {
        await using var gateway = new TestGateway(Json(""" "mine": { "Mode": "DryRun" } """), builder => builder.AddPolicy<Refusal>("mine"));
        Assert.That((await AskAsync(gateway, streamed)).GetGatewayResult().Decisions.Single().Mode, Is.EqualTo(PolicyMode.DryRun));
        gateway.Reload(Json(""" "mine": { "Enabled": false } """));
        Assert.That((await AskAsync(gateway, streamed)).GetGatewayResult().Decisions, Is.Empty);
        gateway.Reload(TestGateway.TwoTargets);
        await Assert.CatchAsync<PolicyDeniedException>(() => AskAsync(gateway, streamed));
    }

    [Test]
    public async Task AddPolicyType_IsNamedInConfiguration([Values] bool streamed)
    {
        await using var gateway = new TestGateway(Json(""" "first": { "Type": "Coded", "Code": "one" }, "second": { "Type": "coded", "Code": "two", "Order": -1 } """),
            builder => builder.AddPolicyType<CodedPolicy, CodedPolicyOptions>("Coded"));
        Assert.That((await Assert.CatchAsync<PolicyDeniedException>(() => AskAsync(gateway, streamed)))!.ReasonCode, Is.EqualTo("two"));
    }

    [Test]
    public void Configuration_WithErrors_IsRefused()
    {
        var failures = TestGateway.Failures(
            Json(""" "a": { "Type": "Codd" }, "b": { "Mode": "DryRun" }, "c": { "Type": "Coded", "Code": "y", "Cod": "x" }, "d": { "Type": "Coded", "Timeout": "00:02:00", "Window": -1, "Code": "" } """),
            builder => builder.AddPolicyType<CodedPolicy, CodedPolicyOptions>("Coded"));
        Assert.That(failures, Has.Count.EqualTo(6));
        Assert.That(failures, Has.Some.StartsWith("AiGateway:Governance:Policies:a:Type = 'Codd' is not a known policy type. Did you mean 'Coded'? Known: "));
        Assert.That(failures, Has.Some.StartsWith("AiGateway:Governance:Policies:b:Type is missing. Known policy types: "));
        Assert.That(failures, Has.Some.StartsWith("AiGateway:Governance:Policies:c:Cod is not a known key. Did you mean 'Code'?"));
        Assert.That(failures, Has.Some.StartsWith("AiGateway:Governance:Policies:d:Timeout = '00:02:00' is out of range"));
        Assert.That(failures, Has.Some.StartsWith("AiGateway:Governance:Policies:d:Window = '-1' is out of range"));
        Assert.That(failures, Has.Some.EqualTo("AiGateway:Governance:Policies:d:Code is missing."));
    }

    [TestCase(""" "Routes": { "chat": true } """, true)]
    [TestCase(""" "Routes": { "other": true } """, false)]
    [TestCase(""" "Routes": { "chat": false } """, false)]
    [TestCase(""" "Tenants": { "ACME": true } """, true)]
    [TestCase(""" "Tenants": { "other": true } """, false)]
    [TestCase(""" "Tenants": { "acme": false } """, false)]
    [TestCase(""" "Roles": { "admin": true } """, false)]
    [TestCase(""" "Roles": { "Support": true, "admin": true } """, true)]
    [TestCase(""" "Roles": { "admin": false } """, true)]
    [TestCase(""" "Roles": { "support": false, "staff": true } """, false)]
    public async Task Scope_DecidesWhereAPolicyIsInForce(string scope, bool inForce)
    {
        await using var gateway = new TestGateway(Json($$""" "mine": { {{scope}} } """), builder => builder.AddPolicy<Refusal>("mine"));
        var options = new GatewayChatOptions { Caller = new GatewayCaller { Tenant = "acme", Roles = ["support", "staff"] } };
        var call = () => gateway.Client.GetResponseAsync("Hi", options);
        if (inForce)
        {
            await Assert.CatchAsync<PolicyDeniedException>(() => call());
        }
        else
        {
            Assert.That((await call()).Text, Is.EqualTo("Hello from the first."));
        }
    }

    [Test]
    public async Task Constraint_HoldsForFallbacks([Values] bool streamed)
    {
        await using var gateway = Constrained("b");
        gateway.On("a", Script.Answer).On("b", Script.Status(500)).On("c", Script.Answer);
        await gateway.FailAsync<AiGateway.Client.Routing.AllTargetsFailedException>(streamed);
        Assert.That((gateway.Client("a").Calls, gateway.Client("c").Calls), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task Constraint_HoldsForHedges([Values] bool streamed)
    {
        await using var gateway = Constrained("b", "\"Hedging\": { \"Delay\": \"00:00:01\", \"MaxHedges\": 2 }");
        gateway.On("b", Script.After(5));
        Assert.That((await gateway.AskAsync(streamed)).GetGatewayResult().Target, Is.EqualTo("b"));
        Assert.That((gateway.Client("a").Calls, gateway.Client("c").Calls), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task Constraint_HoldsForShadows([Values] bool streamed)
    {
        await using var gateway = Constrained("b", "\"Shadow\": { \"Target\": \"a\", \"Percentage\": 100 }");
        Assert.That((await gateway.AskAsync(streamed)).GetGatewayResult().Target, Is.EqualTo("b"));
        await gateway.ShouldBeIdleAsync();
        Assert.That(gateway.Client("a").Calls, Is.Zero);
    }

    [Test]
    public async Task Constraint_HoldsForCanaries([Values] bool streamed)
    {
        await using var gateway = Constrained("b", "\"Canary\": { \"Target\": \"a\", \"Percentage\": 100 }");
        Assert.That((await gateway.AskAsync(streamed)).GetGatewayResult().Target, Is.EqualTo("b"));
    }

    [Test]
    public async Task Constraint_HoldsForSticky([Values] bool streamed)
    {
        await using var gateway = Constrained("b", "\"Policy\": \"Sticky\"");
        for (var user = 0; user < 20; user++)
        {
            Assert.That((await gateway.AskAsync(streamed, ScriptedGateway.By($"u{user}"))).GetGatewayResult().Target, Is.EqualTo("b"));
        }
    }

    [Test]
    public async Task Constraint_HoldsForResumedStreams()
    {
        await using var gateway = Constrained("b", "\"StreamRecovery\": \"Resume\", \"Retry\": { \"MaxRetries\": 0 }");
        gateway.On("b", Script.Broken(2, Breakage.Cut));
        await gateway.FailAsync<AiGateway.Client.Routing.IncompleteStreamException>(streamed: true);
        Assert.That((gateway.Client("a").Calls, gateway.Client("c").Calls), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task Constraint_HoldsForOverrides([Values] bool streamed)
    {
        await using var gateway = Constrained("b");
        var refused = await gateway.FailAsync<AiGateway.Client.Routing.NoEligibleTargetException>(streamed, new GatewayChatOptions { Target = "a" });
        Assert.That(refused.Constraints, Is.EqualTo(new[] { "residency" }));
        Assert.That(refused.Message, Does.Contain("the constraint 'residency' does not allow it"));
    }

    [Test]
    public async Task Constraints_HoldTogether([Values] bool streamed)
    {
        await using var gateway = Constrained("b", configure: builder => builder.AddPolicy(
            "second", (_, _) => new(GovernanceDecision.Constrain(new RoutingConstraint("models", new RoutingAlternative(models: ["a*", "c"]))))));
        var refused = await gateway.FailAsync<AiGateway.Client.Routing.NoEligibleTargetException>(streamed);
        Assert.That(refused.Constraints, Is.EquivalentTo(new[] { "residency", "models" }));
    }

    [Test]
    public async Task Constraint_FromAToolResult_Holds([Values] bool streamed)
    {
        await using var gateway = new ScriptedGateway([("a", ""), ("b", "")], configure: builder => builder.AddPolicy(
            "mine", (_, _) => new(GovernanceDecision.Constrain(new RoutingConstraint("residency", new RoutingAlternative(providers: ["b"])))), PolicyPhase.ToolResult));
        ChatMessage[] messages = [new(ChatRole.User, "Hi"), new(ChatRole.Assistant, [new FunctionCallContent("1", "f")]), new(ChatRole.Tool, [new FunctionResultContent("1", "x")])];
        var client = gateway.Gateway.Client;
        var response = await gateway.Gateway.RunAsync(streamed ? client.GetStreamingResponseAsync(messages).ToChatResponseAsync() : client.GetResponseAsync(messages));
        Assert.That(response.GetGatewayResult().Target, Is.EqualTo("b"));
        Assert.That((await gateway.AskAsync(streamed)).GetGatewayResult().Target, Is.EqualTo("a"));
    }

    [Test]
    public async Task Constraint_HoldsForBufferedStreams()
    {
        await using var gateway = Constrained("b", "\"StreamRecovery\": \"Buffer\", \"Retry\": { \"MaxRetries\": 0 }");
        gateway.On("b", Script.Broken(2, Breakage.Cut));
        await gateway.FailAsync<AiGateway.Client.Routing.AllTargetsFailedException>(streamed: true);
        Assert.That((gateway.Client("a").Calls, gateway.Client("c").Calls), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task Constraint_InDryRun_ConstrainsNothing([Values] bool streamed)
    {
        await using var gateway = new ScriptedGateway([("a", ""), ("b", "")], configure: builder => builder.AddPolicy(
            "mine", (_, _) => new(GovernanceDecision.Constrain(new RoutingConstraint("residency", new RoutingAlternative(providers: ["b"])))))
            .Configure(options => options.Governance.Policies["mine"].Mode = PolicyMode.DryRun));
        Assert.That((await gateway.AskAsync(streamed)).GetGatewayResult().Target, Is.EqualTo("a"));
    }

    [Test]
    public async Task Explain_TellsWhatPoliciesWouldDecideAndReportsNothing()
    {
        await using var gateway = Constrained("b");
        var plan = await gateway.Gateway.Gateway.ExplainAsync([new ChatMessage(ChatRole.User, "Hi")]);
        Assert.That(plan.Targets.Select(target => target.Target), Is.EqualTo(new[] { "b" }));
        Assert.That(plan.Excluded.Select(target => target.Excluded), Is.All.EqualTo("the constraint 'residency' does not allow it"));
        Assert.That(plan.Decisions.Single().ReasonCode, Is.EqualTo("residency"));
        await using var refusing = new TestGateway(TestGateway.TwoTargets, builder => builder.AddPolicy<Refusal>("mine"));
        var refused = await refusing.Gateway.ExplainAsync([new ChatMessage(ChatRole.User, "Hi")]);
        Assert.That((refused.Targets.Count, refused.Decisions.Single().Verdict), Is.EqualTo((0, PolicyVerdict.Deny)));
        Assert.That(refusing.Log.Entries.Any(entry => entry.Id.Id >= 11000), Is.False);
    }

    private static ScriptedGateway Constrained(string provider, string route = "", Action<IAiGatewayBuilder>? configure = null) => new([("a", ""), ("b", ""), ("c", "")], route, configure: builder =>
    {
        builder.AddPolicy("mine", (_, _) => new(GovernanceDecision.Constrain(new RoutingConstraint("residency", new RoutingAlternative(providers: [provider])))));
        configure?.Invoke(builder);
    });

    private static string Json(string policies) => TestGateway.TwoTargets.Replace("\"AiGateway\": {", $$"""
        "AiGateway": { "Governance": { "Policies": { {{policies}} } },
        """, StringComparison.Ordinal);

    private static Task<ChatResponse> AskAsync(TestGateway gateway, bool streamed) =>
        streamed ? gateway.Client.GetStreamingResponseAsync("Hi").ToChatResponseAsync() : gateway.Client.GetResponseAsync("Hi");

    private sealed class Refusal : IGovernancePolicy
    {
        public PolicyPhase Phases => PolicyPhase.Request;

        public ValueTask<GovernanceDecision> DecideAsync(GovernanceContext context, CancellationToken cancellationToken) => new(GovernanceDecision.Deny("refused"));
    }

    private sealed class CodedPolicy(CodedPolicyOptions options) : IGovernancePolicy
    {
        public PolicyPhase Phases => PolicyPhase.Request;

        public ValueTask<GovernanceDecision> DecideAsync(GovernanceContext context, CancellationToken cancellationToken) => new(GovernanceDecision.Deny(options.Code));
    }

    private sealed class CodedPolicyOptions : GovernancePolicyOptions
    {
        public string Code { get; set; } = "";

        protected internal override void Validate(string path, ICollection<string> failures)
        {
            if (Code.Length == 0)
            {
                failures.Add($"{path}:Code is missing.");
            }
        }
    }
}
