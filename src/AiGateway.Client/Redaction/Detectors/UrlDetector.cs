using System.Buffers;
using System.Collections.Frozen;

namespace AiGateway.Client.Redaction.Detectors;

/// <summary>Addresses with a scheme (RFC 3986), and bare host names under common top-level domains.</summary>
internal sealed class UrlDetector() : AnchorDetector(EntityNames.Url, ":.")
{
    private const int MaxHost = 253;
    private const int MaxUrl = 2048;

    private static readonly SearchValues<char> Ends = SearchValues.Create(" \t\r\n\"'<>`{}|\\^\u00A0\u3000");

    private static readonly FrozenSet<string> TopLevels = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        [.. ("com org net edu gov mil int info biz io ai app dev cloud online site tech store shop blog news xyz eu ac co me tv uk us ca au nz ie de at ch li fr be nl lu es pt it gr cy mt dk se no fi is " +
            "ee lv lt pl cz sk hu ro bg hr si rs ba ua ru kz tr il ae sa eg ma ng ke za in pk lk sg my th vn ph jp kr cn hk tw br ar cl co mx pe uy ve ec").Split(' ').Distinct()]);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> TopLevel = TopLevels.GetAlternateLookup<ReadOnlySpan<char>>();

    public override bool TryFind(ReadOnlySpan<char> text, int anchor, out Detection found)
    {
        found = default;
        var (start, end) = text[anchor] == ':' ? WithScheme(text, anchor) : Bare(text, anchor);
        if (end == 0) return false;
        found = At(start, end, text[anchor] == ':' ? 0.9 : 0.6);
        return true;
    }

    private static (int Start, int End) WithScheme(ReadOnlySpan<char> text, int anchor)
    {
        if (!text[anchor..].StartsWith("://") || anchor + 3 == text.Length || !char.IsLetterOrDigit(text[anchor + 3])) return default;
        var start = anchor;
        while (start > 0 && anchor - start < 16 && (char.IsAsciiLetterOrDigit(text[start - 1]) || text[start - 1] is '+' or '-' or '.')) start--;
        while (start < anchor && !char.IsAsciiLetter(text[start])) start++;
        return start == anchor ? default : (start, End(text, anchor + 3));
    }

    /// <summary>A host is looked at where it has its first dot.</summary>
    private static (int Start, int End) Bare(ReadOnlySpan<char> text, int anchor)
    {
        var start = anchor;
        while (start > 0 && anchor - start < 63 && IsLabel(text[start - 1])) start--;
        if (start == anchor || (start > 0 && text[start - 1] is '.' or '@' or '/' or '_' or '-')) return default;
        var end = anchor;
        while (end < text.Length && end - start <= MaxHost && (IsLabel(text[end]) || (text[end] == '.' && end + 1 < text.Length && IsLabel(text[end + 1])))) end++;
        var host = text[start..end];
        var last = host.LastIndexOf('.');
        if (last < 1 || (end < text.Length && text[end] is '@' or '_') || !TopLevel.Contains(host[(last + 1)..]) || host[..last].EndsWith("-")) return default;
        return (start, end < text.Length && text[end] is '/' or '?' or ':' ? End(text, end) : end);
    }

    private static int End(ReadOnlySpan<char> text, int from)
    {
        var window = text[from..Math.Min(text.Length, from + MaxUrl)];
        var length = window.IndexOfAny(Ends);
        return from + (length < 0 ? window : window[..length]).TrimEnd(".,;:!?)]*").Length;
    }

    private static bool IsLabel(char value) => char.IsAsciiLetterOrDigit(value) || value == '-';
}
