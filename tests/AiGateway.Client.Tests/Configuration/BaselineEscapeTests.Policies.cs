using AiGateway.Client.Configuration;
using AiGateway.Client.Context;
using AiGateway.Client.Governance;
using AiGateway.Client.Governance.Policies;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Tests.Configuration;

public sealed partial class BaselineEscapeTests
{
    private static IEnumerable<(string Name, string Key, string Value, string Expected)> ConfiguredPolicies()
    {
        const string P = "Governance:Policies:";
        yield return ("policy off", P + "links:Enabled", "false", "links:Enabled = 'False' is looser than the baseline allows: 'True'.");
        yield return ("policy counted only", P + "links:Mode", "DryRun", "links:Mode = 'DryRun' is looser than the baseline allows: 'Enforce'.");
        yield return ("policy fails open", P + "house:FailMode", "Open", "house:FailMode = 'Open' is looser than the baseline allows: 'Closed'.");
        yield return ("no time for what fails open", P + "open:Timeout", "00:00:00.001", "open:Timeout = '00:00:00.0010000' is shorter than the baseline allows for a policy that fails open: '00:00:02'.");
        yield return ("policy reordered", P + "links:Order", "-5", "links:Order = '-5' differs from the baseline's: '0'.");
        yield return ("smaller window", P + "terms:Window", "10", "terms:Window = '10' is looser than the baseline allows: '256'.");
        yield return ("route exempted", P + "links:Routes:chat", "false", "links:Routes:chat = 'False' exempts what the baseline does not. The baseline's: 'everywhere'.");
        yield return ("limited to a route", P + "links:Routes:other", "true", "links:Routes:other = 'True' limits a policy that the baseline does not limit.");
        yield return ("tenant exempted", P + "terms:Tenants:acme", "false", "terms:Tenants:acme = 'False' exempts what the baseline does not. The baseline's: 'test = False'.");
        yield return ("exemption turned round", P + "terms:Tenants:test", "true", "terms:Tenants:test = 'True' limits a policy that the baseline does not limit.");
        yield return ("role left out", P + "house:Roles:guest", "false", "house:Roles:guest = 'False' exempts what the baseline does not. The baseline's: 'guest = True'.");
        yield return ("policy of another type", P + "links:Type", "PromptInjection", "links:Type = 'PromptInjection' differs from the baseline's: 'LinkGuard'.");
        yield return ("weaker policy action", P + "terms:Action", "Flag", "terms:Action = 'Flag' is looser than the baseline allows: 'Deny'.");
        yield return ("answers not looked through", P + "terms:Responses", "false", "terms:Responses = 'False' is looser than the baseline allows: 'True'.");
        yield return ("term removed", P + "terms:Terms:bluebird", "false", "terms:Terms:bluebird = 'False' takes out what the baseline has. The baseline's: 'True'.");
        yield return ("pattern replaced", P + "terms:Patterns:case", "xyz", "terms:Patterns:case = 'xyz' differs from the baseline's: 'case-[0-9]+'.");
        yield return ("whole words", P + "terms:WholeWords", "true", "terms:WholeWords = 'True' is looser than the baseline allows: 'False'.");
        yield return ("host allowed", P + "links:AllowedHosts:evil.example", "true", "links:AllowedHosts:evil.example = 'True' allows more than the baseline. The baseline's: 'docs.example.com'.");
        yield return ("larger requests", P + "sizes:MaxMessages", "51", "sizes:MaxMessages = '51' is looser than the baseline allows: '50'.");
        yield return ("built-in phrase taken out", P + "signals:Phrases:ignore previous instructions", "false", "signals:Phrases:ignore previous instructions = 'False' takes out what the baseline has.");
        yield return ("tool allowed", P + "tools:Allowed:shell", "true", "tools:Allowed:shell = 'True' allows more than the baseline. The baseline's: 'search'.");
        yield return ("no tool left", P + "tools:Allowed:search", "false", "tools:Allowed = '' has no name left, which allows everything. The baseline's: 'search'.");
        yield return ("denied tool", P + "tools:Denied:mail", "false", "tools:Denied:mail = 'False' takes out what the baseline has. The baseline's: 'True'.");
        yield return ("tool granted", P + "tools:Grants:admin", "shell", "tools:Grants:admin = 'shell' differs from the baseline's: ''.");
        yield return ("region added", P + "residency:Levels:internal:Regions:us", "true", "residency:Levels:internal:Regions:us = 'True' differs from the baseline's: ''.");
        yield return ("classification added", P + "residency:Levels:anything:Regions:eu", "true", "residency:Levels:anything:Regions:eu = 'True' differs from the baseline's: ''.");
        yield return ("tag's values", P + "tags:Tags:team", "*", "tags:Tags:team = '*' differs from the baseline's: 'red, blue'.");
        yield return ("output tokens", P + "max-output-tokens:Max", "1001", "max-output-tokens:Max = '1001' is looser than the baseline allows: '1000'.");
        yield return ("setting of a policy of its own", P + "custom:Level", "2", "custom:Level = '2' differs from the baseline's: '1'.");
    }

