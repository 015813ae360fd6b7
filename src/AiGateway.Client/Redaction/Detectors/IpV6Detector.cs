namespace AiGateway.Client.Redaction.Detectors;

/// <summary>IPv6 addresses with zone and prefix length; a scope operator of a programming language or a slice is left alone.</summary>
internal sealed class IpV6Detector() : AnchorDetector(EntityNames.IpAddress, ":")
{
    private static readonly ContextWords Nearby = new("ipv6", "unspecified", "address", "bind", "listen", "ip");

    public override bool CanFollow(char sign, char before) => char.IsAsciiHexDigit(before) || !char.IsAsciiLetter(before);

    public override bool CanPrecede(char sign, char after) => after == ':' || char.IsAsciiHexDigit(after);

    public override bool TryFind(ReadOnlySpan<char> text, int anchor, out Detection found)
    {
        found = default;
        if (anchor + 1 == text.Length || text[..anchor].EndsWith("::")) return false;
        var start = TokenStart(text, anchor);
        if (start < 0) return false;
        var length = IpSyntax.ReadV6(text[start..], out var groups);
        if (length == 0) return false;
        var end = start + length;
        if (groups == 0 ? !StandsAlone(text, start, end) : !IsAddress(text, start, end, groups)) return false;
        end += IpSyntax.ReadZone(text[end..]);
        end += IpSyntax.ReadPrefix(text[end..], 128);
        found = At(start, end, groups == 0 ? 0.6 : 0.9);
        return true;
    }

    /// <summary>Where the address of the anchor begins, when the anchor is its first colon.</summary>
    private static int TokenStart(ReadOnlySpan<char> text, int anchor)
    {
        var start = HexStart(text, anchor);
        if (start == 0) return 0;
        var before = text[start - 1];
        if (char.IsAsciiLetterOrDigit(before)) return -1;
        if (before != ':') return before == '.' && start > 1 && char.IsAsciiLetterOrDigit(text[start - 2]) ? -1 : start;
        return IsLabel(text, start - 1) ? start : -1;
    }

    /// <summary>Whether the colon ends a word that is not a group of an address.</summary>
    private static bool IsLabel(ReadOnlySpan<char> text, int colon)
    {
        var start = HexStart(text, colon);
        if (start > 0 && char.IsAsciiLetterOrDigit(text[start - 1])) return true;
        return start == colon && (colon == 0 || text[colon - 1] != ':');
    }

    private static int HexStart(ReadOnlySpan<char> text, int end)
    {
        var start = end;
        while (start > 0 && end - start < 4 && char.IsAsciiHexDigit(text[start - 1])) start--;
        return start;
    }

    private static bool IsAddress(ReadOnlySpan<char> text, int start, int end, int groups)
    {
        var value = text[start..end];
        if (groups < 3 && !value.ContainsAnyInRange('0', '9')) return false;
        return groups > 2 || !IsSlice(text, start) || value.ContainsAnyExceptInRange('0', ':');
    }

    /// <summary>Whether an index into a variable begins here, as in <c>items[::2]</c>.</summary>
    private static bool IsSlice(ReadOnlySpan<char> text, int start) =>
        start > 1 && text[start - 1] == '[' && (char.IsAsciiLetterOrDigit(text[start - 2]) || text[start - 2] is '_' or ')' or ']');

    /// <summary>The unspecified address stands behind a sign, or ends its line; between two spaces it is an operator.</summary>
    private static bool StandsAlone(ReadOnlySpan<char> text, int start, int end)
    {
        var before = start == 0 ? '\n' : text[start - 1];
        var after = end == text.Length ? '\n' : text[end];
        if (IsSlice(text, start)) return false;
        if (before is '=' or '[' or '(' or '"' or '\'') return after is not (':' or '_') && !char.IsAsciiLetterOrDigit(after);
        return before is ' ' or '\n' && (after is '\n' or '\r' or ',' or ';' || (after == ' ' && Nearby.IsNear(text, start, end)) || (after == '/' && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1])));
    }
}
