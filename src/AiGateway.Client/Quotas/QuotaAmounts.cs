using AiGateway.Client.Context;

namespace AiGateway.Client.Quotas;

/// <summary>What something used, in every unit.</summary>
/// <param name="Requests">Requests.</param>
/// <param name="Tokens">Input and output tokens together.</param>
/// <param name="NanoUsd">Cost in nano-dollars.</param>
public readonly record struct QuotaAmounts(long Requests, long Tokens, long NanoUsd)
{
    /// <summary>Gets the amount in one unit.</summary>
    /// <param name="unit">The unit.</param>
    /// <returns>The amount; zero for concurrency, which is given back at the end.</returns>
    public long Of(LimitUnit unit) => unit switch
    {
        LimitUnit.Requests => Requests,
        LimitUnit.Tokens => Tokens,
        LimitUnit.Usd => NanoUsd,
        _ => 0,
    };

    /// <summary>Adds two amounts.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>The sum.</returns>
    public static QuotaAmounts operator +(QuotaAmounts left, QuotaAmounts right) => left.Add(right);

    /// <summary>Adds other amounts.</summary>
    /// <param name="other">The other amounts.</param>
    /// <returns>The sum.</returns>
    public QuotaAmounts Add(QuotaAmounts other) => new(Requests + other.Requests, Tokens + other.Tokens, NanoUsd + other.NanoUsd);
}
