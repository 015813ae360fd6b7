using AiGateway.Client.Context;

namespace AiGateway.Client.Quotas;

/// <summary>What a limit asks its history.</summary>
public sealed record QuotaHistoryQuery
{
    /// <summary>Gets what is counted.</summary>
    public required LimitUnit Unit { get; init; }

    /// <summary>Gets the stretch of time.</summary>
    public required QuotaPeriod Period { get; init; }

    /// <summary>Gets whose it is: by kind, such as <c>Tenant</c> or <c>Tag:feature</c>, what requests have.</summary>
    /// <value>Empty for everybody together; <see langword="null"/> values for requests that name nothing.</value>
    public required IReadOnlyList<KeyValuePair<string, string?>> Partition { get; init; }

    /// <summary>Gets a value indicating whether the limit is kept for every attempt, copies included, and not for requests.</summary>
    public bool IsByTarget { get; init; }

    /// <summary>Names the kinds only: whose it is may be personal.</summary>
    /// <returns>Unit and kinds.</returns>
    public override string ToString() => $"{Unit} by {string.Join(", ", Partition.Select(static part => part.Key))}";
}
