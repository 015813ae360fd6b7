namespace AiGateway.Client.Redaction.Detectors;

/// <summary>The first words that a detector wants to see: their kind and the range of their length.</summary>
internal readonly record struct WordShape(WordKind Kind, int MinLength, int MaxLength);
