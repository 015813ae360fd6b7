namespace AiGateway.Client.Sql.Reports;

/// <summary>The costs of one group.</summary>
/// <param name="Keys">What the group has, in the order of <see cref="CostQuery.GroupBy"/>; <see langword="null"/> where attempts name nothing.</param>
/// <param name="Totals">The sums.</param>
public sealed record CostRow(IReadOnlyList<string?> Keys, CostTotals Totals);
