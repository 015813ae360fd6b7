using AiGateway.Client.Context;
using AiGateway.Client.Governance;
using AiGateway.Client.Governance.Policies;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Benchmarks;

/// <summary>What policies cost over a conversation of 4 KiB that none of them minds: the difference to the same call without them.</summary>
[MemoryDiagnoser]
public class GovernanceBenchmarks
{
    private const int Updates = 100;

    private readonly ChatMessage[] _messages = Conversation();
    private readonly GatewayChatOptions _options = new()
    {
        Instructions = "You answer questions about orders. Be short.",
        Caller = new GatewayCaller { Tenant = "acme", User = "u-17", Roles = ["support"] },
        Classification = "public",
        Tags = new Dictionary<string, string> { ["cost-centre"] = "c-17" },
        MaxOutputTokens = 500,
        Tools = [AIFunctionFactory.Create((string order) => order, "look_up", "Looks an order up.")],
    };

    private IChatClient _entry = null!;
    private IChatClient _requests = null!;
    private IChatClient _answers = null!;

    [GlobalSetup]
    public void Setup()
    {
        _entry = Builder().Build();
        _requests = Builder().UseGovernance(AddRequestPolicies).Build();
        _answers = Builder().UseGovernance(AddAnswerPolicies).Build();
    }

    [Benchmark(Baseline = true)]
    public Task<ChatResponse> Plain_WithoutPolicies() => _entry.GetResponseAsync(_messages, _options);

    [Benchmark]
    public Task<ChatResponse> Plain_AllRequestPolicies() => _requests.GetResponseAsync(_messages, _options);

    [Benchmark]
    public Task<ChatResponse> Plain_AllAnswerPolicies() => _answers.GetResponseAsync(_messages, _options);

    [Benchmark]
    public Task<int> Stream_WithoutPolicies() => Read(_entry);

    [Benchmark]
    public Task<int> Stream_AllRequestPolicies() => Read(_requests);

    [Benchmark]
    public Task<int> Stream_AllAnswerPolicies() => Read(_answers);

    private static ChatClientBuilder Builder() => new ChatClientBuilder(new InstantChatClient(Updates, yields: false)).UseGatewayEntry();

    private static ChatMessage[] Conversation()
    {
        const string sentence = "The order of last week has not come yet, and the customer asks where it is and when it will be there. ";
        var text = string.Concat(Enumerable.Repeat(sentence, 10))[..819];
        return [.. Enumerable.Range(0, 5).Select(turn => new ChatMessage(turn % 2 == 0 ? ChatRole.User : ChatRole.Assistant, text))];
    }

    private static void AddRequestPolicies(GovernanceOptions options)
    {
        Add(options, "SizeLimits", new SizeLimitsPolicyOptions());
        Add(options, "InvisibleUnicode", new InvisibleUnicodePolicyOptions { Responses = false });
        Add(options, "RoleMarkers", new RoleMarkersPolicyOptions());
        Add(options, "PromptInjection", new PromptInjectionPolicyOptions());
        Add(options, "DenyTerms", new DenyTermsPolicyOptions { Responses = false, Terms = { ["project falcon"] = true, ["operation night"] = true, ["merger"] = true } });
        Add(options, "Access", new AccessPolicyOptions { Grants = { ["support"] = new() } });
        Add(options, "Classification", new ClassificationPolicyOptions { Levels = { ["public"] = new(), ["secret"] = new() { Regions = { ["eu"] = true } } } });
        Add(options, "OutputTokens", new OutputTokensPolicyOptions { Max = 1000 });
        Add(options, "RequiredTags", new RequiredTagsPolicyOptions { Tags = { ["cost-centre"] = "*" } });
        Add(options, "Tools", new ToolsPolicyOptions { Allowed = { ["look_*"] = true } });
    }

    private static void AddAnswerPolicies(GovernanceOptions options)
    {
        Add(options, "InvisibleUnicode", new InvisibleUnicodePolicyOptions { Requests = false, Responses = true });
        Add(options, "DenyTerms", new DenyTermsPolicyOptions { Requests = false, Terms = { ["project falcon"] = true, ["operation night"] = true, ["merger"] = true } });
        Add(options, "LinkGuard", new LinkGuardPolicyOptions { AllowedHosts = { ["docs.example.com"] = true } });
        Add(options, "PromptCanary", new PromptCanaryPolicyOptions());
    }

    private static void Add(GovernanceOptions options, string type, GovernancePolicyOptions policy)
    {
        policy.Type = type;
        options.Policies[type] = policy;
    }

    private async Task<int> Read(IChatClient client)
    {
        var count = 0;
        await foreach (var _ in client.GetStreamingResponseAsync(_messages, _options))
        {
            count++;
        }

        return count;
    }
}
