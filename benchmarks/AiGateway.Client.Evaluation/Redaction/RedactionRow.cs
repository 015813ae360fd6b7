namespace AiGateway.Client.Evaluation.Redaction;

/// <summary>A text with the places of one entity; none means that it must not be found.</summary>
internal sealed record RedactionRow(string Entity, string Text, IReadOnlyList<TextSpan> Spans);
