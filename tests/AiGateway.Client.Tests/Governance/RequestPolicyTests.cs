using System.Text.Json;
using AiGateway.Client.Context;
using AiGateway.Client.Governance;
using AiGateway.Client.Routing;
using AiGateway.Client.Tests.Routing;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Tests.Governance;

/// <summary>Policies over requests, from their configuration.</summary>
public sealed class RequestPolicyTests
{
    [TestCase(""" "MaxMessages": 2 """, "too_many_messages")]
    [TestCase(""" "MaxCharacters": 20 """, "too_long")]
    [TestCase(""" "MaxAttachments": 0 """, "too_many_attachments")]
    [TestCase(""" "MaxAttachmentBytes": 9 """, "attachments_too_large")]
    [TestCase(""" "MaxTools": 0 """, "too_many_tools")]
    [TestCase(""" "MaxJsonDepth": 3 """, "json_too_deep")]
    public async Task SizeLimits_AreKept(string limit, string reason)
    {
        foreach (var streamed in new[] { false, true })
        {
            await using var gateway = Gateway($$""" "limits": { "Type": "SizeLimits", {{limit}} } """);
            Assert.That(await DenyAsync(gateway, Large(), streamed, WithTool()), Is.EqualTo(reason));
            Assert.That((await AskAsync(gateway, [new(ChatRole.User, "Hi")], streamed)).GetGatewayResult().Decisions, Is.Empty);
        }
    }

    [Test]
    public async Task SizeLimits_WithDefaults_LetOrdinaryRequestsPass([Values] bool streamed)
    {
        await using var gateway = Gateway(""" "limits": { "Type": "SizeLimits" } """);
        Assert.That((await AskAsync(gateway, Large(), streamed, WithTool())).GetGatewayResult().Decisions, Is.Empty);
    }

    [Test]
    public async Task SizeLimits_AttachmentsThatToolsReturn_Count([Values] bool streamed, [Values] bool several)
    {
        object image = new DataContent(new byte[10], "image/png");
        ChatMessage[] messages = [new(ChatRole.Tool, [new FunctionResultContent("1", several ? new List<AIContent> { (AIContent)image } : image)])];
        await using var few = Gateway(""" "limits": { "Type": "SizeLimits", "MaxAttachments": 0 } """);
        Assert.That(await DenyAsync(few, messages, streamed), Is.EqualTo("too_many_attachments"));
        await using var small = Gateway(""" "limits": { "Type": "SizeLimits", "MaxAttachmentBytes": 9 } """);
        Assert.That(await DenyAsync(small, messages, streamed), Is.EqualTo("attachments_too_large"));
    }

    [Test]
    public async Task Tools_ThatTheProviderRuns_GoByTheNameOfTheirKind([Values] bool streamed)
    {
        AITool[] hosted = [new HostedWebSearchTool(), new HostedCodeInterpreterTool(), new HostedFileSearchTool(), new HostedMcpServerTool("files", "https://mcp.test")];
        await using var gateway = Gateway(""" "tools": { "Type": "Tools", "Allowed": { "web_search": true, "code_interpreter": true, "file_search": true, "mcp": true } } """);
        await AskAsync(gateway, [new(ChatRole.User, "Hi")], streamed, new ChatOptions { Tools = hosted });
        await using var other = Gateway(""" "tools": { "Type": "Tools", "Allowed": { "look": true } } """);
        foreach (var tool in hosted)
        {
            Assert.That(await DenyAsync(other, [new(ChatRole.User, "Hi")], streamed, new ChatOptions { Tools = [tool] }), Is.EqualTo("tool_not_allowed"));
        }
    }

    [Test]
    public async Task SizeLimits_ComeBeforeAnyScan()
    {
        await using var gateway = Gateway(""" "a": { "Type": "DenyTerms", "Terms": { "falcon": true } }, "z": { "Type": "SizeLimits", "MaxCharacters": 5 } """);
        Assert.That(await DenyAsync(gateway, [new(ChatRole.User, "the falcon")], streamed: false), Is.EqualTo("too_long"));
    }

