namespace AiGateway.Client.Redaction.Detectors;

/// <summary>Looks at a number and what is beside it.</summary>
internal static class NumberTraits
{
    private const int ShortestBare = 7;

    public static WordTraits Of(ReadOnlySpan<char> text, int start, int end)
    {
        var traits = WordTraits.None;
        if (start > 2 && char.IsAsciiLetter(text[start - 2]) && char.IsAsciiLetter(text[start - 3])) traits |= WordTraits.LettersBefore;
        var behind = end < text.Length ? text[end] : '\0';
        if (behind == '.' && !(start > 1 && text[start - 1] == '.' && char.IsAsciiLetterOrDigit(text[start - 2]))) traits |= WordTraits.DotBehind;
        if (Boundary.ContinuesBefore(text, start)) return traits;
        traits |= WordTraits.StartsClean;
        return end - start >= ShortestBare || PhoneShape.IsMark(behind) ? traits | WordTraits.GoesOn : traits;
    }

    public static WordTraits Of(ReadOnlySpan<DigitGroup> groups, int digits)
    {
        var first = groups[0].Length;
        var second = groups.Length > 1 ? groups[1].Length : 0;
        var third = groups.Length > 2 ? groups[2].Length : 0;
        var traits = digits < 12 ? WordTraits.None : WordTraits.TwelveDigits;
        if (first == 9 || (first == 5 && second == 4) || (first == 3 && (second == 6 || (second == 2 && third == 4)))) traits |= WordTraits.NineDigits;
        return first == 10 || (first == 3 && second == 3 && third == 4) ? traits | WordTraits.TenDigits : traits;
    }
}
