using AiGateway.Client.Routing;
using AiGateway.Client.Testing;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Tests.Routing;

public sealed class RoutingPolicyTests
{
    private static readonly (string, string)[] Three = [("a", ""), ("b", ""), ("c", "")];

    [Test]
    public async Task Priority_EqualTargets_AreTakenByName([Values] bool streamed)
    {
        await using var gateway = new ScriptedGateway([("b", ""), ("c", "\"Priority\": -1"), ("a", "")], NoRetry);
        gateway.On("c", Script.Status(500)).On("a", Script.Status(500));
        var response = await gateway.AskAsync(streamed);
        Assert.That(response.GetGatewayResult().Attempts.Select(attempt => attempt.Target), Is.EqualTo(new[] { "c", "a", "b" }));
    }

    [Test]
    public async Task Weighted_ManyRequests_AreSharedByWeight()
    {
        await using var gateway = new ScriptedGateway([("a", "\"Weight\": 6"), ("b", "\"Weight\": 3"), ("c", "\"Weight\": 1"), ("d", "\"Weight\": 0")], "\"Policy\": \"Weighted\"");
        for (var i = 0; i < 5000; i++)
        {
            await gateway.Gateway.Client.GetResponseAsync("Hi");
        }

        // Five standard deviations of a binomial share around the expected one.
        foreach (var (name, share) in new[] { ("a", 0.6), ("b", 0.3), ("c", 0.1), ("d", 0) })
        {
            Assert.That(gateway.Client(name).Calls / 5000d, Is.EqualTo(share).Within(5 * Math.Sqrt(share * (1 - share) / 5000)), name);
        }
    }

    [Test]
    public async Task Weighted_FirstFails_TheRestIsDrawnByWeightToo()
    {
        await using var gateway = new ScriptedGateway(
            [("a", "\"Weight\": 1000000"), ("b", "\"Weight\": 3"), ("c", "\"Weight\": 1"), ("d", "\"Weight\": 0")], "\"Policy\": \"Weighted\", " + NoRetry + NoBreaker);
        gateway.On("a", Script.Status(500));
        for (var i = 0; i < 2000; i++)
        {
            await gateway.Gateway.Client.GetResponseAsync("Hi");
        }

        Assert.That(gateway.Client("b").Calls / 2000d, Is.EqualTo(0.75).Within(0.05));
        Assert.That(gateway.Client("d").Calls, Is.Zero);
    }

    [Test]
    public async Task Weighted_OnlyWeightsOfZero_StillServe()
    {
        await using var gateway = new ScriptedGateway([("a", "\"Weight\": 0"), ("b", "\"Weight\": 0")], "\"Policy\": \"Weighted\", " + NoRetry);
        gateway.On("a", Script.Status(500));
        Assert.That(await gateway.AnsweringAsync(), Is.EqualTo("b"));
    }

    [Test]
    public async Task RoundRobin_ManyRequests_TakeTurns([Values] bool streamed)
    {
        await using var gateway = new ScriptedGateway(Three, "\"Policy\": \"RoundRobin\"");
        List<string> answering = [];
        for (var i = 0; i < 6; i++)
        {
            answering.Add(await gateway.AnsweringAsync(streamed: streamed));
        }

        Assert.That(answering, Is.EqualTo(new[] { "a", "b", "c", "a", "b", "c" }));
    }

    [Test]
    public async Task LeastBusy_BusyTargets_ArePassedByForTheirWeight([Values] bool streamed)
    {
        await using var gateway = new ScriptedGateway([("a", "\"Weight\": 2"), ("b", ""), ("c", "")], "\"Policy\": \"LeastBusy\"");
        foreach (var name in new[] { "a", "b", "c" })
        {
            gateway.On(name, Script.After(5));
        }

        var calls = Enumerable.Range(0, 8).Select(_ => gateway.Start(streamed)).ToArray();
        await gateway.Gateway.RunAsync(Task.WhenAll(calls));
        Assert.That(new[] { "a", "b", "c" }.Select(name => gateway.Client(name).Calls), Is.EqualTo(new[] { 4, 2, 2 }));
    }

    [Test]
    public async Task LeastLatency_EveryTargetSeen_TheFastestServes([Values] bool streamed)
    {
        await using var gateway = new ScriptedGateway(Three, "\"Policy\": \"LeastLatency\"");
        gateway.On("a", Script.After(3)).On("b", Script.After(1)).On("c", Script.After(2));
        List<string> answering = [];
        for (var i = 0; i < 5; i++)
        {
            answering.Add(await gateway.AnsweringAsync(streamed: streamed));
        }

        Assert.That(answering, Is.EqualTo(new[] { "a", "b", "c", "b", "b" }));
    }

    [Test]
    public async Task LeastLatency_StreamsAndPlainCalls_AreMeasuredApart()
    {
        // Quick to begin and slow to end, and the other way round.
        await using var gateway = new ScriptedGateway([("a", ""), ("b", "")], "\"Policy\": \"LeastLatency\"");
        gateway.On("a", new Script { Delay = TimeSpan.FromSeconds(1), ChunkDelay = TimeSpan.FromSeconds(9) }).On("b", Script.After(2));
        await gateway.AskAsync(streamed: true);
        await gateway.AskAsync(streamed: true);
        Assert.That(await gateway.AnsweringAsync(streamed: true), Is.EqualTo("a"));
        gateway.On("a", Script.After(5));
        await gateway.AskAsync();
        await gateway.AskAsync();
        Assert.That((await gateway.AnsweringAsync(), await gateway.AnsweringAsync(streamed: true)), Is.EqualTo(("b", "a")));
    }

