using System.Globalization;

namespace AiGateway.Client.Redaction.Secrets;

/// <summary>Forms and checksums of keys that an alphabet and a length do not tell.</summary>
internal static class KeyChecks
{
    private const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int Base62Length = 6;
    private const int HexLength = 8;
    private const uint Polynomial = 0xEDB88320;

    /// <summary>Whether the last six characters are the CRC-32 of those before, in base 62 (GitHub, npm).</summary>
    public static bool HasBase62Crc(ReadOnlySpan<char> body)
    {
        if (body.Length <= Base62Length) return false;
        var crc = ~Crc(uint.MaxValue, body[..^Base62Length]);
        for (var i = body.Length - 1; i >= body.Length - Base62Length; i--)
        {
            if (body[i] != Base62[(int)(crc % 62)]) return false;
            crc /= 62;
        }

        return true;
    }

    /// <summary>A check of the last eight digits against the CRC-32 of what is before their sign, lowest byte first (Grafana).</summary>
    public static KeyCheck HasHexCrc(string prefix) => body =>
    {
        if (body.Length <= HexLength + 1 || !uint.TryParse(body[^HexLength..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var sum)) return false;
        return ~Crc(Crc(uint.MaxValue, prefix), body[..^(HexLength + 1)]) == System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(sum);
    };

    /// <summary>A check for parts of given lengths between signs.</summary>
    public static KeyCheck Parts(char sign, params int[] lengths) => body =>
    {
        var rest = body;
        foreach (var length in lengths)
        {
            var end = rest.IndexOf(sign);
            if ((end < 0 ? rest.Length : end) != length) return false;
            rest = end < 0 ? [] : rest[(end + 1)..];
        }

        return rest.IsEmpty;
    };

    /// <summary>A check for a text that every key of the format has.</summary>
    public static KeyCheck Has(string part) => body => body.Contains(part, StringComparison.Ordinal);

    /// <summary>Whether the body is a UUID.</summary>
    public static bool IsUuid(ReadOnlySpan<char> body) => Guid.TryParseExact(body, "D", out _);

    private static uint Crc(uint crc, ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            crc ^= (byte)c;
            for (var bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ ((crc & 1) * Polynomial);
        }

        return crc;
    }
}
