namespace AiGateway.Client.Redaction.Identifiers;

/// <summary>Whether a value of the right shape can have been issued.</summary>
/// <param name="value">Letters in capitals and digits, without separators and without the prefix.</param>
internal delegate bool IdentifierCheck(ReadOnlySpan<char> value);
