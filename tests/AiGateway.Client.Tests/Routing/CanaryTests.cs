using AiGateway.Client.Routing;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Tests.Routing;

public sealed class CanaryTests
{
    private const int Callers = 1000;
    private static readonly (string, string)[] Two = [("a", ""), ("new", "\"Priority\": 9")];

    [TestCase(0, 0, 0)]
    [TestCase(100, Callers, Callers)]
    [TestCase(20, 137, 263)]
    public async Task Canary_Percentage_IsTheShareOfCallers(double percentage, int least, int most)
    {
        await using var gateway = new ScriptedGateway(Two, Canary(percentage));
        var served = await ServedAsync(gateway);
        Assert.That(served, Has.Count.InRange(least, most), "five standard deviations around the share");
        Assert.That(await ServedAsync(gateway), Is.EqualTo(served), "a caller stays on its side");
    }

    [Test]
    public async Task Canary_LargerShare_KeepsTheCallersItHad()
    {
        await using var five = new ScriptedGateway(Two, Canary(5), seed: 1);
        await using var thirty = new ScriptedGateway(Two, Canary(30), seed: 2);
        var few = await ServedAsync(five);
        Assert.That(few, Is.Not.Empty.And.SubsetOf(await ServedAsync(thirty)));
    }

    [Test]
    public async Task Canary_Fails_TheOthersTakeOverAndForOutsidersItIsNoFallback([Values] bool streamed)
    {
        await using var gateway = new ScriptedGateway(Two, Canary(50) + ", " + RoutingPolicyTests.NoRetry + RoutingPolicyTests.NoBreaker);
        var inside = (await ServedAsync(gateway)).First();
        var outside = Users().Except(await ServedAsync(gateway)).First();
        gateway.On("new", Script.Status(500));
        var result = (await gateway.AskAsync(streamed, ScriptedGateway.By(inside))).GetGatewayResult();
        Assert.That(result.Attempts.Select(attempt => attempt.Target), Is.EqualTo(new[] { "new", "a" }));
        gateway.On("a", Script.Status(500));
        var exception = await gateway.FailAsync<AllTargetsFailedException>(streamed, ScriptedGateway.By(outside));
        Assert.That(exception.Attempts.Select(attempt => attempt.Target), Is.EqualTo(new[] { "a" }));
    }

    [Test]
    public async Task Canary_NamedByTheRequest_ServesAnybody([Values] bool streamed)
    {
        await using var gateway = new ScriptedGateway(Two, Canary(0));
        Assert.That(await gateway.AnsweringAsync(new Client.Context.GatewayChatOptions { Target = "new" }, streamed), Is.EqualTo("new"));
    }

    [Test]
    public void Canary_UnknownTargetOrNoOther_IsRefused()
    {
        Assert.That(Failures(Two, "\"Canary\": { \"Target\": \"old\", \"Percentage\": 101 }"), Is.EquivalentTo(new[]
        {
            "AiGateway:Routes:chat:Canary:Target = 'old' is not a target of the route. Configured: a, new.",
            "AiGateway:Routes:chat:Canary:Percentage = '101' is out of range: from 0 to 100.",
        }));
        Assert.That(Failures([("new", "")], Canary(5)), Has.Exactly(1).Contains("only targets that are a canary or a shadow"));
    }

    private static IReadOnlyList<string> Failures((string, string)[] targets, string route) =>
        TestGateway.Failures(ScriptedGateway.Json(targets, route).Replace("Scripted", "Simulated", StringComparison.Ordinal));

    private static IEnumerable<string> Users() => Enumerable.Range(0, Callers).Select(number => $"user-{number}");

    private static async Task<List<string>> ServedAsync(ScriptedGateway gateway)
    {
        List<string> served = [];
        foreach (var user in Users())
        {
            if ((await gateway.Gateway.Client.GetResponseAsync("Hi", ScriptedGateway.By(user))).GetGatewayResult().Target == "new")
            {
                served.Add(user);
            }
        }

        return served;
    }

    private static string Canary(double percentage) => FormattableString.Invariant($"\"Canary\": {{ \"Target\": \"new\", \"Percentage\": {percentage} }}");
}
