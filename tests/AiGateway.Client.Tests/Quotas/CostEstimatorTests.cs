using AiGateway.Client.Context;
using AiGateway.Client.Quotas;
using AiGateway.Client.Resilience;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Tests.Quotas;

public sealed class CostEstimatorTests
{
    private static readonly TargetIdentity Target = new("main", null, "p", "m");
    private static readonly CallEstimate Expected = new(100, 50);
    private readonly CostEstimator _estimator = new((_, tokens) => (10L * tokens.InputTokens) + (1000L * tokens.OutputTokens));

    [Test]
    public void EstimateInputTokens_CountsBytesAndMessages([Values] bool list)
    {
        ChatMessage[] messages =
        [
            new(ChatRole.User, "12345678"), new(ChatRole.Assistant, [new TextReasoningContent("äöüß"), new FunctionResultContent("id", "1234")]),
        ];
        IEnumerable<ChatMessage> given = list ? messages : messages.Where(_ => true);
        Assert.That(_estimator.EstimateInputTokens(given, new ChatOptions { Instructions = "1234" }), Is.EqualTo(((8 + 8 + 4 + 4) / 4) + 8 + 1));
    }

    [Test]
    public void EstimateCost_SeveralCandidates_IsTheDearest()
    {
        var estimator = new CostEstimator((target, _) => target.Model == "dear" ? 9 : 2);
        Assert.That(estimator.EstimateCost([Target, Target with { Model = "dear" }, Target], null, Expected), Is.EqualTo(9));
        Assert.That(new CostEstimator().EstimateCost([Target], null, Expected), Is.Zero);
    }

    [TestCase(GatewayOutcome.Succeeded, 20L, 7L, ExpectedResult = 27 + 7200L * 1000)]
    [TestCase(GatewayOutcome.Succeeded, null, null, ExpectedResult = 150 + 51000L * 1000)]
    [TestCase(GatewayOutcome.Abandoned, 20L, null, ExpectedResult = 70 + 50200L * 1000)]
    [TestCase(GatewayOutcome.Cancelled, null, null, ExpectedResult = 150 + 51000L * 1000)]
    [TestCase(GatewayOutcome.Failed, null, null, ExpectedResult = 100 + 1000L * 1000)]
    [TestCase(GatewayOutcome.Rejected, null, null, ExpectedResult = 0)]
    public long Measure_AnAttempt_TakesWhatIsKnown(GatewayOutcome outcome, long? input, long? output)
    {
        var attempt = new GatewayAttempt(AttemptKind.First, Target)
        {
            Outcome = outcome,
            Usage = input is null ? null : new UsageDetails { InputTokenCount = input, OutputTokenCount = output },
        };
        var used = _estimator.Measure(attempt, Expected);
        return used.Tokens + (used.NanoUsd * 1000);
    }

    [Test]
    public void Measure_RefusedByTheProvider_IsNothing()
    {
        var attempt = new GatewayAttempt(AttemptKind.First, Target) { Outcome = GatewayOutcome.Failed, Failure = new ProviderFailure(FailureKind.RateLimited) { StatusCode = 429 } };
        Assert.That(_estimator.Measure(attempt, Expected), Is.EqualTo(default(QuotaAmounts)));
    }

    [Test]
    public void Measure_TotalOnly_IsTaken() =>
        Assert.That(_estimator.Measure(Target, new UsageDetails { TotalTokenCount = 33 }, Expected).Tokens, Is.EqualTo(33));
}
