namespace AiGateway.Client.Evaluation.Redaction;

/// <summary>A value and whether it is one of its entity; <see langword="null"/> when that was not judged.</summary>
internal sealed record ValidatorRow(string Entity, string Value, bool? Valid);
