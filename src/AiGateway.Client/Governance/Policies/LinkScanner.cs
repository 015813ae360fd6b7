using System.Buffers;
using System.Net;
using AiGateway.Client.Redaction;

namespace AiGateway.Client.Governance.Policies;

/// <summary>Finds addresses in Markdown, HTML and plain text, as browsers read them: one slash or none, backslashes, line breaks between quotes, character references.</summary>
internal sealed class LinkScanner(UrlHosts hosts)
{
    private const int MaxHost = 512;

    private static readonly string[] Starts =
    [
        "https:", "http:", "wss:", "ws:", "ftp:", "javascript:", "vbscript:", "data:text", "www.", "//", "\\\\", "/\\", "\\/",
        "=", "&#", "&colon;", "&sol;", "&bsol;", "&period;", "&tab;", "&newline;",
    ];

    private static readonly SearchValues<string> Search = SearchValues.Create(Starts, StringComparison.OrdinalIgnoreCase);
    private static readonly SearchValues<char> TokenEnds = SearchValues.Create(" \t\r\n<>\"`)]'|");
    private static readonly SearchValues<char> TokenStarts = SearchValues.Create(" \t\r\n<>\"`(['=|");
    private static readonly SearchValues<char> HostEnds = SearchValues.Create("/\\?# <>\"`\t\r\n");
    private static readonly SearchValues<char> Escaped = SearchValues.Create("!$%&'()*+,-.:;=@_`{}~");
    private static readonly int LongestStart = Starts.Max(start => start.Length);

    /// <summary>Finds the next address.</summary>
    /// <param name="text">The text.</param>
    /// <param name="position">Where to look; then where to go on.</param>
    /// <param name="link">The address.</param>
    public bool TryFind(ReadOnlySpan<char> text, ref int position, out FoundLink link)
    {
        while (position < text.Length && text[position..].IndexOfAny(Search) is >= 0 and var next)
        {
            var start = position + next;
            if (Read(text, start, out link))
            {
                // In a value that is still open there can be others.
                position = link.IsForbidden || text[start] != '=' ? Math.Max(link.End, start + 1) : start + 1;
                return true;
            }

            // Of references the whole address was read. Where no host is, another may begin inside.
            position = text[start] == '&' ? Math.Max(link.End, start + 1) : start + 1;
        }

        position = text.Length;
        link = default;
        return false;
    }

    /// <summary>Finds where the end of a text begins that could be the beginning of an address.</summary>
    public static int PartialStart(ReadOnlySpan<char> text)
    {
        for (var start = Math.Max(0, text.Length - LongestStart); start < text.Length; start++)
        {
            foreach (var known in Starts)
            {
                if (known.AsSpan().StartsWith(text[start..], StringComparison.OrdinalIgnoreCase))
                {
                    // What is before a reference is a part of the same address.
                    return text[start] == '&' ? text[..start].LastIndexOfAny(TokenStarts) + 1 : start;
                }
            }
        }

        return text.Length;
    }

    /// <summary>Tells whether there is something in a text that could be a part of an address.</summary>
    public static bool HasStart(ReadOnlySpan<char> text) => text.ContainsAny(Search) || PartialStart(text) < text.Length;

    /// <summary>Tells whether an address, as browsers read it, is one of another host.</summary>
    public bool Forbids(ReadOnlySpan<char> address)
    {
        var position = 0;
        return TryFindDecoded(address, ref position, out var link) && link.Start == 0 && link.IsForbidden;
    }

    private bool Read(ReadOnlySpan<char> text, int start, out FoundLink link) => text[start] switch
    {
        '=' => LinkAttributes.TryRead(this, text, start, out link),
        '&' => ReadReferences(text, start, out link),
        '/' or '\\' => ReadHost(text, start, start, named: false, out link),
        _ when text[start..].StartsWith("www.", StringComparison.OrdinalIgnoreCase) => ReadHost(text, start, start, named: false, out link),
        _ => ReadScheme(text, start, out link),
    };

    private bool ReadScheme(ReadOnlySpan<char> text, int start, out FoundLink link)
    {
        var after = start + text[start..].IndexOf(':') + 1;
        if (text[start] is 'h' or 'H' or 'w' or 'W' or 'f' or 'F')
        {
            return ReadHost(text, start, after, named: true, out link);
        }

        // A script or a document in an address; in prose a space follows.
        var end = End(text, after);
        link = new FoundLink(start, end, IsForbidden: true, IsOpen: end == text.Length);
        return after == text.Length || !char.IsWhiteSpace(text[after]);
    }

