using AiGateway.Client.AspNetCore.Problems;
using AiGateway.Client.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.AspNetCore.Tests.Problems;

/// <summary>What a client is told when targets fail.</summary>
public sealed class FailureTests
{
    [TestCase(""" "Kind": "ContentFilter" """, 400, "content_filter")]
    [TestCase(""" "Kind": "ContextLength" """, 400, "context_length_exceeded")]
    [TestCase(""" "Kind": "Status", "Status": 400, "Code": "attack at dawn" """, 400, "bad_request")]
    [TestCase(""" "Kind": "Status", "Status": 400, "Code": "option_not_supported" """, 400, "option_not_supported")]
    [TestCase(""" "Kind": "Status", "Status": 503 """, 503, "upstream_overloaded")]
    [TestCase(""" "Kind": "Status", "Status": 402 """, 503, "upstream_quota_exhausted")]
    [TestCase(""" "Kind": "Status", "Status": 500, "Code": "attack at dawn" """, 502, "upstream_error")]
    [TestCase(""" "Kind": "Status", "Status": 401 """, 502, "upstream_authentication")]
    [TestCase(""" "Kind": "Status", "Status": 404 """, 502, "upstream_model_not_found")]
    [TestCase(""" "Kind": "Reset" """, 502, "upstream_unreachable")]
    [TestCase(""" "Kind": "BadChunk" """, 502, "upstream_invalid_response")]
    public async Task Failure_OfEveryTarget_HasAStatusAndACode(string fault, int status, string code)
    {
        foreach (var streamed in new[] { false, true })
        {
            await using var host = await TestHost.StartFaultyAsync(fault);
            var answer = await host.AskAsync(streamed);
            RejectionTests.AssertProblem(answer, status, code, answer["detail"]!);
            Assert.That(answer.Body, Does.Not.Contain("sim").And.Not.Contain("main"));
        }
    }

    [Test]
    public async Task Targets_ThatAreRateLimited_Are503WithRetryAfter([Values] bool streamed)
    {
        await using var host = await TestHost.StartFaultyAsync(""" "Kind": "Status", "Status": 429, "RetryAfter": "00:02:00" """);
        var answer = await host.AskAsync(streamed);
        RejectionTests.AssertProblem(answer, 503, "upstream_rate_limited", "The models' providers take no more requests for now.");
        Assert.That(answer.RetryAfter, Is.InRange(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(3)));

        var next = await host.AskAsync(streamed);
        RejectionTests.AssertProblem(next, 503, "no_target_available", "No model of the route takes requests at present.");
        Assert.That(next.RetryAfter, Is.InRange(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(3)));
    }

    [Test]
    public async Task Target_ThatIsSilent_Is504([Values] bool streamed)
    {
        await using var host = await TestHost.StartFaultyAsync(""" "Kind": "Silence" """, route: """ "Timeouts": { "Attempt": "00:00:00.050" }, """);
        RejectionTests.AssertProblem(await host.AskAsync(streamed), 504, "timeout", "No model answered in time.");
    }

    [Test]
    public async Task Time_OfTheWholeRequest_ThatIsUp_Is504([Values] bool streamed)
    {
        await using var host = await TestHost.StartFaultyAsync(""" "Kind": "Silence" """, route: """ "Timeouts": { "Total": "00:00:00.050" }, """);
        RejectionTests.AssertProblem(await host.AskAsync(streamed), 504, "timeout", "No model answered in time.");
    }

    [Test]
    public async Task Time_ThatIsUpBeforeATargetIsAsked_Is504()
    {
        await using var host = await TestHost.StartAsync(
            TestGateways.With(""), gateway => gateway.Configure(options => options.Routes["chat"].Timeouts.Total = TimeSpan.FromTicks(1)));
        var exception = await Assert.CatchAsync<AllTargetsFailedException>(async () => await host.Gateway.GetChatClient().GetResponseAsync([], null));
        Assert.That((exception!.Expired, exception.Attempts.Count), Is.EqualTo((true, 0)));
        Assert.That((GatewayProblem.Find(exception)!.Status, GatewayProblem.Find(exception)!.ReasonCode), Is.EqualTo((504, "timeout")));
    }

    [Test]
    public async Task Failure_ThatIsAnswered_IsNotLoggedAsAnException([Values] bool streamed)
    {
        await using var host = await TestHost.StartFaultyAsync(""" "Kind": "Status", "Status": 500 """);
        await host.AskAsync(streamed);
        Assert.That(host.Log.Entries.Select(entry => entry.Id.Id), Has.Member(1000));
        Assert.That(host.Log.Entries.Select(entry => entry.Text), Has.None.Contains(nameof(AllTargetsFailedException)));
    }
}
