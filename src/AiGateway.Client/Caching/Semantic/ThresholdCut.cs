namespace AiGateway.Client.Caching.Semantic;

/// <summary>What a threshold lets through.</summary>
internal readonly record struct ThresholdCut(double? Threshold, int Hits, int FalseHits);
