namespace AiGateway.Client.Redaction.Detectors;

/// <summary>Groups of digits with one separator between each: how people write card, account and telephone numbers.</summary>
internal ref struct DigitRun(Span<byte> digits, Span<DigitGroup> groups)
{
    public const int MaxDigits = 24;
    public const int MaxGroups = 10;

    private readonly Span<byte> _digits = digits;
    private readonly Span<DigitGroup> _groups = groups;
    private int _groupCount;
    private int _digitCount;

    public readonly ReadOnlySpan<DigitGroup> Groups => _groups[.._groupCount];

    /// <summary>Values of the digits of all groups, 0 to 9.</summary>
    public readonly ReadOnlySpan<byte> Digits => _digits[.._digitCount];

    /// <summary>Reads the run whose first digit is at <paramref name="start"/>; stops at the limits.</summary>
    public void Read(ReadOnlySpan<char> text, int start)
    {
        (_groupCount, _digitCount) = (0, 0);
        var position = start;
        var separator = '\0';
        while (_groupCount < MaxGroups)
        {
            var first = position;
            while (position < text.Length && char.IsAsciiDigit(text[position]) && _digitCount < MaxDigits)
            {
                _digits[_digitCount++] = (byte)(text[position++] - '0');
            }

            _groups[_groupCount++] = new DigitGroup(first, position - first, separator);
            if (position + 1 >= text.Length || _digitCount == MaxDigits || !char.IsAsciiDigit(text[position + 1])) return;
            separator = Separator(text[position++]);
            if (separator == '\0') return;
        }
    }

    /// <summary>Whether the first groups have these lengths and one kind of separator.</summary>
    public readonly bool Has(ReadOnlySpan<int> lengths)
    {
        if (_groupCount < lengths.Length) return false;
        for (var i = 0; i < lengths.Length; i++)
        {
            if (_groups[i].Length != lengths[i] || (i > 1 && _groups[i].Separator != _groups[1].Separator)) return false;
        }

        return true;
    }

    /// <summary>The kind of a separator, or NUL when the character is none.</summary>
    public static char Separator(char value) => value switch
    {
        ' ' or '\u00A0' or '\u2007' or '\u2009' or '\u202F' => ' ',
        '-' or '\u2010' or '\u2011' or '\u2012' or '\u2013' => '-',
        '.' or '/' => value,
        _ => '\0',
    };
}
