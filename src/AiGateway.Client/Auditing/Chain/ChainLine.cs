using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace AiGateway.Client.Auditing.Chain;

/// <summary>An entry of a chain, read from its line.</summary>
internal sealed record ChainLine(string Writer, long Sequence, DateTimeOffset At, DateTimeOffset? PreviousAt, string Previous, string Hash, bool IsGenuine)
{
    private const int HashLength = 64;

    /// <summary>Gets how many bytes of a line its own hash takes.</summary>
    public static int TailLength => TailStart.Length + HashLength + 2;

    /// <summary>Gets what comes before the hash. All that is before it, is hashed.</summary>
    public static ReadOnlySpan<byte> TailStart => ",\"hash\":\""u8;

    /// <summary>Reads a line.</summary>
    /// <returns><see langword="null"/> when it is no entry.</returns>
    public static ChainLine? Read(ReadOnlyMemory<byte> text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            var root = json.RootElement;
            DateTimeOffset? previousAt = root.TryGetProperty("prevAt"u8, out var at) ? at.GetDateTimeOffset() : null;
            var hash = root.GetProperty("hash"u8).GetString()!;
            return new ChainLine(
                root.GetProperty("writer"u8).GetString()!, root.GetProperty("seq"u8).GetInt64(), root.GetProperty("at"u8).GetDateTimeOffset(), previousAt,
                root.GetProperty("prev"u8).GetString()!, hash, IsHashOf(text.Span, hash));
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static bool IsHashOf(ReadOnlySpan<byte> line, string hash)
    {
        if (line.Length < TailLength)
        {
            return false;
        }

        var tail = line[^TailLength..];
        return tail.StartsWith(TailStart) && tail.EndsWith("\"}"u8) && tail.Slice(TailStart.Length, HashLength).SequenceEqual(Encoding.UTF8.GetBytes(hash))
            && Convert.ToHexStringLower(SHA256.HashData(line[..^TailLength])) == hash;
    }
}
