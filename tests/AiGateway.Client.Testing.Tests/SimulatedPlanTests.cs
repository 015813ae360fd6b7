using AiGateway.Client.Resilience;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Testing.Tests;

/// <summary>Which fault of a plan applies to which call.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SimulatedPlanTests
{
    private readonly Simulated _simulated = new();

    [TestCase(1, null, "xxxxx")]
    [TestCase(1, 1, "x....")]
    [TestCase(2, 3, ".xx..")]
    [TestCase(4, null, "...xx")]
    public async Task Faults_FirstAndLastCall_BoundTheFault(int first, int? last, string expected)
    {
        var client = _simulated.Client(Simulated.Options(new SimulatedFaultOptions { FirstCall = first, LastCall = last }));
        Assert.That(await Fate(client, 5), Is.EqualTo(expected));
    }

    [Test]
    public async Task Faults_SeveralApply_TheFirstByNameDecides([Values] bool streamed)
    {
        var options = Simulated.Options();
        options.Faults["b"] = new() { Status = 500 };
        options.Faults["a"] = new() { Status = 429, LastCall = 1 };
        var client = _simulated.Client(options);
        Assert.That(new[] { await Status(client, streamed), await Status(client, streamed) }, Is.EqualTo(new[] { 429, 500 }));
    }

    [Test]
    public async Task Faults_PlainAndStreamedCalls_AreCountedTogether()
    {
        var client = _simulated.Client(Simulated.Options(new SimulatedFaultOptions { FirstCall = 2, LastCall = 2 }));
        await Simulated.Call(client, streamed: true);
        Assert.That(await Status(client, streamed: false), Is.EqualTo(503));
        await Simulated.Call(client, streamed: true);
    }

    [Test]
    public async Task Faults_CallsOfOtherModelsAndProviders_AreCountedApart()
    {
        var options = Simulated.Options(new SimulatedFaultOptions { LastCall = 1 });
        foreach (var client in new[] { _simulated.Client(options, "a"), _simulated.Client(options, "b"), _simulated.Client(options, "a", name: "other") })
        {
            Assert.That(await Fate(client, 2), Is.EqualTo("x."));
        }
    }

    [Test]
    public async Task Faults_StreamNeverRead_IsNoCall()
    {
        var client = _simulated.Client(Simulated.Options(new SimulatedFaultOptions { LastCall = 1 }));
        _ = client.GetStreamingResponseAsync("Hi");
        Assert.That(await Status(client, streamed: true), Is.EqualTo(503));
    }

    [Test]
    public async Task Faults_Reloaded_GoOnWhereTheyWere([Values] bool streamed)
    {
        await using var gateway = new TestGateway(new()
        {
            ["Providers:first:Faults:f:Kind"] = "Status",
            ["Providers:first:Faults:f:FirstCall"] = "3",
            ["Providers:first:Faults:f:LastCall"] = "3",
        });
        await Simulated.Call(gateway.Client, streamed);
        gateway.Reload("Providers:first:Answer", "changed");
        Assert.That((await Simulated.Call(gateway.Client, streamed)).Text, Is.EqualTo("changed"));
        var response = await Simulated.Call(gateway.Client, streamed);
        response.GetGatewayResult().ShouldBeAnsweredBy("backup").ShouldHaveFailedAt("main", FailureKind.Overloaded);
        (await Simulated.Call(gateway.Client, streamed)).GetGatewayResult().ShouldBeAnsweredBy("main");
    }

    private static async Task<int> Status(IChatClient client, bool streamed) =>
        (await Assert.ThrowsAsync<SimulatedProviderException>(() => Simulated.Call(client, streamed)))!.Failure.StatusCode!.Value;

    private static async Task<string> Fate(IChatClient client, int calls)
    {
        var fate = "";
        for (var i = 0; i < calls; i++)
        {
            try
            {
                await Simulated.Call(client, streamed: false);
                fate += ".";
            }
            catch (SimulatedProviderException)
            {
                fate += "x";
            }
        }

        return fate;
    }
}
