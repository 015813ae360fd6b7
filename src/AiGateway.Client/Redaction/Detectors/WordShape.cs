namespace AiGateway.Client.Redaction.Detectors;

/// <summary>The first words that a detector wants to see: their kind, the range of their length, and what numbers need to have.</summary>
internal readonly record struct WordShape(WordKind Kind, int MinLength, int MaxLength, WordTraits Needs = WordTraits.None);
