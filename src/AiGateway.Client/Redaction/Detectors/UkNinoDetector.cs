namespace AiGateway.Client.Redaction.Detectors;

/// <summary>United Kingdom national insurance numbers: two letters, six digits and a letter from A to D.</summary>
/// <remarks>Letters and prefixes that are not allocated follow the National Insurance Manual of HM Revenue and Customs (NIM39110).</remarks>
internal sealed class UkNinoDetector() : WordDetector(
    EntityNames.UkNino,
    new(WordKind.Mixed, 4, 9),
    new(WordKind.Number, 2, 6, WordTraits.LettersBefore))
{
    private const int Length = 9;

    public override bool TryFind(in TextWord word, out Detection found)
    {
        found = default;
        var text = word.Text;
        var start = char.IsAsciiLetter(text[word.Start]) ? word.Start : word.Start - 3;
        if (start < 0 || !IsPrefix(text[start], text[start + 1]) || (start > 0 && char.IsAsciiLetterOrDigit(text[start - 1]))) return false;
        var position = start + 2;
        for (var i = 2; i < Length; i++)
        {
            if (i % 2 == 0 && position < text.Length && DigitRun.Separator(text[position]) is ' ' or '-') position++;
            if (position >= text.Length || !Fits(i, text[position])) return false;
            position++;
        }

        if (position < text.Length && char.IsAsciiLetterOrDigit(text[position])) return false;
        found = At(start, position, 0.85);
        return true;
    }

    private static bool Fits(int index, char value) => index == Length - 1 ? (value | 0x20) is >= 'a' and <= 'd' : char.IsAsciiDigit(value);

    private static bool IsPrefix(char first, char second)
    {
        if (!char.IsAsciiLetter(first) || !char.IsAsciiLetter(second)) return false;
        var (a, b) = (char.ToUpperInvariant(first), char.ToUpperInvariant(second));
        if ("DFIQUV".Contains(a) || "DFIOQUV".Contains(b)) return false;
        return (a, b) is not (('B', 'G') or ('G', 'B') or ('K', 'N') or ('N', 'K') or ('N', 'T') or ('T', 'N') or ('Z', 'Z'));
    }
}
