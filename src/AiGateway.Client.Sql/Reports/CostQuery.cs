namespace AiGateway.Client.Sql.Reports;

/// <summary>Which costs to add up, and by what to tell them apart.</summary>
public sealed record CostQuery
{
    /// <summary>Gets the first moment.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Gets the first moment that is not in it any more.</summary>
    public required DateTimeOffset Before { get; init; }

    /// <summary>Gets by what to tell costs apart; any combination.</summary>
    /// <value>Default empty: one row for everything.</value>
    public IReadOnlyList<CostDimension> GroupBy { get; init; } = [];

    /// <summary>Gets what costs must have to be counted; <see langword="null"/> for those that name nothing.</summary>
    /// <value>Default empty: everything counts. Not for <see cref="CostDimension.Day"/>.</value>
    public IReadOnlyDictionary<CostDimension, string?> Where { get; init; } = new Dictionary<CostDimension, string?>();

    /// <summary>Gets the time zone in which days begin.</summary>
    /// <value>Default UTC.</value>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;
}
