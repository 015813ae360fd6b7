using System.Buffers;

namespace AiGateway.Client.Redaction.Detectors;

/// <summary>E-mail addresses, found at the sign between mailbox and domain (RFC 5321, RFC 6531, RFC 5890).</summary>
internal sealed class EmailDetector() : AnchorDetector(EntityNames.EmailAddress, "@")
{
    private const int MaxLocal = 64;
    private const int MaxDomain = 255;
    private const int MaxLabel = 63;

    private static readonly SearchValues<char> Local = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789$%'+-^_~.");

    public override bool CanFollow(char sign, char before) => before == '"' || (before != '.' && IsLocal(before));

    public override bool CanPrecede(char sign, char after) => after == '[' || IsLabel(after);

    public override bool TryFind(ReadOnlySpan<char> text, int anchor, out Detection found)
    {
        found = default;
        if (anchor == 0 || anchor + 1 == text.Length) return false;
        var end = DomainEnd(text, anchor + 1);
        if (end == 0) return false;
        var start = LocalStart(text, anchor);
        if (start == anchor || IsCredential(text, start)) return false;
        found = At(start, end, 1.0);
        return true;
    }

    /// <summary>Where the mailbox begins; at the anchor when there is none.</summary>
    private static int LocalStart(ReadOnlySpan<char> text, int anchor)
    {
        if (text[anchor - 1] == '"') return QuotedStart(text, anchor);
        var limit = Math.Max(0, anchor - MaxLocal - 1);
        var wide = IsUnspaced(text[anchor - 1]);
        var start = anchor;
        while (start > limit && IsLocal(text[start - 1]) && IsUnspaced(text[start - 1]) == wide) start--;
        if (anchor - start > MaxLocal || text[anchor - 1] == '.') return anchor;
        while (start < anchor && text[start] is '.' or '\'') start++;
        var doubled = text[start..anchor].LastIndexOf("..");
        return doubled < 0 ? start : start + doubled + 2;
    }

    private static int QuotedStart(ReadOnlySpan<char> text, int anchor)
    {
        var window = text[Math.Max(0, anchor - MaxLocal)..(anchor - 1)];
        var quote = window.LastIndexOfAny('"', '\n');
        var start = anchor - 1 - window.Length + quote;
        return quote < 0 || text[start] != '"' || anchor - start < 3 || (start > 0 && char.IsLetterOrDigit(text[start - 1])) ? anchor : start;
    }

    /// <summary>Behind the last label that can be a top-level domain, or 0 when there is no domain.</summary>
    private static int DomainEnd(ReadOnlySpan<char> text, int start)
    {
        if (text[start] == '[') return LiteralEnd(text, start);
        var (end, position, labels) = (0, start, 0);
        var limit = Math.Min(text.Length, start + MaxDomain + 1);
        while (position < limit)
        {
            var label = LabelLength(text[position..limit]);
            if (label is 0 or > MaxLabel || position + label > start + MaxDomain) break;
            labels++;
            var top = labels > 1 ? TopLength(text.Slice(position, label)) : 0;
            if (top > 0) end = position + top;
            position += label;
            if (top != 0 && top != label) break;
            if (position + 1 >= limit || text[position] is not ('.' or '\u3002')) break;
            position++;
        }

        return end;
    }

    /// <summary>An address in square brackets.</summary>
    private static int LiteralEnd(ReadOnlySpan<char> text, int start)
    {
        var rest = text[(start + 1)..];
        if (rest.StartsWith("IPv6:", StringComparison.OrdinalIgnoreCase)) rest = rest[5..];
        var length = IpSyntax.ReadV4(rest);
        if (length == 0) length = IpSyntax.ReadV6(rest, out _);
        var end = text.Length - rest.Length + length;
        return length > 0 && end < text.Length && text[end] == ']' ? end + 1 : 0;
    }

    private static int LabelLength(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || !IsLabel(text[0])) return 0;
        var length = 1;
        while (length < text.Length && length <= MaxLabel && (IsLabel(text[length]) || text[length] == '-')) length++;
        while (text[length - 1] == '-') length--;
        return length;
    }

    /// <summary>How much of a label is a top-level domain: letters of one kind, or punycode.</summary>
    private static int TopLength(ReadOnlySpan<char> label)
    {
        var length = 0;
        if (label.Length > 4 && label.StartsWith("xn--", StringComparison.OrdinalIgnoreCase))
        {
            while (length < label.Length && char.IsAscii(label[length])) length++;
            return length;
        }

        var wide = IsUnspaced(label[0]);
        while (length < label.Length && !char.IsDigit(label[length]) && label[length] != '-' && IsUnspaced(label[length]) == wide) length++;
        if (length < 2) return 0;
        return length == label.Length || !char.IsAsciiDigit(label[length]) ? length : 0;
    }

    /// <summary>Whether what looks like a mailbox is the password of a URL.</summary>
    private static bool IsCredential(ReadOnlySpan<char> text, int start)
    {
        if (start < 4 || text[start - 1] != ':') return false;
        var window = text[Math.Max(0, start - MaxLocal)..(start - 1)];
        var stop = window.LastIndexOfAny('/', ' ', '\n');
        return stop > 1 && window[..(stop + 1)].EndsWith("://") && stop + 1 < window.Length;
    }

    /// <summary>Whether a mailbox goes on; the rarer signs of RFC 5322 are left out, for they separate mailboxes in URLs and assignments.</summary>
    private static bool IsLocal(char c) => char.IsAscii(c)
        ? Local.Contains(c)
        : char.IsLetterOrDigit(c) || char.IsSurrogate(c);

    private static bool IsLabel(char c) => char.IsAscii(c) ? char.IsAsciiLetterOrDigit(c) : char.IsLetterOrDigit(c) || c is '\u200C' or '\u200D' || IsMark(c);

    private static bool IsMark(char c) => char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark;

    /// <summary>Whether the character belongs to a script that is written without spaces, so that a word beside it may be part of a sentence.</summary>
    private static bool IsUnspaced(char c) => c is (>= '\u0E00' and <= '\u0EFF') or (>= '\u1000' and <= '\u109F') or (>= '\u1780' and <= '\u17FF') or (>= '\u2E80' and <= '\uD7FF') or (>= '\uF900' and <= '\uFAFF');
}
