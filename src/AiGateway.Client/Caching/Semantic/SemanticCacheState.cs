namespace AiGateway.Client.Caching.Semantic;

/// <summary>What a configuration says, and the services that it names; replaced as a whole.</summary>
internal sealed record SemanticCacheState(SemanticCacheOptions Options)
{
    public QuestionEmbedder? Embedder { get; init; }

    public ISemanticCacheVerifier? Verifier { get; init; }

    /// <summary>Gets where groups are saved; <see langword="null"/> where they are not.</summary>
    public PartitionArchive? Archive { get; init; }
}