    [Test]
    public async Task SizeLimits_DeepObjects_AreRefusedWithoutGoingDown([Values] bool streamed)
    {
        object? value = "x";
        for (var i = 0; i < 100_000; i++)
        {
            value = new List<object?> { value };
        }

        await using var gateway = Gateway(""" "limits": { "Type": "SizeLimits" } """);
        Assert.That(await DenyAsync(gateway, [new(ChatRole.Tool, [new FunctionResultContent("1", value)])], streamed), Is.EqualTo("json_too_deep"));
    }

    [TestCase(null, 100)]
    [TestCase(50, 50)]
    [TestCase(500, 100)]
    public async Task OutputTokens_AreCapped(int? asked, int? sent)
    {
        foreach (var streamed in new[] { false, true })
        {
            var client = new GovernedClient(options => options.Policies["tokens"] = new AiGateway.Client.Governance.Policies.OutputTokensPolicyOptions { Type = "OutputTokens", Max = 100 });
            await client.AskAsync("Hi", streamed, new GatewayChatOptions { MaxOutputTokens = asked });
            Assert.That(client.SentOptions!.MaxOutputTokens, Is.EqualTo(sent));
        }
    }

    [Test]
    public async Task OutputTokens_Deny_Refuses([Values] bool streamed)
    {
        await using var gateway = Gateway(""" "tokens": { "Type": "OutputTokens", "Max": 100, "Action": "Deny" } """);
        Assert.That(await DenyAsync(gateway, [new(ChatRole.User, "Hi")], streamed, new GatewayChatOptions { MaxOutputTokens = 101 }), Is.EqualTo("output_tokens"));
    }

    [TestCase(null, "tag_missing")]
    [TestCase(" ", "tag_missing")]
    [TestCase("c-3", "tag_not_allowed")]
    [TestCase("c-2", null)]
    public async Task RequiredTags_AreRequired(string? value, string? reason)
    {
        await using var gateway = Gateway(""" "tags": { "Type": "RequiredTags", "Tags": { "cost-centre": "c-1, c-2" } } """);
        var options = new GatewayChatOptions { Tags = value is null ? null : new Dictionary<string, string> { ["cost-centre"] = value } };
        foreach (var streamed in new[] { false, true })
        {
            if (reason is null)
            {
                await AskAsync(gateway, [new(ChatRole.User, "Hi")], streamed, options);
            }
            else
            {
                Assert.That(await DenyAsync(gateway, [new(ChatRole.User, "Hi")], streamed, options), Is.EqualTo(reason));
            }
        }
    }

    [TestCase("support", "lookup", true)]
    [TestCase("support", "pay", false)]
    [TestCase("admin", "pay", true)]
    [TestCase("admin", "delete_all", false)]
    [TestCase(null, "search_web", true)]
    public async Task Tools_AreAllowedByRole(string? role, string tool, bool allowed)
    {
        const string policy = """ "tools": { "Type": "Tools", "Allowed": { "search_*": true }, "Denied": { "delete_*": true }, "Grants": { "support": "lookup", "admin": "lookup, pay, delete_all" } } """;
        var options = new GatewayChatOptions { Caller = new GatewayCaller { Roles = role is null ? [] : [role] }, Tools = [AIFunctionFactory.Create(() => "", tool)] };
        foreach (var streamed in new[] { false, true })
        {
            await using var gateway = Gateway(policy);
            if (allowed)
            {
                await AskAsync(gateway, [new(ChatRole.User, "Hi")], streamed, options);
            }
            else
            {
                Assert.That(await DenyAsync(gateway, [new(ChatRole.User, "Hi")], streamed, options), Is.EqualTo("tool_not_allowed"));
            }
        }
    }

