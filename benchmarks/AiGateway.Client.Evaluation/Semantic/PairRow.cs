namespace AiGateway.Client.Evaluation.Semantic;

/// <summary>Two questions, and whether one answer is right for both.</summary>
internal sealed record PairRow(string A, string B, bool Same, double? Similarity, string Kind);
