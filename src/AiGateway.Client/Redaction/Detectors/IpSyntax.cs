namespace AiGateway.Client.Redaction.Detectors;

/// <summary>Strict parsers of addresses: each gives the length of the address at the start of a text, or 0.</summary>
internal static class IpSyntax
{
    private const int MaxZone = 32;

    /// <summary>Four decimal octets (RFC 791).</summary>
    public static int ReadV4(ReadOnlySpan<char> text)
    {
        var position = 0;
        for (var octet = 0; octet < 4; octet++)
        {
            if (octet > 0 && (position >= text.Length || text[position++] != '.')) return 0;
            var first = position;
            var value = 0;
            while (position < text.Length && position - first < 4 && char.IsAsciiDigit(text[position])) value = (value * 10) + (text[position++] - '0');
            if (position == first || position - first > 3 || value > 255) return 0;
        }

        return position;
    }

    /// <summary>Eight groups, fewer with one <c>::</c>, the last two perhaps as an IPv4 address (RFC 4291).</summary>
    public static int ReadV6(ReadOnlySpan<char> text, out int groups)
    {
        groups = 0;
        var compressed = text.StartsWith("::");
        var position = compressed ? 2 : 0;
        while (position < text.Length && groups < 8)
        {
            var length = HexLength(text[position..]);
            if (length == 0) break;
            if (length > 4) return 0;
            if (IsDotted(text, position + length))
            {
                var v4 = ReadV4(text[position..]);
                if (v4 == 0) return 0;
                (groups, position) = (groups + 2, position + v4);
                break;
            }

            (groups, position) = (groups + 1, position + length);
            if (!TryReadColons(text, ref position, ref compressed)) break;
        }

        return IsComplete(groups, compressed) && !Continues(text, position) ? position : 0;
    }

    /// <summary>A zone behind a percent sign (RFC 4007).</summary>
    public static int ReadZone(ReadOnlySpan<char> text)
    {
        if (text.Length < 2 || text[0] != '%') return 0;
        var length = 1;
        while (length < text.Length && length <= MaxZone && (char.IsAsciiLetterOrDigit(text[length]) || text[length] is '_' or '-')) length++;
        return length > 1 ? length : 0;
    }

    /// <summary>The length of a prefix behind a slash (RFC 4632).</summary>
    public static int ReadPrefix(ReadOnlySpan<char> text, int maximum)
    {
        if (text.Length < 2 || text[0] != '/') return 0;
        var (length, value) = (1, 0);
        while (length < text.Length && length < 5 && char.IsAsciiDigit(text[length])) value = (value * 10) + (text[length++] - '0');
        var ends = length == text.Length || !(char.IsAsciiLetterOrDigit(text[length]) || text[length] == '/');
        return length is > 1 and < 5 && value <= maximum && ends ? length : 0;
    }

    private static bool TryReadColons(ReadOnlySpan<char> text, ref int position, ref bool compressed)
    {
        if (position + 1 >= text.Length || text[position] != ':') return false;
        if (text[position + 1] == ':')
        {
            if (compressed) return false;
            compressed = true;
            position += 2;
            return true;
        }

        if (!char.IsAsciiHexDigit(text[position + 1])) return false;
        position++;
        return true;
    }

    private static bool IsComplete(int groups, bool compressed) => compressed ? groups <= 7 : groups == 8;

    private static bool Continues(ReadOnlySpan<char> text, int end)
    {
        if (end >= text.Length) return false;
        if (char.IsAsciiLetterOrDigit(text[end])) return true;
        return text[end] is ':' or '.' && end + 1 < text.Length && (char.IsAsciiLetterOrDigit(text[end + 1]) || text[end + 1] == ':');
    }

    private static int HexLength(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && length < 5 && char.IsAsciiHexDigit(text[length])) length++;
        return length;
    }

    private static bool IsDotted(ReadOnlySpan<char> text, int position) =>
        position + 1 < text.Length && text[position] == '.' && char.IsAsciiDigit(text[position + 1]);
}
