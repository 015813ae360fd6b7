namespace AiGateway.Client.Caching.Semantic;

/// <summary>Two questions, and whether one answer is right for both: what a threshold is found with.</summary>
/// <param name="First">A question.</param>
/// <param name="Second">Another question.</param>
/// <param name="IsSame">Whether one answer is right for both.</param>
/// <param name="Similarity">The cosine of the angle between their embeddings, where it is known.</param>
public sealed record SemanticPair(string First, string Second, bool IsSame, double? Similarity = null)
{
    /// <summary>Describes the pair without its questions.</summary>
    /// <returns>The label.</returns>
    public override string ToString() => IsSame ? "same" : "different";
}
