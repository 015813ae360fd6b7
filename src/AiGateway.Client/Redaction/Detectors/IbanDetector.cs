namespace AiGateway.Client.Redaction.Detectors;

/// <summary>International bank account numbers in any case and any grouping (ISO 13616; ISO 7064 mod 97-10).</summary>
internal sealed class IbanDetector() : WordDetector(EntityNames.IbanCode, new WordShape(WordKind.Mixed, 3, 34), new WordShape(WordKind.Number, 1, 30, WordTraits.LettersBefore))
{
    public override bool TryFind(in TextWord word, out Detection found)
    {
        found = default;
        var text = word.Text;
        var start = CountryStart(word);
        if (start < 0 || IbanFormats.Find(text[start], text[start + 1]) is not { } format) return false;
        if (!TryRead(text, start + 2, "nn", out var account, out var check)) return false;
        if (!TryRead(text, account, format, out var end, out var remainder)) return false;
        remainder = Append(Append(remainder, text[start]), text[start + 1]);
        if (((remainder * 100) + check) % 97 != 1 || (end < text.Length && char.IsAsciiLetterOrDigit(text[end]))) return false;
        found = At(start, end, 1.0);
        return true;
    }

    /// <summary>Where the country stands: at the start of the word, or before a separator when the word begins with a digit.</summary>
    private static int CountryStart(in TextWord word)
    {
        var start = char.IsAsciiLetter(word.Text[word.Start]) ? word.Start : word.Start - 3;
        if (start < 0 || !char.IsAsciiLetter(word.Text[start]) || !char.IsAsciiLetter(word.Text[start + 1])) return -1;
        return start > 0 && char.IsAsciiLetterOrDigit(word.Text[start - 1]) ? -1 : start;
    }

    /// <summary>Reads one character of each kind, each perhaps behind a separator, as a number modulo 97.</summary>
    private static bool TryRead(ReadOnlySpan<char> text, int position, string format, out int end, out int remainder)
    {
        (end, remainder) = (0, 0);
        foreach (var kind in format)
        {
            if (position < text.Length && DigitRun.Separator(text[position]) != '\0') position++;
            if (position >= text.Length || !Fits(kind, text[position])) return false;
            remainder = Append(remainder, text[position++]);
        }

        end = position;
        return true;
    }

    private static bool Fits(char kind, char value) => kind switch
    {
        'n' => char.IsAsciiDigit(value),
        'a' => char.IsAsciiLetter(value),
        _ => char.IsAsciiLetterOrDigit(value),
    };

    /// <summary>A letter counts as two digits, 10 for A to 35 for Z.</summary>
    private static int Append(int remainder, char value) => char.IsAsciiDigit(value)
        ? ((remainder * 10) + (value - '0')) % 97
        : ((remainder * 100) + ((value | 0x20) - 'a' + 10)) % 97;
}
