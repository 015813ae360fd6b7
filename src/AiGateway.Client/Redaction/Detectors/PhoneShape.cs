namespace AiGateway.Client.Redaction.Detectors;

/// <summary>How a telephone number is written: its groups of digits, its marks and where it ends.</summary>
internal ref struct PhoneShape(Span<int> groups)
{
    public const int MaxGroups = 8;
    private const int MaxDigits = 17;

    private readonly Span<int> _groups = groups;
    private int _count;

    public readonly ReadOnlySpan<int> Groups => _groups[.._count];

    public int Digits { get; private set; }

    public int End { get; private set; }

    /// <summary>The only kind of separator, <c>?</c> when there are several, NUL when there is none.</summary>
    public char Separator { get; private set; }

    public bool HasBrackets { get; private set; }

    /// <summary>Reads digits from <paramref name="start"/>, which is at a digit, a plus sign or an opening bracket.</summary>
    public void Read(ReadOnlySpan<char> text, int start)
    {
        var position = start;
        var open = false;
        while (_count < MaxGroups && TrySkipMarks(text, ref position, ref open))
        {
            var first = position;
            while (position < text.Length && char.IsAsciiDigit(text[position]) && Digits < MaxDigits)
            {
                position++;
                Digits++;
            }

            if (position == first) return;
            _groups[_count++] = position - first;
            End = position;
        }
    }

    /// <summary>Whether a character may stand between two groups.</summary>
    public static bool IsMark(char value) => value is ' ' or '-' or '(' or ')' or '+' || (value is not ('\0' or ',' or ':' or '\n') && DigitRun.Separator(value) != '\0');

    /// <summary>Takes back the last groups, so that <paramref name="count"/> are left.</summary>
    public void Keep(ReadOnlySpan<char> text, int start, int count)
    {
        (_count, Digits) = (count, 0);
        foreach (var length in Groups) Digits += length;
        var left = Digits;
        for (End = start; left > 0; End++)
        {
            if (char.IsAsciiDigit(text[End])) left--;
        }
    }

    /// <summary>Steps over at most three marks between two groups; none may follow a digit directly that is not a separator or a bracket.</summary>
    private bool TrySkipMarks(ReadOnlySpan<char> text, ref int position, ref bool open)
    {
        var from = position;
        var (separator, brackets) = (Separator, HasBrackets);
        while (position < text.Length && position - from < 3 && !char.IsAsciiDigit(text[position]))
        {
            var mark = text[position];
            if (mark == '+' && position != 0 && _count > 0) return false;
            if (mark is '(' or ')')
            {
                if (open == (mark == '(')) return false;
                (open, brackets) = (!open, true);
            }
            else if (mark != '+' && !TryNote(DigitRun.Separator(mark), ref separator))
            {
                return false;
            }

            position++;
        }

        if (position == text.Length || !char.IsAsciiDigit(text[position]) || (position == from && _count > 0)) return false;
        (Separator, HasBrackets) = (separator, brackets);
        return true;
    }

    private readonly bool TryNote(char mark, ref char separator)
    {
        if (mark == '\0' || _count == 0) return false;
        separator = separator == '\0' || separator == mark ? mark : '?';
        return true;
    }
}
