namespace AiGateway.Client.Redaction.Secrets;

/// <summary>Whether what follows the prefix of a key has the form that its issuer gives it.</summary>
internal delegate bool KeyCheck(ReadOnlySpan<char> body);
