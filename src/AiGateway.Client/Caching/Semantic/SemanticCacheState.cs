namespace AiGateway.Client.Caching.Semantic;

/// <summary>What a configuration says, and the embedder that it names; replaced as a whole.</summary>
internal sealed record SemanticCacheState(SemanticCacheOptions Options, QuestionEmbedder? Embedder);
