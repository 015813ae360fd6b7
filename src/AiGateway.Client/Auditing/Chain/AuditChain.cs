namespace AiGateway.Client.Auditing.Chain;

/// <summary>The chain of one writer as it was found to be.</summary>
public sealed record AuditChain
{
    /// <summary>Gets whose chain it is.</summary>
    public required string Writer { get; init; }

    /// <summary>Gets the number of the first entry that is there.</summary>
    /// <value>1 unless earlier ones have been deleted; 0 when none is there.</value>
    public long First { get; init; }

    /// <summary>Gets the number of the last entry that is there.</summary>
    public long Last { get; init; }

    /// <summary>Gets when the last entry was recorded.</summary>
    public DateTimeOffset? LastTime { get; init; }

    /// <summary>Gets where the last entry stands.</summary>
    public string? LastLocation { get; init; }

    /// <summary>Gets how many entries were read.</summary>
    public long Count { get; init; }

    /// <summary>Gets a value indicating whether the writer has ended the chain. Where it has not it still runs, or was killed, and what it had not written is lost.</summary>
    public bool IsEnded { get; init; }

    /// <summary>Gets what is wrong, in the order in which it was found.</summary>
    public IReadOnlyList<AuditFinding> Findings { get; init; } = [];

    /// <summary>Gets a value indicating whether nothing is wrong.</summary>
    public bool IsIntact => Findings.Count == 0;
}
