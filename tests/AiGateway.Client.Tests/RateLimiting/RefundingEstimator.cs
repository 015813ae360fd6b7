using AiGateway.Client.Context;
using AiGateway.Client.Quotas;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Tests.RateLimiting;

/// <summary>Expects a hundred tokens of calls that use ten.</summary>
internal sealed class RefundingEstimator : ICostEstimator
{
    public int EstimateInputTokens(IEnumerable<ChatMessage> messages, ChatOptions? options) => 100;

    public int MaxOutputTokens(IReadOnlyList<TargetIdentity> candidates) => 0;

    public long EstimateCost(IReadOnlyList<TargetIdentity> candidates, ChatOptions? options, CallEstimate tokens) => 0;

    public QuotaAmounts Measure(GatewayAttempt attempt, CallEstimate estimate) => new(0, 10, 0);

    public QuotaAmounts Measure(TargetIdentity target, UsageDetails? usage, CallEstimate estimate) => new(0, 10, 0);
}
