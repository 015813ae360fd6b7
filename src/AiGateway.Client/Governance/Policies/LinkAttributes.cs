using System.Buffers;

namespace AiGateway.Client.Governance.Policies;

/// <summary>Reads addresses in the quoted values of attributes, from which browsers take line breaks and the blanks before them.</summary>
internal static class LinkAttributes
{
    // What is longer and has not led anywhere is there to hide something.
    private const int MaxLength = 2_048;
    private const int MaxScheme = 32;

    private static readonly SearchValues<char> Breaks = SearchValues.Create("\t\r\n");
    private static readonly SearchValues<char> HostEnds = SearchValues.Create("/\\?#");

    /// <summary>Reads the value behind an equals sign, as far as it is read otherwise there than elsewhere.</summary>
    /// <param name="links">Judges the address.</param>
    /// <param name="text">The text.</param>
    /// <param name="start">The place of the sign.</param>
    /// <param name="link">What must be removed or must wait.</param>
    public static bool TryRead(LinkScanner links, ReadOnlySpan<char> text, int start, out FoundLink link)
    {
        var begin = start + 1;
        while (begin < text.Length && char.IsWhiteSpace(text[begin]))
        {
            begin++;
        }

        var hides = begin - start > MaxLength;
        link = new FoundLink(start + 1, begin, hides, IsOpen: begin == text.Length) { RecognisedFrom = start };
        if (hides || link.IsOpen)
        {
            return true;
        }

        return text[begin] is '"' or '\'' && TryReadQuoted(links, text, start, begin, out link);
    }

    private static bool TryReadQuoted(LinkScanner links, ReadOnlySpan<char> text, int start, int quote, out FoundLink link)
    {
        var begin = quote + 1;
        var value = text[begin..Math.Min(text.Length, begin + MaxLength)];
        var length = value.IndexOf(text[quote]);
        value = length < 0 ? value : value[..length];
        var breaks = value.ContainsAny(Breaks);
        link = new FoundLink(begin, begin + value.Length, IsForbidden: false, IsOpen: length < 0) { RecognisedFrom = start };
        if (length >= 0 && !breaks)
        {
            return false;
        }

        var address = LinkScanner.Decode(value).AsSpan();
        while (address.Length > 0 && address[0] <= ' ')
        {
            address = address[1..];
        }

        if (length < 0 && value.Length < MaxLength && !IsDecided(address))
        {
            return true;
        }

        link = link with { IsForbidden = address.Length == 0 ? value.Length == MaxLength : breaks && links.Forbids(address) };
        return link.IsForbidden;
    }

    // What follows can change nothing: it is no address, or its host is over.
    private static bool IsDecided(ReadOnlySpan<char> address)
    {
        var scheme = 0;
        while (scheme < address.Length && (char.IsAsciiLetterOrDigit(address[scheme]) || address[scheme] is '+' or '-' or '.'))
        {
            scheme++;
        }

        if (scheme == address.Length || address[scheme] == '&')
        {
            return scheme > MaxScheme;
        }

        if (address[scheme] != ':' && (scheme > 0 || !HostEnds.Contains(address[0])))
        {
            return true;
        }

        return address[(address[scheme] == ':' ? scheme + 1 : scheme)..].TrimStart("/\\").ContainsAny(HostEnds);
    }
}
