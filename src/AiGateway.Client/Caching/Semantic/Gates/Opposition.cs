namespace AiGateway.Client.Caching.Semantic.Gates;

/// <summary>A side of a group of words that exclude each other.</summary>
/// <param name="Group">The group.</param>
/// <param name="Side">The side.</param>
/// <param name="Denies">Whether a negation turns one side into the other.</param>
internal readonly record struct Opposition(string Group, int Side, bool Denies);