    private bool ReadHost(ReadOnlySpan<char> text, int start, int after, bool named, out FoundLink link)
    {
        link = default;
        if (!named && start > 0 && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] is '/' or '\\' or '.' or '-' or '_' or '~' or '%'))
        {
            return false;
        }

        var begin = after;
        while (begin < text.Length && text[begin] is '/' or '\\')
        {
            begin++;
        }

        var host = TakeHost(text, begin, out var end);
        if (!IsHost(host, named && begin > after))
        {
            link = new FoundLink(start, end, IsForbidden: false, IsOpen: true);
            return end == text.Length;
        }

        if (end - begin <= MaxHost && hosts.Allows(host) && !GoesOn(text, end))
        {
            link = new FoundLink(start, end, IsForbidden: false, IsOpen: end == text.Length || (text[end] == '\\' && end + 1 == text.Length));
            return true;
        }

        var last = End(text, begin + host.Length);
        link = new FoundLink(start, last, IsForbidden: true, IsOpen: end == text.Length || last == text.Length);
        return true;
    }

    // Markdown takes the backslash away, where others read it as the end of the host.
    private static bool GoesOn(ReadOnlySpan<char> text, int end) => end + 1 < text.Length && text[end] == '\\' && Escaped.Contains(text[end + 1]);

    // The longest reading: a bracket that ends the address for one reader is a part of the host for another.
    private static string TakeHost(ReadOnlySpan<char> text, int begin, out int end)
    {
        var rest = text[begin..Math.Min(text.Length, begin + MaxHost + 1)];
        var length = rest.IndexOfAny(HostEnds);
        end = begin + (length < 0 ? rest.Length : length);
        return text[begin..end].TrimEnd(")],;.!'*_:}|").ToString();
    }

    private static bool IsHost(string host, bool marked) =>
        host.Length > 0 && (marked || host.Contains('.', StringComparison.Ordinal) || host.Contains('%', StringComparison.Ordinal) || host.Contains('@', StringComparison.Ordinal))
        && (char.IsLetterOrDigit(host[0]) || host[0] is '[' or '%' or '@' or '-' or '_' or '&' || host[0] > '\u007F');

    // Renderers decode references before they read an address.
    private bool ReadReferences(ReadOnlySpan<char> text, int start, out FoundLink link)
    {
        var begin = text[..start].LastIndexOfAny(TokenStarts) + 1;
        var end = End(text, start);
        var decoded = Decode(text[begin..end]);
        var (position, forbidden) = (0, false);
        while (!forbidden && TryFindDecoded(decoded, ref position, out var inner))
        {
            forbidden = inner.IsForbidden;
        }

        link = new FoundLink(begin, end, forbidden, IsOpen: end == text.Length);
        return forbidden || end == text.Length;
    }

    private bool TryFindDecoded(ReadOnlySpan<char> text, ref int position, out FoundLink link)
    {
        while (TryFindPlain(text, ref position, out var start))
        {
            position = start + 1;
            if (Read(text, start, out link))
            {
                return true;
            }
        }

        link = default;
        return false;
    }

    private static bool TryFindPlain(ReadOnlySpan<char> text, ref int position, out int start)
    {
        for (start = position; start < text.Length && text[start..].IndexOfAny(Search) is >= 0 and var next;)
        {
            start += next;
            if (text[start] is not ('&' or '='))
            {
                return true;
            }

            start++;
        }

        return false;
    }

    /// <summary>Takes references and line breaks out.</summary>
    public static string Decode(ReadOnlySpan<char> text) => WebUtility.HtmlDecode(text.ToString())
        .Replace("&colon;", ":", StringComparison.OrdinalIgnoreCase).Replace("&sol;", "/", StringComparison.OrdinalIgnoreCase)
        .Replace("&bsol;", "\\", StringComparison.OrdinalIgnoreCase).Replace("&period;", ".", StringComparison.OrdinalIgnoreCase)
        .Replace("&tab;", "", StringComparison.OrdinalIgnoreCase).Replace("&newline;", "", StringComparison.OrdinalIgnoreCase)
        .Replace("\t", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal);

    private static int End(ReadOnlySpan<char> text, int from) => text[from..].IndexOfAny(TokenEnds) is >= 0 and var end ? from + end : text.Length;
}
