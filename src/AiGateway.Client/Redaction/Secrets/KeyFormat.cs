using System.Buffers;

namespace AiGateway.Client.Redaction.Secrets;

/// <summary>A key with a literal prefix, as its issuer documents it.</summary>
/// <param name="Prefix">The prefix, in its case.</param>
/// <param name="Characters">What may follow.</param>
/// <param name="MinLength">Shortest length behind the prefix.</param>
/// <param name="MaxLength">Longest length behind the prefix, where the next character must be another one.</param>
/// <param name="MinEntropy">Least bits per character behind the prefix.</param>
internal sealed record KeyFormat(string Prefix, SearchValues<char> Characters, int MinLength, int MaxLength, double MinEntropy = 3.0);
