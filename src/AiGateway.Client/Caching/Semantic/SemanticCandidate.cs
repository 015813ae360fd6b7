namespace AiGateway.Client.Caching.Semantic;

/// <summary>A stored question that is near enough to one that is asked.</summary>
internal readonly record struct SemanticCandidate(SemanticEntry Entry, float Score);
