namespace AiGateway.Client.Caching.Semantic;

/// <summary>What a look-up found, and what it takes to store an answer afterwards without a second embedding.</summary>
internal sealed record SemanticLookup
{
    public required SemanticOutcome Outcome { get; init; }

    /// <summary>Gets the gate that stopped the nearest question.</summary>
    public Gates.SemanticGate Gate { get; init; }

    /// <summary>Gets the entry to answer from; <see langword="null"/> where there is none.</summary>
    public SemanticEntry? Entry { get; init; }

    public double Score { get; init; }

    public string Question { get; init; } = "";

    public float[]? Unit { get; init; }

    public SemanticPartition? Partition { get; init; }

    public bool CanStore => Unit is not null && Partition is not null;
}
