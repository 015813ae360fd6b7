namespace AiGateway.Client.Auditing.Chain;

/// <summary>An entry as it stands in a store.</summary>
/// <param name="Writer">Whose chain the store has it under.</param>
/// <param name="Location">Where it stands, for people: a file with line and byte, or a row.</param>
/// <param name="Text">The line, without the line feed. Valid until the next line is read.</param>
/// <param name="IsWhole">Whether the line has its end. Of a file that was cut off the last one has none.</param>
/// <param name="Mismatch">What the store says of the entry beside it that differs from the entry itself; <see langword="null"/> when nothing does.</param>
public sealed record AuditLine(string Writer, string Location, ReadOnlyMemory<byte> Text, bool IsWhole = true, string? Mismatch = null);