    // A policy that is the application's own needs two keys to be one.
    [Test]
    public void Configuration_OwnPolicyWithMoreOutputTokens_IsRefused() => Assert.That(
        TestGateway.Failures(Json(("Governance:Policies:mine:Type", "OutputTokens"), ("Governance:Policies:mine:Max", "2000")), Baseline),
        Has.One.EqualTo("AiGateway:Governance:Policies:mine:Max = '2000' is more than the baseline allows: '1000'."));

    private static IEnumerable<(string Name, Action<IAiGatewayBuilder> Escape, string Expected)> CodedPolicies()
    {
        yield return ("policy replaced", builder => builder.Configure(options => options.Governance.Policies["links"] = new LinkGuardPolicyOptions { Type = "LinkGuard", AllowedHosts = { ["evil.example"] = true } }),
            "links:AllowedHosts:evil.example = 'True' allows more than the baseline. The baseline's: 'docs.example.com'.");
        yield return ("limits taken off", builder => builder.Configure(options => ((SizeLimitsPolicyOptions)options.Governance.Policies["sizes"]).MaxMessages = null),
            "sizes:MaxMessages = '' is looser than the baseline allows: '50'.");
        yield return ("terms cleared", builder => builder.Configure(options => ((DenyTermsPolicyOptions)options.Governance.Policies["terms"]).Terms.Clear()),
            "terms:Terms:bluebird = '' takes out what the baseline has. The baseline's: 'True'.");
        yield return ("role left out in code", builder => builder.Configure(options =>
        {
            options.Governance.Policies["house"].Roles.Clear();
            options.Governance.Policies["house"].Roles["staff"] = true;
        }), "house:Roles:guest = '' leaves out what the baseline covers. The baseline's: 'guest = True'.");
        yield return ("class of the policy", builder => builder.AddPolicy<LoosePolicy>("house"), "the policy type 'house' that the application adds ('LoosePolicy') has the name of the baseline's ('HousePolicy').");
        yield return ("delegate for the policy", builder => builder.AddPolicy("HOUSE", (_, _) => new(GovernanceDecision.Allow)), "the policy type 'HOUSE' that the application adds ('a delegate') has the name");
        yield return ("class of the type", builder => builder.AddPolicyType<LoosePolicy, CustomOptions>("Custom"), "the policy type 'Custom' that the application adds ('LoosePolicy') has the name");
        yield return ("type by code", builder => builder.AddPolicy<LoosePolicy>("mine").Configure(options => options.Governance.Policies["house"].Type = "mine"),
            "house:Type = 'mine' differs from the baseline's: 'house'.");
        yield return ("class before the baseline", builder => Before(builder).AddPolicy<LoosePolicy>("house"), "the policy type 'house' that the application adds ('LoosePolicy')");
        static IAiGatewayBuilder Before(IAiGatewayBuilder builder)
        {
            // As if it had been registered first.
            builder.AddPolicy<LoosePolicy>("house");
            var added = builder.Services.Last(service => service.ServiceType.Name == "PolicyType");
            builder.Services.Remove(added);
            builder.Services.Insert(0, added);
            return builder;
        }
    }

    [Test]
    public async Task Code_PoliciesRemoved_AreThereAnyway([Values] bool streamed)
    {
        await using var gateway = new TestGateway(Json(), builder => WithBaseline(builder).Services.PostConfigure<AiGatewayOptions>(options => options.Governance.Policies.Clear()));
        var call = streamed ? gateway.Client.GetStreamingResponseAsync("Tell me of bluebird").ToChatResponseAsync() : gateway.Client.GetResponseAsync("Tell me of bluebird");
        Assert.That(async () => await call, Throws.InstanceOf<PolicyDeniedException>().With.Property("ReasonCode").EqualTo("term_denied"));
    }

    [Test]
    public async Task Code_ServicesOfPoliciesRemoved_TheBaselinesHoldAnyway()
    {
        await using var gateway = new TestGateway(Json(), builder =>
        {
            foreach (var service in WithBaseline(builder).Services.Where(service => service.ServiceType.Name == "PolicyType").ToList())
            {
                builder.Services.Remove(service);
            }
        });
        var options = new GatewayChatOptions { Caller = new() { Roles = ["guest"] } };
        Assert.That(
            async () => await gateway.Client.GetResponseAsync("forbidden by the house", options), Throws.InstanceOf<PolicyDeniedException>().With.Property("ReasonCode").EqualTo("house"));
    }

    [TestCase("Governance:Policies:links:AllowedHosts:docs.example.com", "false")]
    [TestCase("Governance:Policies:links:Action", "Deny")]
    [TestCase("Governance:Policies:terms:Terms:redbird", "true")]
    [TestCase("Governance:Policies:sizes:MaxMessages", "5")]
    [TestCase("Governance:Policies:max-output-tokens:Max", "500")]
    [TestCase("Governance:Policies:house:Roles:staff", "true")]
    [TestCase("Governance:Policies:signals:Action", "Deny")]
    [TestCase("Governance:Policies:tools:Denied:browse", "true")]
    public async Task Policies_Tighter_AreAccepted(string key, string value)
    {
        await using var gateway = new TestGateway(Json((key, value)), Baseline);
        Assert.That((await gateway.Client.GetResponseAsync("Hi")).Text, Is.Not.Empty);
    }