    [Test]
    public async Task Tools_Change_TakesThemOutAndRefusesTheirCalls([Values] bool streamed)
    {
        var policy = new AiGateway.Client.Governance.Policies.ToolsPolicyOptions { Type = "Tools", Action = PolicyAction.Change };
        policy.Denied["pay"] = true;
        var client = new GovernedClient(options => options.Policies["tools"] = policy, new ChatResponseUpdate(ChatRole.Assistant, [new FunctionCallContent("1", "pay")]), FakeChatClient.Finish());
        var tools = new List<AITool> { AIFunctionFactory.Create(() => "", "pay"), AIFunctionFactory.Create(() => "", "look") };
        Assert.That((await Assert.ThrowsAsync<PolicyResponseDeniedException>(() => client.AskAsync("Hi", streamed, new GatewayChatOptions { Tools = tools })))!.ReasonCode, Is.EqualTo("tool_not_allowed"));
        Assert.That(client.SentOptions!.Tools!.Single().Name, Is.EqualTo("look"));
        Assert.That(tools, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Access_LimitsRoutesAndTargetsByRole([Values] bool streamed)
    {
        await using var gateway = new ScriptedGateway([("a", ""), ("b", "")], configure: builder => Configure(builder, new AiGateway.Client.Governance.Policies.AccessPolicyOptions { Type = "Access" }, options =>
        {
            options.Grants["staff"] = new() { Providers = { ["b"] = true } };
            options.Grants["guest"] = new() { Routes = { ["other"] = true } };
            options.Grants["owner"] = new() { Models = { ["a*"] = true } };
        }));
        Assert.That((await gateway.AskAsync(streamed, By("staff"))).GetGatewayResult().Target, Is.EqualTo("b"));
        Assert.That((await gateway.AskAsync(streamed, By("owner"))).GetGatewayResult().Target, Is.EqualTo("a"));
        Assert.That((await gateway.AskAsync(streamed, By("staff", "owner"))).GetGatewayResult().Target, Is.EqualTo("a"));
        Assert.That((await gateway.FailAsync<PolicyDeniedException>(streamed, By("guest"))).ReasonCode, Is.EqualTo("route_not_allowed"));
        Assert.That((await gateway.FailAsync<PolicyDeniedException>(streamed, By("nobody"))).ReasonCode, Is.EqualTo("role_not_allowed"));
        Assert.That((await gateway.FailAsync<NoEligibleTargetException>(streamed, new GatewayChatOptions { Caller = By("staff").Caller, Target = "a" })).Constraints, Is.EqualTo(new[] { "access" }));
    }

    [Test]
    public async Task Classification_LimitsRegions([Values] bool streamed)
    {
        await using var gateway = new ScriptedGateway([("a", ""), ("b", ""), ("c", "")], providers: new() { ["a"] = "\"Region\": \"us\"", ["b"] = "\"Region\": \"EU\"" },
            configure: builder => Configure(builder, new AiGateway.Client.Governance.Policies.ClassificationPolicyOptions { Type = "Classification" }, options =>
            {
                options.Levels["public"] = new();
                options.Levels["confidential"] = new() { Regions = { ["eu"] = true } };
                options.Levels["secret"] = new() { Regions = { ["ch"] = true } };
            }));
        Assert.That((await gateway.AskAsync(streamed, Classified("public"))).GetGatewayResult().Target, Is.EqualTo("a"));
        Assert.That((await gateway.AskAsync(streamed, Classified("Confidential"))).GetGatewayResult().Target, Is.EqualTo("b"));
        Assert.That((await gateway.AskAsync(streamed, new GatewayChatOptions { Tags = new Dictionary<string, string> { ["classification"] = "confidential" } })).GetGatewayResult().Target, Is.EqualTo("b"));
        Assert.That((await gateway.FailAsync<NoEligibleTargetException>(streamed, Classified("secret"))).Constraints, Is.EqualTo(new[] { "residency" }));
        Assert.That((await gateway.FailAsync<PolicyDeniedException>(streamed, Classified("other"))).ReasonCode, Is.EqualTo("classification_unknown"));
        Assert.That((await gateway.FailAsync<PolicyDeniedException>(streamed, new GatewayChatOptions())).ReasonCode, Is.EqualTo("classification_missing"));
        var widened = Classified("confidential");
        widened.Regions = ["us", "eu"];
        Assert.That((await gateway.AskAsync(streamed, widened)).GetGatewayResult().Target, Is.EqualTo("b"));
        gateway.On("b", Script.Status(401));
        await gateway.FailAsync<AllTargetsFailedException>(streamed, Classified("confidential"));
        Assert.That(gateway.Client("c").Calls, Is.Zero);
    }

    [Test]
    public void Configuration_NamesEveryError()
    {
        var failures = TestGateway.Failures(Json("""
            "a": { "Type": "SizeLimits", "MaxMessages": 0 }, "b": { "Type": "OutputTokens" }, "c": { "Type": "RequiredTags" }, "d": { "Type": "Access" },
            "e": { "Type": "Classification", "Default": "x", "Levels": { "public": { "Regions": { "eu": false } } } }, "f": { "Type": "Tools" },
            "g": { "Type": "DenyTerms", "Patterns": { "p": "(?=x)" } }, "h": { "Type": "PromptInjection", "Action": "Change" }, "i": { "Type": "RoleMarkers", "Markers": { "x": true } },
            "j": { "Type": "DenyTerm" }
            """));
        foreach (var start in new[]
        {
            "a:MaxMessages = '0' is out of range", "b:Max = '0' is out of range", "c:Tags is empty", "d:Grants is empty", "e:Default = 'x' is not one of the levels", "e:Levels:public:Regions has no entry",
            "f names no tool", "g:Patterns:p = '(?=x)' is not a regular expression", "h:Action = 'Change' has no meaning", "i:Markers:x is too short", "j:Type = 'DenyTerm' is not a known policy type. Did you mean 'DenyTerms'?",
        })
        {
            Assert.That(failures, Has.One.StartsWith("AiGateway:Governance:Policies:" + start));
        }

        Assert.That(failures, Has.Count.EqualTo(11));
    }

    private static void Configure<T>(Microsoft.Extensions.DependencyInjection.IAiGatewayBuilder builder, T policy, Action<T> configure)
        where T : GovernancePolicyOptions
    {
        configure(policy);
        Microsoft.Extensions.DependencyInjection.AiGatewayBuilderExtensions.Configure(builder, options => options.Governance.Policies["mine"] = policy);
    }

    private static TestGateway Gateway(string policies) => new(Json(policies));

    private static string Json(string policies) => TestGateway.TwoTargets.Replace("\"AiGateway\": {", $$"""
        "AiGateway": { "Governance": { "Policies": { {{policies}} } },
        """, StringComparison.Ordinal);

    private static ChatMessage[] Large() =>
    [
        new(ChatRole.User, [new TextContent("Look at this, please."), new DataContent(new byte[10], "image/png")]),
        new(ChatRole.Assistant, [new FunctionCallContent("1", "f", new Dictionary<string, object?> { ["a"] = new Dictionary<string, object?> { ["b"] = new List<object?> { new List<object?>() } } })]),
        new(ChatRole.Tool, [new FunctionResultContent("1", JsonDocument.Parse("{\"a\":[1]}").RootElement)]),
    ];

    private static GatewayChatOptions WithTool() => new() { Tools = [AIFunctionFactory.Create((string q) => q, "f")] };

    private static GatewayChatOptions By(params string[] roles) => new() { Caller = new GatewayCaller { Roles = roles } };

    private static GatewayChatOptions Classified(string name) => new() { Classification = name };

    private static Task<ChatResponse> AskAsync(TestGateway gateway, ChatMessage[] messages, bool streamed, ChatOptions? options = null) => streamed
        ? gateway.Client.GetStreamingResponseAsync(messages, options).ToChatResponseAsync() : gateway.Client.GetResponseAsync(messages, options);

    private static async Task<string> DenyAsync(TestGateway gateway, ChatMessage[] messages, bool streamed, ChatOptions? options = null) =>
        (await Assert.ThrowsAsync<PolicyDeniedException>(() => AskAsync(gateway, messages, streamed, options)))!.ReasonCode;
}
