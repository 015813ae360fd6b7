using System.Security.Cryptography;

namespace AiGateway.Client.Redaction.Detectors;

/// <summary>Base 58 with four bytes of a double SHA-256 as checksum, as Bitcoin's first addresses have it.</summary>
internal static class Base58Check
{
    private const string Alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private const int Length = 25;

    // Digits are gathered to as many as a step of 32 bits takes.
    private const int DigitsPerStep = 5;
    private const int Limbs = 7;

    private static readonly sbyte[] Values = CreateValues();

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
        Span<uint> limbs = stackalloc uint[Limbs];
        limbs.Clear();
        var (step, scale, count) = (0u, 1u, 0);
        foreach (var c in text)
        {
            var value = c < Values.Length ? Values[c] : -1;
            if (value < 0) return false;
            (step, scale) = ((step * 58) + (uint)value, scale * 58);
            if (++count % DigitsPerStep != 0) continue;
            if (!TryAppend(limbs, scale, step)) return false;
            (step, scale) = (0, 1);
        }

        if (!TryAppend(limbs, scale, step) || limbs[^1] > byte.MaxValue) return false;
        for (var i = 0; i < Length; i++) bytes[Length - 1 - i] = (byte)(limbs[i / 4] >> (i % 4 * 8));
        var zeros = text.IndexOfAnyExcept(Alphabet[0]);

        // Each leading zero byte is written as one '1', so the address has exactly one reading.
        return bytes.IndexOfAnyExcept((byte)0) == zeros;
    }

    /// <summary>Multiplies the number, whose least limb comes first, and adds to it; not when it then needs more limbs.</summary>
    private static bool TryAppend(Span<uint> limbs, uint scale, uint step)
    {
        ulong carry = step;
        foreach (ref var limb in limbs)
        {
            carry += (ulong)limb * scale;
            limb = (uint)carry;
            carry >>= 32;
        }

        return carry == 0;
    }

    private static sbyte[] CreateValues()
    {
        var values = new sbyte[128];
        for (var c = 0; c < values.Length; c++) values[c] = (sbyte)Alphabet.IndexOf((char)c);
        return values;
    }
}
