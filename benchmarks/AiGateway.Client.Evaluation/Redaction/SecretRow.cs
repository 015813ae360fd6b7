namespace AiGateway.Client.Evaluation.Redaction;

/// <summary>A text with a secret (<c>tp</c>), or with what only looks like one (<c>fp</c>), and the rule it is an example of.</summary>
internal sealed record SecretRow(bool IsSecret, string Rule, string Text, IReadOnlyList<TextSpan> Spans);
