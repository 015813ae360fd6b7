using AiGateway.Client.Redaction.Identifiers;

namespace AiGateway.Client.Redaction.Detectors;

/// <summary>Dates and times as numbers (ISO 8601 and national orders), and dates with the name of a month in five languages.</summary>
internal sealed class DateTimeDetector() : WordDetector(EntityNames.DateTime, new WordShape(WordKind.Number, 1, 4), new WordShape(WordKind.Mixed, 3, 6))
{
    private static readonly HashSet<string> Months = new(
        ("january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec " +
         "januar februar marz mai juni juli oktober dezember okt dez janvier fevrier mars avril juin juillet aout septembre octobre novembre decembre " +
         "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre").Split(' '),
        StringComparer.Ordinal);

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Names = Months.GetAlternateLookup<ReadOnlySpan<char>>();

    public override bool TryFind(in TextWord word, out Detection found)
    {
        found = default;
        if (!word.StartsClean) return false;
        var text = word.Text;
        var first = Digits(text, word.Start);
        if (first is 0 or 3) return false;
        var (start, end) = Numeric(text, word.Start, first);
        if (end == 0) (start, end) = Named(text, word.Start, first);
        if (end == 0 || !word.EndsClean(end)) return false;
        found = At(start, end, 0.6);
        return true;
    }

    private static (int Start, int End) Numeric(ReadOnlySpan<char> text, int start, int first)
    {
        var position = start + first;
        if (position < text.Length && text[position] == ':') return (start, TimeEnd(text, start));
        if (position + 1 >= text.Length || text[position] is not ('-' or '/' or '.')) return default;
        var second = Digits(text, position + 1);
        var third = position + 1 + second;
        var (a, b) = (Number(text, start, first), Number(text, position + 1, second));
        if (first <= 2 && second == 4 && text[position] != '.') return a is >= 1 and <= 12 && IsYear(b) ? (start, third) : default;
        if (second is < 1 or > 2 || third >= text.Length || text[third] != text[position]) return default;
        var last = Digits(text, third + 1);
        var c = Number(text, third + 1, last);
        var end = third + 1 + last;
        var isDate = first == 4 ? last is 1 or 2 && IsYear(a) && IsDayAndMonth(b, c) : last is 2 or 4 && (last == 2 || IsYear(c)) && IsDayAndMonth(a, b);
        return isDate ? (start, WithTime(text, end)) : default;
    }

    private static (int Start, int End) Named(ReadOnlySpan<char> text, int start, int first)
    {
        if (first > 2 || Number(text, start, first) is < 1 or > 31) return default;
        var position = start + first;
        if (position + 1 < text.Length && text[position..] is ['s', 't', ..] or ['n', 'd', ..] or ['r', 'd', ..] or ['t', 'h', ..]) position += 2;
        var before = start - 1;
        if (before > 0 && text[before] == '.') before--;
        var behind = position;
        while (behind < text.Length && behind - position < 2 && text[behind] is ' ' or '.') behind++;
        if (text[behind..].StartsWith("de ", StringComparison.OrdinalIgnoreCase)) behind += 3;
        var name = MonthLength(text[behind..]);
        if (name > 0) return (start, YearEnd(text, behind + name));
        var from = before;
        while (from > 0 && before - from < 12 && char.IsLetter(text[from - 1])) from--;
        return before > 0 && text[before] == ' ' && from < before && MonthLength(text[from..before]) == before - from ? (from, YearEnd(text, position)) : default;
    }

    private static int MonthLength(ReadOnlySpan<char> text)
    {
        Span<char> folded = stackalloc char[12];
        var length = 0;
        for (; length < text.Length && char.IsLetter(text[length]); length++)
        {
            if (length == folded.Length) return 0;
            folded[length] = LetterFolding.Fold(text[length]);
        }

        return Names.Contains(folded[..length]) ? length : 0;
    }

    private static int YearEnd(ReadOnlySpan<char> text, int end)
    {
        var position = end;
        while (position < text.Length && position - end < 2 && text[position] is ' ' or ',' or '.') position++;
        if (text[position..].StartsWith("de ", StringComparison.OrdinalIgnoreCase)) position += 3;
        var digits = Digits(text, position);
        return position > end && digits == 4 && IsYear(Number(text, position, digits)) ? position + digits : end;
    }

    private static int WithTime(ReadOnlySpan<char> text, int end)
    {
        if (end + 4 >= text.Length || text[end] is not ('T' or 't' or ' ')) return end;
        var time = TimeEnd(text, end + 1);
        return time == 0 ? end : time;
    }

    /// <summary>Behind hours and minutes, and what else there is: seconds, fractions, a zone; 0 when there is no time.</summary>
    private static int TimeEnd(ReadOnlySpan<char> text, int start)
    {
        var hours = Digits(text, start);
        var position = start + hours;
        if (hours is < 1 or > 2 || Number(text, start, hours) > 24 || position >= text.Length || text[position] != ':') return 0;
        if (Digits(text, position + 1) != 2 || Number(text, position + 1, 2) > 59) return 0;
        position += 3;
        if (position < text.Length && text[position] == ':' && Digits(text, position + 1) == 2) position += 3;
        if (position < text.Length && text[position] is '.' or ',' && Digits(text, position + 1) is var fraction and >= 1) position += 1 + fraction;
        if (position < text.Length && text[position] is 'Z' or 'z') return position + 1;
        var isZone = position + 2 < text.Length && text[position] is '+' or '-' && Digits(text, position + 1) is 2 or 4;
        if (!isZone) return position;
        position += 1 + Digits(text, position + 1);
        return position < text.Length && text[position] == ':' && Digits(text, position + 1) == 2 ? position + 3 : position;
    }

    private static bool IsDayAndMonth(int a, int b) => a >= 1 && b >= 1 && a <= 31 && b <= 31 && Math.Min(a, b) <= 12;

    private static bool IsYear(int year) => year is >= 1000 and <= 2999;

    /// <summary>Number of digits, at most nine.</summary>
    private static int Digits(ReadOnlySpan<char> text, int start)
    {
        var end = start;
        while (end < text.Length && end - start < 9 && char.IsAsciiDigit(text[end])) end++;
        return end - start;
    }

    private static int Number(ReadOnlySpan<char> text, int start, int digits) => Checks.Number(text.Slice(start, digits));
}
