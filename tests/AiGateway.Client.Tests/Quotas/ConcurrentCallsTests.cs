using AiGateway.Client.Context;

namespace AiGateway.Client.Tests.Quotas;

/// <summary>A thousand calls at once, of which fifty fit.</summary>
public sealed class ConcurrentCallsTests
{
    private const int Calls = 1000;
    private const int Fitting = 50;

    private static IEnumerable<string> Limits() =>
    [
        """ "Budgets": { "b": { "PartitionBy": "Tenant", "Amount": 5.00 } } """,
        """ "RateLimits": { "r": { "PartitionBy": "Tenant", "Tokens": 5000, "Window": "01:00:00" } } """,
        """ "RateLimits": { "r": { "PartitionBy": "Tenant", "Requests": 50, "Window": "01:00:00" } } """,
        """ "RateLimits": { "r": { "PartitionBy": "Tenant", "Concurrency": 50 } } """,
        """ "Budgets": { "b": { "PartitionBy": "Model", "Amount": 5.00 } } """,
        """ "RateLimits": { "r": { "PartitionBy": "Provider", "Concurrency": 50 } } """,
    ];

    [Test]
    public async Task Calls_AllSucceed_ExactlyThoseThatFitAreAdmitted([ValueSource(nameof(Limits))] string limits, [Values] bool streamed)
    {
        using var calls = new FatefulCalls(Calls, _ => Fate.Succeed, _ => false) { IsGated = true };
        await using var gateway = new LimitedGateway(limits, calls.Provider);
        var asked = calls.Start(gateway, streamed);
        await calls.WhenDecidedAsync(asked);
        calls.Open();
        var outcomes = await Task.WhenAll(asked);
        Assert.That(outcomes.Count(outcome => outcome is GatewayOutcome.Succeeded), Is.EqualTo(Fitting));
        Assert.That(outcomes.Count(outcome => outcome is GatewayOutcome.Rejected), Is.EqualTo(Calls - Fitting));
        Assert.That(calls.MostHeld, Is.EqualTo(Fitting));
    }

    [Test]
    public async Task Calls_FailuresAndCancellationsAmongThem_NeverHoldMoreThanFitsAndLoseNothing([ValueSource(nameof(Limits))] string limits, [Values] bool streamed)
    {
        var slots = limits.Contains("Concurrency", StringComparison.Ordinal);
        var requests = limits.Contains("Requests", StringComparison.Ordinal);
        using var calls = new FatefulCalls(2 * Calls, i => i < Calls ? (Fate)(i % 3) : Fate.Succeed, fate => slots || (fate is Fate.Fail && !requests));
        await using var gateway = new LimitedGateway(limits, calls.Provider);
        List<GatewayOutcome> outcomes = [.. await Task.WhenAll(calls.Start(gateway, streamed, Calls))];

        // What failures gave back is there for others.
        for (var i = Calls; i < 2 * Calls && (i == Calls || outcomes[^1] is not GatewayOutcome.Rejected) && (!slots || i < Calls + 60); i++)
        {
            outcomes.Add(await calls.AskAsync(gateway, streamed, i));
        }

        Assert.That(calls.MostHeld, Is.LessThanOrEqualTo(Fitting));
        var charged = outcomes.Count(outcome => outcome is GatewayOutcome.Succeeded or GatewayOutcome.Cancelled || (requests && outcome is GatewayOutcome.Failed));
        Assert.That(charged, slots ? Is.GreaterThanOrEqualTo(Fitting) : Is.EqualTo(Fitting));
        Assert.That(outcomes[^1], Is.EqualTo(slots ? GatewayOutcome.Succeeded : GatewayOutcome.Rejected));
    }
}
