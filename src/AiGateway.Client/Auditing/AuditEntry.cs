namespace AiGateway.Client.Auditing;

/// <summary>A record with its place in a chain.</summary>
/// <param name="Record">The record.</param>
/// <param name="Sequence">Its number, from 1, without gaps.</param>
/// <param name="Hash">The hash of the line up to it, in hexadecimal; it covers the hash of the entry before.</param>
/// <param name="Line">The entry as one line of JSON, without the line feed.</param>
public sealed record AuditEntry(AuditRecord Record, long Sequence, string Hash, ReadOnlyMemory<byte> Line);
