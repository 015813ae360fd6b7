namespace AiGateway.Client.Sql.Reports;

/// <summary>Sums over attempts. Money is exact.</summary>
public sealed record CostTotals
{
    /// <summary>Gets the number of attempts and of answers from caches.</summary>
    public long Attempts { get; init; }

    /// <summary>Gets how many of them failed, were cancelled or were left.</summary>
    public long Unsuccessful { get; init; }

    /// <summary>Gets how many of them a cache answered.</summary>
    public long CacheHits { get; init; }

    /// <summary>Gets how many of them have a cost that is estimated.</summary>
    public long Estimated { get; init; }

    /// <summary>Gets how many of them have no price: their cost is missing in the sums.</summary>
    public long Unpriced { get; init; }

    /// <summary>Gets the input tokens, cached ones included.</summary>
    public long InputTokens { get; init; }

    /// <summary>Gets the output tokens, reasoning included.</summary>
    public long OutputTokens { get; init; }

    /// <summary>Gets the cost in USD.</summary>
    public decimal Cost { get; init; }

    /// <summary>Gets the part of the cost that is estimated, in USD.</summary>
    public decimal EstimatedCost { get; init; }

    /// <summary>Gets what caches saved, in USD.</summary>
    public decimal SavedCost { get; init; }

    /// <summary>Gets the share of attempts whose cost is estimated.</summary>
    /// <value>From 0 to 1.</value>
    public decimal EstimatedShare => Share(Estimated);

    /// <summary>Gets the share of attempts without a price.</summary>
    /// <value>From 0 to 1.</value>
    public decimal UnpricedShare => Share(Unpriced);

    /// <summary>Adds two sums.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>The sum.</returns>
    public static CostTotals operator +(CostTotals left, CostTotals right) => Add(left, right);

    /// <summary>Adds two sums.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>The sum.</returns>
    public static CostTotals Add(CostTotals left, CostTotals right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new CostTotals
        {
            Attempts = left.Attempts + right.Attempts,
            Unsuccessful = left.Unsuccessful + right.Unsuccessful,
            CacheHits = left.CacheHits + right.CacheHits,
            Estimated = left.Estimated + right.Estimated,
            Unpriced = left.Unpriced + right.Unpriced,
            InputTokens = left.InputTokens + right.InputTokens,
            OutputTokens = left.OutputTokens + right.OutputTokens,
            Cost = left.Cost + right.Cost,
            EstimatedCost = left.EstimatedCost + right.EstimatedCost,
            SavedCost = left.SavedCost + right.SavedCost,
        };
    }

    private decimal Share(long part) => Attempts == 0 ? 0 : (decimal)part / Attempts;
}
