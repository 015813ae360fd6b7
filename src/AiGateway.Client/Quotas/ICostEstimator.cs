using AiGateway.Client.Context;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Quotas;

/// <summary>What a call is expected to use and cost before it is made, and what an attempt did use after it.</summary>
internal interface ICostEstimator
{
    /// <summary>Estimates the input tokens of a request.</summary>
    int EstimateInputTokens(IEnumerable<ChatMessage> messages, ChatOptions? options);

    /// <summary>Gets the longest answer, in tokens, that a request which sets no limit may get.</summary>
    int MaxOutputTokens(IReadOnlyList<TargetIdentity> candidates);

    /// <summary>Estimates the cost in nano-dollars at the dearest candidate.</summary>
    long EstimateCost(IReadOnlyList<TargetIdentity> candidates, ChatOptions? options, CallEstimate tokens);

    /// <summary>Tells what an attempt that has ended used; where that is not known, what it is to be taken for.</summary>
    QuotaAmounts Measure(GatewayAttempt attempt, CallEstimate estimate);

    /// <summary>Tells what a call without attempts of its own used, when there is no routing below.</summary>
    QuotaAmounts Measure(TargetIdentity target, UsageDetails? usage, CallEstimate estimate);
}
