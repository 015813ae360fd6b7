namespace AiGateway.Client.Caching.Semantic.Gates;

/// <summary>A number in a question.</summary>
/// <param name="Value">The number in canonical form.</param>
/// <param name="Unit">What it counts, where that is a unit.</param>
/// <param name="Before">The word before it, which may be the letters of an identifier.</param>
internal readonly record struct NumberFact(string Value, string? Unit, string? Before);
