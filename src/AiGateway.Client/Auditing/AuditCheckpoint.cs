namespace AiGateway.Client.Auditing;

/// <summary>How far a chain had come: kept apart from the chain, it tells when the end of it is missing.</summary>
/// <param name="Writer">Whose chain it is.</param>
/// <param name="Sequence">The number of the latest entry.</param>
/// <param name="Hash">The hash of that entry.</param>
/// <param name="Time">When it was so.</param>
/// <param name="IsFinal">Whether the writer has ended with it.</param>
/// <param name="Seal">What only the owner of the chain's key can compute; <see langword="null"/> without a key.</param>
public sealed record AuditCheckpoint(string Writer, long Sequence, string Hash, DateTimeOffset Time, bool IsFinal, string? Seal);
