namespace AiGateway.Client.Sql.Reports;

/// <summary>Costs by group.</summary>
/// <param name="Query">What was asked.</param>
/// <param name="Rows">The groups, ordered by their keys.</param>
/// <param name="Total">The sum of all rows.</param>
public sealed record CostReport(CostQuery Query, IReadOnlyList<CostRow> Rows, CostTotals Total);
