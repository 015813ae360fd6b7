using System.Buffers;

namespace AiGateway.Client.Redaction.Secrets;

/// <summary>User name and password in a URL (RFC 3986, section 3.2.1).</summary>
internal sealed class UrlUserInfoDetector() : LiteralDetector("://")
{
    private const int MaxLength = 256;

    private static readonly SearchValues<char> Stops = SearchValues.Create("/?# \t\r\n\"'`<>|\\");

    public override bool TryFind(ReadOnlySpan<char> text, int at, int literalLength, out Detection found)
    {
        found = default;
        if (at == 0 || !char.IsAsciiLetterOrDigit(text[at - 1])) return false;
        var start = at + literalLength;
        var authority = text.Slice(start, Math.Min(MaxLength, text.Length - start));
        var stop = authority.IndexOfAny(Stops);
        if (stop >= 0) authority = authority[..stop];
        var sign = authority.LastIndexOf('@');
        if (sign < 0) return false;
        var colon = authority[..sign].IndexOf(':');
        if (colon < 0 || Placeholder.IsPassword(authority[(colon + 1)..sign])) return false;
        found = At(start, start + sign, 0.95);
        return true;
    }
}
