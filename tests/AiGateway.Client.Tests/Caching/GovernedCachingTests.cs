using AiGateway.Client.Context;
using AiGateway.Client.Governance;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Tests.Caching;

/// <summary>The cache behind policies: what they say about targets holds for shared calls and stored answers, and they see an answer however it came.</summary>
public sealed class GovernedCachingTests
{
    private static readonly string Json = TestGateway.TwoTargets.Replace("\"Providers\":", "\"Caching\": { \"TimeToLive\": \"00:10:00\" }, \"Providers\":");

    [Test]
    public async Task Constraint_HoldsForTheSharedCall([Values] bool streamed)
    {
        await using var gateway = Constrained();
        Assert.That((await AskAsync(gateway, streamed, "secret")).Text, Is.EqualTo("Hello from the second."));
    }

    [Test]
    public async Task Constraints_KeepAnswersApart([Values] bool streamed)
    {
        await using var gateway = Constrained();
        Assert.That((await AskAsync(gateway, streamed, null)).Text, Is.EqualTo("Hello from the first."));
        var constrained = await AskAsync(gateway, streamed, "secret");
        Assert.That((constrained.Text, constrained.GetGatewayResult().Cache.Status), Is.EqualTo(("Hello from the second.", CacheStatus.Miss)));
        var again = await AskAsync(gateway, !streamed, "secret");
        Assert.That((again.Text, again.GetGatewayResult().Cache.Status), Is.EqualTo(("Hello from the second.", CacheStatus.Hit)));
    }

    [Test]
    public async Task Constraints_AtTheSameTime_ShareNoCall([Values] bool streamed)
    {
        await using var gateway = Constrained();
        var answers = await gateway.RunAsync(Task.WhenAll(AskAsync(gateway, streamed, null), AskAsync(gateway, streamed, "secret")));
        Assert.That(answers.Select(answer => answer.Text), Is.EqualTo(new[] { "Hello from the first.", "Hello from the second." }));
    }

    [Test]
    public async Task Policies_SeeStoredAnswersToo([Values] bool streamed)
    {
        var seen = 0;
        await using var gateway = new TestGateway(Json, builder => builder.AddPolicy("mine", (_, _) => new(++seen == 1 ? GovernanceDecision.Allow : GovernanceDecision.Deny("no")), PolicyPhase.Response));
        await AskAsync(gateway, streamed, null);
        Assert.That((await Assert.CatchAsync<PolicyDeniedException>(() => AskAsync(gateway, streamed, null)))!.ReasonCode, Is.EqualTo("no"));
    }

    [Test]
    public async Task Reload_KeepsAnswers_UnlessPoliciesChange([Values] bool streamed)
    {
        await using var gateway = new TestGateway(Governed(100));
        await AskAsync(gateway, streamed, null);
        gateway.Reload(Governed(100).Replace("\"Providers\":", "\"RateLimits\": { \"r\": { \"Requests\": 100 } }, \"Providers\":"));
        Assert.That((await AskAsync(gateway, streamed, null)).GetGatewayResult().Cache.Status, Is.EqualTo(CacheStatus.Hit));
        gateway.Reload(Governed(200));
        Assert.That((await AskAsync(gateway, streamed, null)).GetGatewayResult().Cache.Status, Is.EqualTo(CacheStatus.Miss));
    }

    private static string Governed(int maxTokens) =>
        Json.Replace("\"Providers\":", $$""" "Governance": { "Policies": { "length": { "Type": "OutputTokens", "Max": {{maxTokens}}, "Mode": "DryRun" } } }, "Providers": """, StringComparison.Ordinal);

    private static TestGateway Constrained() => new(Json, builder => builder.AddPolicy("mine", (context, _) => new(context.Options.Classification is null
        ? GovernanceDecision.Allow
        : GovernanceDecision.Constrain(new RoutingConstraint("residency", new RoutingAlternative(providers: ["second"]))))));

    private static async Task<ChatResponse> AskAsync(TestGateway gateway, bool streamed, string? classification)
    {
        var options = new GatewayChatOptions { Classification = classification };
        return streamed ? await gateway.Client.GetStreamingResponseAsync("Hi", options).ToChatResponseAsync() : await gateway.Client.GetResponseAsync("Hi", options);
    }
}
