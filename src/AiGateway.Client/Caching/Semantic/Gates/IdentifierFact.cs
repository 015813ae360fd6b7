namespace AiGateway.Client.Caching.Semantic.Gates;

/// <summary>An identifier in a question.</summary>
/// <param name="Text">Its letters and digits.</param>
/// <param name="Prefix">The letters before its digits, where it is made of no more.</param>
internal readonly record struct IdentifierFact(string Text, string? Prefix);
