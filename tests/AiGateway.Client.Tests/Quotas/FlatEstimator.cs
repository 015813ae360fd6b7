using AiGateway.Client.Context;
using AiGateway.Client.Quotas;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Tests.Quotas;

/// <summary>Every call has 60 tokens of input, 40 of output and costs ten cents; a failed one costs nothing.</summary>
internal sealed class FlatEstimator : ICostEstimator
{
    public const long TenCents = 100_000_000;

    public int EstimateInputTokens(IEnumerable<ChatMessage> messages, ChatOptions? options) => 60;

    public int MaxOutputTokens(IReadOnlyList<TargetIdentity> candidates) => 40;

    public long EstimateCost(IReadOnlyList<TargetIdentity> candidates, ChatOptions? options, CallEstimate tokens) => TenCents;

    public QuotaAmounts Measure(GatewayAttempt attempt, CallEstimate estimate) =>
        attempt.Outcome is GatewayOutcome.Failed or GatewayOutcome.Rejected ? default : new QuotaAmounts(0, 100, TenCents);

    public QuotaAmounts Measure(TargetIdentity target, UsageDetails? usage, CallEstimate estimate) => new(0, 100, TenCents);
}
