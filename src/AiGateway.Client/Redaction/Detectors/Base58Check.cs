using System.Security.Cryptography;

namespace AiGateway.Client.Redaction.Detectors;

/// <summary>Base 58 with four bytes of a double SHA-256 as checksum, as Bitcoin's first addresses have it.</summary>
internal static class Base58Check
{
    private const string Alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private const int Length = 25;

    /// <summary>Whether the text is one version byte, twenty bytes of a hash and their checksum.</summary>
    public static bool IsAddress(ReadOnlySpan<char> text)
    {
        Span<byte> bytes = stackalloc byte[Length];
        if (!TryDecode(text, bytes)) return false;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[..^4], hash);
        SHA256.HashData(hash, hash);
        return hash[..4].SequenceEqual(bytes[^4..]);
    }

    private static bool TryDecode(ReadOnlySpan<char> text, Span<byte> bytes)
    {
        bytes.Clear();
        var zeros = 0;
        foreach (var c in text)
        {
            var carry = Alphabet.IndexOf(c);
            if (carry < 0) return false;
            for (var i = Length - 1; i >= 0; i--)
            {
                carry += bytes[i] * 58;
                bytes[i] = (byte)carry;
                carry >>= 8;
            }

            if (carry != 0) return false;
        }

        while (zeros < text.Length && text[zeros] == '1') zeros++;
        // Each leading zero byte is written as one '1', so the address has exactly one reading.
        return bytes.IndexOfAnyExcept((byte)0) == zeros;
    }
}
