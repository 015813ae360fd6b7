namespace AiGateway.Client.Redaction.Detectors;

/// <summary>Where a number or a code begins and ends.</summary>
internal static class Boundary
{
    /// <summary>Whether a word character, or a dash or dot that joins digits, stands before <paramref name="start"/>.</summary>
    public static bool ContinuesBefore(ReadOnlySpan<char> text, int start)
    {
        if (start == 0) return false;
        var before = text[start - 1];
        if (char.IsAsciiLetterOrDigit(before)) return true;
        return before is '-' or '.' && start > 1 && char.IsAsciiDigit(text[start - 2]);
    }

    /// <summary>Whether a word character, or a dash or dot that joins digits, stands at <paramref name="end"/>.</summary>
    public static bool ContinuesAfter(ReadOnlySpan<char> text, int end)
    {
        if (end == text.Length) return false;
        var after = text[end];
        if (char.IsAsciiLetterOrDigit(after)) return true;
        return after is '-' or '.' && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1]);
    }

    public static bool IsWord(ReadOnlySpan<char> text, int start, int end) =>
        (start == 0 || !char.IsAsciiLetterOrDigit(text[start - 1])) && (end == text.Length || !char.IsAsciiLetterOrDigit(text[end]));

    /// <summary>Whether the word is one of the five groups of a UUID.</summary>
    public static bool IsInUuid(ReadOnlySpan<char> text, int start, int end) => (end - start) switch
    {
        8 => IsUuid(text, start),
        4 => IsUuid(text, start - 9) || IsUuid(text, start - 14) || IsUuid(text, start - 19),
        12 => IsUuid(text, start - 24),
        _ => false,
    };

    private static bool IsUuid(ReadOnlySpan<char> text, int start)
    {
        if (start < 0 || start + 36 > text.Length) return false;
        var candidate = text.Slice(start, 36);
        for (var i = 0; i < candidate.Length; i++)
        {
            if (i is 8 or 13 or 18 or 23 ? candidate[i] != '-' : !char.IsAsciiHexDigit(candidate[i])) return false;
        }

        return true;
    }
}
