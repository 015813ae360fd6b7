namespace AiGateway.Client.Evaluation.Redaction;

/// <summary>A place of an entity: as the file gives it, in code points, and in UTF-16 code units.</summary>
internal sealed record SentenceLabel(string Entity, int Start, int End, TextSpan Span);
