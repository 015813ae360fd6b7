using AiGateway.Client.Context;

namespace AiGateway.Client.AspNetCore.Tests;

/// <summary>What a client that leaves has cost.</summary>
public sealed class CancellationTests
{
    private const string Budget = """ "Budgets": { "b": { "Amount": 5 } }, """;

    [Test]
    public async Task Client_ThatLeavesAStream_IsChargedForWhatItGot()
    {
        await using var host = await TestHost.StartAsync(WithBudget(""" "Kind": "Stall", "AfterChunks": 1 """));
        using (var request = TestHost.Request(streamed: true))
        using (var response = await host.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead))
        {
            var stream = await response.Content.ReadAsStreamAsync();
            Assert.That(await stream.ReadAtLeastAsync(new byte[8], 8), Is.EqualTo(8));
        }

        AssertCancelled(await host.Results.NextAsync());
    }

    [Test]
    public async Task Client_ThatLeavesAPlainRequest_IsChargedForWhatWasSent()
    {
        await using var host = await TestHost.StartAsync(WithBudget(""" "Kind": "Silence" """));
        using var leave = new CancellationTokenSource();
        using var request = TestHost.Request(streamed: false);
        var pending = host.Http.SendAsync(request, leave.Token);
        await TestWait.UntilAsync(() => host.Gateway.Health.Single().InFlight == 1);
        await leave.CancelAsync();
        Assert.That(async () => await pending, Throws.InstanceOf<OperationCanceledException>());
        AssertCancelled(await host.Results.NextAsync());
    }

    private static string WithBudget(string fault)
    {
        var gateway = TestGateways.Faulty(fault).TrimStart();
        return "{" + Budget + gateway[1..];
    }

    private static void AssertCancelled(GatewayResult result)
    {
        Assert.That((result.Outcome, result.Attempts.Single().Outcome), Is.EqualTo((GatewayOutcome.Cancelled, GatewayOutcome.Cancelled)));
        Assert.That(result.Cost, Is.GreaterThan(0));
        var budget = result.Limits.Single();
        Assert.That(budget.Limit - budget.Remaining, Is.EqualTo(result.Cost), "settled at what it cost, not at what was reserved");
    }
}
