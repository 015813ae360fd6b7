namespace AiGateway.Client.Redaction.Secrets;

/// <summary>Where a key can begin in text, code and what was escaped for a URL or JSON.</summary>
internal static class TokenEdge
{
    /// <summary>Whether nothing before <paramref name="at"/> joins on: a key is not the rest of a word.</summary>
    /// <remarks>Reading on from what a key's own characters join would also make hostile text costly.</remarks>
    public static bool IsStart(ReadOnlySpan<char> text, int at)
    {
        if (at == 0 || !Joins(text[at - 1])) return true;
        if (text[at - 1] is '_' or '-') return at == 1 || !Joins(text[at - 2]);
        return IsEscape(text[Math.Max(0, at - 6)..at]);
    }

    private static bool Joins(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-';

    /// <summary>Whether an escape sequence ends the text: <c>\n</c>, <c>%3D</c>, <c>\u0022</c>.</summary>
    private static bool IsEscape(ReadOnlySpan<char> before)
    {
        if (before is [.., '\\', 'n' or 'r' or 't' or 'b' or 'f']) return true;
        if (before is [.., '%', var high, var low] && char.IsAsciiHexDigit(high) && char.IsAsciiHexDigit(low)) return true;
        return before is ['\\', 'u', '0', '0', var third, var fourth] && char.IsAsciiHexDigit(third) && char.IsAsciiHexDigit(fourth);
    }
}
