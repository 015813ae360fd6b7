namespace AiGateway.Client.Redaction.Identifiers;

/// <summary>A place where a word of a vocabulary begins.</summary>
/// <param name="Start">Index of its first character.</param>
/// <param name="Word">Number of the word.</param>
internal readonly record struct ContextHit(int Start, int Word);
