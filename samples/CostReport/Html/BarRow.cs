namespace CostReport.Html;

/// <summary>A row with a bar.</summary>
internal sealed record BarRow(string Name, decimal Amount, bool HasBar, bool IsUnpriced = false);