    [TestCase(null, 1000)]
    [TestCase(5000, 1000)]
    [TestCase(200, 200)]
    public async Task MaxOutputTokens_Requests_GetAtMostThese(int? asked, int expected)
    {
        int? received = null;
        var fake = new FakeChatClient
        {
            OnResponse = (_, options, _) =>
            {
                received = options!.MaxOutputTokens;
                return Task.FromResult(FakeChatClient.Answer("Hello"));
            },
        };
        await using var gateway = new TestGateway(
            Json(("Providers:a:Type", "Other")), builder => builder.AddProvider("Other", (_, _) => fake).UseBaseline(baseline => baseline.MaxOutputTokens = 1000));
        await gateway.Client.GetResponseAsync("Hi", new ChatOptions { MaxOutputTokens = asked });
        Assert.That(received, Is.EqualTo(expected));
    }

    [Test]
    public void UseBaseline_PoliciesThatCannotBe_Throw()
    {
        var builder = new ServiceCollection().AddAiGateway();
        Assert.That(() => builder.UseBaseline(baseline => baseline.MaxOutputTokens = 0), Throws.ArgumentException.With.Message.Contains("max-output-tokens:Max = '0'"));
        Assert.That(() => builder.UseBaseline(baseline => baseline.Policies["x"] = new LinkGuardPolicyOptions { Enabled = false }), Throws.ArgumentException.With.Message.Contains("Policies:x:Enabled"));
        Assert.That(() => builder.UseBaseline(baseline => baseline.Policies["x"] = new GovernancePolicyOptions { Type = "Unknown" }), Throws.ArgumentException.With.Message.Contains("Policies:x:Type = 'Unknown'"));
        Assert.That(() => builder.UseBaseline(baseline => baseline.Policies["x"] = new GovernancePolicyOptions { Type = "LinkGuard" }), Throws.ArgumentException.With.Message.Contains("needs LinkGuardPolicyOptions"));
        builder.UseBaseline(baseline => baseline.AddPolicy<HousePolicy>("house"));
        Assert.That(() => builder.UseBaseline(baseline => baseline.AddPolicy<LoosePolicy>("house")), Throws.ArgumentException.With.Message.Contains("'house'"));
    }

    private static void AddPolicies(GatewayBaseline baseline)
    {
        baseline.MaxOutputTokens = 1000;
        baseline.AddPolicy<HousePolicy>("house");
        baseline.Policies["house"].Roles["guest"] = true;
        baseline.AddPolicyType<LoosePolicy, GovernancePolicyOptions>("Open");
        baseline.AddPolicyType<CustomPolicy, CustomOptions>("Custom");
        baseline.Policies["open"] = new GovernancePolicyOptions { Type = "Open", FailMode = PolicyFailMode.Open };
        baseline.Policies["custom"] = new CustomOptions { Level = 1 };
        baseline.Policies["links"] = new LinkGuardPolicyOptions { AllowedHosts = { ["docs.example.com"] = true } };
        baseline.Policies["sizes"] = new SizeLimitsPolicyOptions { MaxMessages = 50 };
        baseline.Policies["signals"] = new PromptInjectionPolicyOptions();
        baseline.Policies["terms"] = new DenyTermsPolicyOptions { Terms = { ["bluebird"] = true }, Patterns = { ["case"] = "case-[0-9]+" }, WholeWords = false, Tenants = { ["test"] = false } };
        baseline.Policies["tools"] = new ToolsPolicyOptions { Allowed = { ["search"] = true }, Denied = { ["mail"] = true } };
        baseline.Policies["tags"] = new RequiredTagsPolicyOptions { Mode = PolicyMode.DryRun, Tags = { ["team"] = "red, blue" } };
        baseline.Policies["residency"] = new ClassificationPolicyOptions { Default = "internal", Levels = { ["internal"] = new() { Regions = { ["eu"] = true } } } };
    }

    private sealed class HousePolicy : IGovernancePolicy
    {
        public PolicyPhase Phases => PolicyPhase.Request;

        public ValueTask<GovernanceDecision> DecideAsync(GovernanceContext context, CancellationToken cancellationToken) =>
            new(context.Messages.Any(message => message.Text.Contains("forbidden", StringComparison.Ordinal)) ? GovernanceDecision.Deny("house") : GovernanceDecision.Allow);
    }

    private sealed class LoosePolicy : IGovernancePolicy
    {
        public PolicyPhase Phases => PolicyPhase.Request;

        public ValueTask<GovernanceDecision> DecideAsync(GovernanceContext context, CancellationToken cancellationToken) => new(GovernanceDecision.Allow);
    }

    private sealed class CustomPolicy : IGovernancePolicy
    {
        public PolicyPhase Phases => PolicyPhase.Request;

        public ValueTask<GovernanceDecision> DecideAsync(GovernanceContext context, CancellationToken cancellationToken) => new(GovernanceDecision.Allow);
    }

    private sealed class CustomOptions : GovernancePolicyOptions
    {
        public int Level { get; set; }
    }
}
