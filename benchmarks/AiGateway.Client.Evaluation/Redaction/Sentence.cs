namespace AiGateway.Client.Evaluation.Redaction;

/// <summary>A text with the places of all its entities.</summary>
internal sealed record Sentence(string Text, IReadOnlyList<SentenceLabel> Labels);