    [Test]
    public async Task Sticky_SameCaller_StaysAtItsTargetAndFewMoveWhenOneGoes()
    {
        (string, string)[] four = [.. Three, ("d", "")];
        await using var before = new ScriptedGateway(four, "\"Policy\": \"Sticky\"");
        await using var after = new ScriptedGateway(four[..3], "\"Policy\": \"Sticky\"", seed: 2);
        var homes = await HomesAsync(before);
        Assert.That(await HomesAsync(before), Is.EqualTo(homes));
        var moved = await HomesAsync(after);
        foreach (var (user, home) in homes)
        {
            Assert.That(home == "d" || moved[user] == home, $"{user} moved from {home} to {moved[user]} without need");
        }

        Assert.That(homes.Values.CountBy(home => home).Select(pair => pair.Value), Is.All.InRange(60, 140), "400 callers over four targets");
        Assert.That(homes.Where(pair => pair.Value == "d").Select(pair => moved[pair.Key]).Distinct(), Is.EquivalentTo(new[] { "a", "b", "c" }));
    }

    [Test]
    public async Task Sticky_HomeFails_TheCallerComesBackWhenItHasRecovered([Values] bool streamed)
    {
        await using var gateway = new ScriptedGateway(Three, "\"Policy\": \"Sticky\", " + NoRetry + NoBreaker);
        var home = await gateway.AnsweringAsync(ScriptedGateway.By("u"), streamed);
        gateway.On(home, Script.Status(500));
        var refuge = await gateway.AnsweringAsync(ScriptedGateway.By("u"), streamed);
        Assert.That(refuge, Is.Not.EqualTo(home).And.EqualTo(await gateway.AnsweringAsync(ScriptedGateway.By("u"), streamed)));
        gateway.On(home, Script.Answer);
        Assert.That(await gateway.AnsweringAsync(ScriptedGateway.By("u"), streamed), Is.EqualTo(home));
    }

    [Test]
    public async Task Sticky_Weights_ShareTheCallers()
    {
        await using var gateway = new ScriptedGateway([("a", "\"Weight\": 3"), ("b", ""), ("c", "\"Weight\": 0")], "\"Policy\": \"Sticky\"");
        var counts = (await HomesAsync(gateway)).Values.CountBy(home => home).ToDictionary();
        Assert.That((counts["a"] / 400d, counts.ContainsKey("c")), Is.EqualTo((0.75, false)).Using<(double Share, bool)>(
            (left, right) => Math.Abs(left.Share - right.Share) < 0.1 && left.Item2 == right.Item2));
    }

    [Test]
    public async Task AddRoutingPolicy_NamedByARoute_OrdersItsTargets([Values] bool streamed)
    {
        await using var gateway = new ScriptedGateway(Three, "\"Policy\": \"lastfirst\"", configure: builder => builder.AddRoutingPolicy<LastFirst>());
        Assert.That(await gateway.AnsweringAsync(streamed: streamed), Is.EqualTo("c"));
        Assert.That((await gateway.Gateway.Gateway.ExplainAsync([new(ChatRole.User, "Hi")])).Policy, Is.EqualTo("LastFirst"));
    }

    [Test]
    public async Task AddRoutingPolicy_NameOfABuiltInOne_ReplacesIt()
    {
        await using var gateway = new ScriptedGateway(Three, "\"Policy\": \"RoundRobin\"", configure: builder => builder.AddRoutingPolicy<OtherRoundRobin>());
        Assert.That((await gateway.AnsweringAsync(), await gateway.AnsweringAsync()), Is.EqualTo(("c", "c")));
    }

    [Test]
    public void Policy_UnknownName_IsRefusedWithASuggestion() =>
        Assert.That(
            TestGateway.Failures(ScriptedGateway.Json(Three, "\"Policy\": \"RoundRobbin\"").Replace("Scripted", "Simulated", StringComparison.Ordinal), builder => builder.AddRoutingPolicy<LastFirst>()),
            Is.EqualTo(new[]
            {
                "AiGateway:Routes:chat:Policy = 'RoundRobbin' is not a routing policy. Did you mean 'RoundRobin'? " +
                "Registered: LastFirst, LeastBusy, LeastLatency, Priority, RoundRobin, Sticky, Weighted. Correct the name, or add the policy with AddRoutingPolicy<T>().",
            }));

    internal const string NoRetry = "\"Retry\": { \"MaxRetries\": 0 }";
    internal const string NoBreaker = ", \"Breaker\": { \"Enabled\": false }";

    private static async Task<Dictionary<string, string>> HomesAsync(ScriptedGateway gateway)
    {
        Dictionary<string, string> homes = [];
        for (var i = 0; i < 400; i++)
        {
            var response = await gateway.Gateway.Client.GetResponseAsync("Hi", ScriptedGateway.By($"u{i}"));
            homes[$"u{i}"] = response.GetGatewayResult().Target!;
        }

        return homes;
    }

    private class LastFirst : IRoutingPolicy
    {
        public virtual string Name => "LastFirst";

        public void Order(Span<RouteTarget> targets, in RoutingRequest request) => targets.Reverse();
    }

    private sealed class OtherRoundRobin : LastFirst
    {
        public override string Name => "roundrobin";
    }
}
