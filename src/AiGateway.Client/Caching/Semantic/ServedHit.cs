namespace AiGateway.Client.Caching.Semantic;

/// <summary>An answer that was given to another question.</summary>
internal sealed record ServedHit(SemanticPartition Partition, SemanticEntry Entry, string Question, double Score)
{
    public override string ToString() => FormattableString.Invariant($"score {Score:0.000}");
}
