namespace AiGateway.Client.Redaction.Detectors;

/// <summary>Machine-readable zones of passports and cards (ICAO 9303): two lines of 44 or 36 characters, or three of 30, with valid check digits.</summary>
/// <remarks>The line with the numbers is found without the one with the name, where a text has only that.</remarks>
internal sealed class MrzDetector() : AnchorDetector(EntityNames.Mrz, "<")
{
    private const int LongestLine = 44;

    public override bool TryFind(ReadOnlySpan<char> text, int anchor, out Detection found)
    {
        found = default;
        var start = anchor;
        while (start > 0 && anchor - start <= LongestLine && IsLetterOrDigit(text[start - 1])) start--;
        // Another filler before this one: the line was looked at there.
        if (start > 0 && (text[start - 1] == '<' || char.IsAsciiLetterLower(text[start - 1]))) return false;
        var length = LineLength(text, start);
        var end = length switch
        {
            44 or 36 => TwoLines(text, start, length),
            30 => ThreeLines(text, start),
            _ => 0,
        };
        if (end == 0) return false;
        found = At(start, end, 1.0);
        return true;
    }

    private static int TwoLines(ReadOnlySpan<char> text, int start, int length)
    {
        if (IsNumbers(text.Slice(start, length))) return start + length;
        var second = NextLine(text, start + length);
        return second > 0 && LineLength(text, second) == length && IsNumbers(text.Slice(second, length)) ? second + length : 0;
    }

    private static int ThreeLines(ReadOnlySpan<char> text, int start)
    {
        var second = NextLine(text, start + 30);
        if (second == 0 || LineLength(text, second) != 30) return 0;
        var first = text.Slice(start, 30);
        var numbers = text.Slice(second, 30);
        if (!Holds(numbers[..6], numbers[6]) || !Holds(numbers[8..14], numbers[14])) return 0;
        Span<char> all = stackalloc char[25 + 7 + 7 + 11];
        first[5..].CopyTo(all);
        numbers[..7].CopyTo(all[25..]);
        numbers[8..15].CopyTo(all[32..]);
        numbers[18..29].CopyTo(all[39..]);
        if (!Holds(all, numbers[29])) return 0;
        var third = NextLine(text, second + 30);
        return third > 0 && LineLength(text, third) == 30 ? third + 30 : second + 30;
    }

    /// <summary>Document number, birth, expiry and, in passports, all of them together.</summary>
    private static bool IsNumbers(ReadOnlySpan<char> line)
    {
        if (!Holds(line[..9], line[9]) || !Holds(line[13..19], line[19]) || !Holds(line[21..27], line[27])) return false;
        Span<char> all = stackalloc char[LongestLine];
        line[..10].CopyTo(all);
        line[13..20].CopyTo(all[10..]);
        line[21..^1].CopyTo(all[17..]);
        return Holds(all[..(17 + line.Length - 22)], line[^1]);
    }

    /// <summary>Weights 7, 3 and 1; letters count from 10, fillers nothing.</summary>
    private static bool Holds(ReadOnlySpan<char> value, char check)
    {
        var sum = 0;
        for (var i = 0; i < value.Length; i++)
        {
            var number = value[i] == '<' ? 0 : char.IsAsciiDigit(value[i]) ? value[i] - '0' : value[i] - 'A' + 10;
            sum += number * (i % 3 == 0 ? 7 : i % 3 == 1 ? 3 : 1);
        }

        return check == (char)('0' + (sum % 10));
    }

    private static int LineLength(ReadOnlySpan<char> text, int start)
    {
        var end = start;
        while (end < text.Length && end - start <= LongestLine && (text[end] == '<' || IsLetterOrDigit(text[end]))) end++;
        return end - start;
    }

    /// <summary>Where the next line begins; 0 when none follows.</summary>
    private static int NextLine(ReadOnlySpan<char> text, int end)
    {
        var start = end;
        while (start < text.Length && start - end < 3 && text[start] is '\r' or '\n' or ' ') start++;
        return start > end ? start : 0;
    }

    private static bool IsLetterOrDigit(char value) => char.IsAsciiDigit(value) || char.IsAsciiLetterUpper(value);
}
