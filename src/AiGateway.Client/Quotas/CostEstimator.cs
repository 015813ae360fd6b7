using System.Text;
using AiGateway.Client.Context;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Quotas;

/// <summary>Estimates from sizes, four bytes to a token, and prices by what metering knows.</summary>
/// <param name="price">The cost in nano-dollars of so many tokens at a target; <see langword="null"/>: the target's price before a call, and what metering found after it.</param>
internal sealed class CostEstimator(Func<TargetIdentity, CallEstimate, long>? price = null) : ICostEstimator
{
    private const int BytesPerToken = 4;
    private const int DefaultMaxOutput = 4096;

    // What a message costs besides its text: its role and its separators.
    private const int TokensPerMessage = 4;

    public int EstimateInputTokens(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        long bytes = Encoding.UTF8.GetByteCount(options?.Instructions ?? "");
        var count = 0;
        if (messages is IList<ChatMessage> list)
        {
            for (count = 0; count < list.Count; count++)
            {
                bytes += Bytes(list[count].Contents);
            }
        }
        else
        {
            foreach (var message in messages)
            {
                bytes += Bytes(message.Contents);
                count++;
            }
        }

        return Clamp((bytes / BytesPerToken) + ((long)TokensPerMessage * count) + 1);
    }

    public int MaxOutputTokens(IReadOnlyList<TargetIdentity> candidates) => DefaultMaxOutput;

    public long EstimateCost(IReadOnlyList<TargetIdentity> candidates, ChatOptions? options, CallEstimate tokens)
    {
        var dearest = 0L;
        for (var i = 0; i < candidates.Count; i++)
        {
            dearest = Math.Max(dearest, Price(candidates[i], tokens));
        }

        return dearest;
    }

    public QuotaAmounts Measure(GatewayAttempt attempt, CallEstimate estimate)
    {
        if (attempt.Usage is null && (attempt.Outcome is GatewayOutcome.Rejected || attempt.Failure is { StatusCode: >= 400 and < 500 }))
        {
            return default;
        }

        var used = attempt.EstimatedTokens is var (input, output) && input + output > 0 ? new CallEstimate(Clamp(input), Clamp(output))
            : attempt.Outcome is GatewayOutcome.Failed ? estimate with { OutputTokens = 0 }
            : estimate;
        var measured = Measure(attempt.Identity, attempt.Usage, used);
        return price is null ? measured with { NanoUsd = attempt.CostNanos } : measured;
    }

    public QuotaAmounts Measure(TargetIdentity target, UsageDetails? usage, CallEstimate estimate)
    {
        var tokens = usage is { InputTokenCount: null, OutputTokenCount: null, TotalTokenCount: { } total }
            ? new CallEstimate(Clamp(total), 0)
            : new CallEstimate(Clamp(usage?.InputTokenCount ?? estimate.InputTokens), Clamp(usage?.OutputTokenCount ?? estimate.OutputTokens));
        return new QuotaAmounts(0, tokens.Tokens, Price(target, tokens));
    }

    private long Price(TargetIdentity target, CallEstimate tokens) =>
        price is not null ? price(target, tokens) : target.Price?.Invoke(tokens.InputTokens, tokens.OutputTokens) ?? 0;

    private static int Clamp(long tokens) => (int)Math.Clamp(tokens, 0, int.MaxValue);

    private static long Bytes(IList<AIContent> contents)
    {
        var bytes = 0L;
        for (var i = 0; i < contents.Count; i++)
        {
            bytes += contents[i] switch
            {
                TextContent text => Encoding.UTF8.GetByteCount(text.Text),
                TextReasoningContent reasoning => Encoding.UTF8.GetByteCount(reasoning.Text),
                FunctionResultContent { Result: string result } => Encoding.UTF8.GetByteCount(result),
                _ => 0,
            };
        }

        return bytes;
    }
}
