namespace AiGateway.Client.Caching.Semantic;

/// <summary>A group of questions as it was saved.</summary>
internal sealed record SavedPartition(BlockedPair[] Blocked, List<SemanticEntry> Entries);
