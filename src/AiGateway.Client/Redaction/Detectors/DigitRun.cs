namespace AiGateway.Client.Redaction.Detectors;

/// <summary>Groups of digits with one separator between each: how people write card, account and telephone numbers.</summary>
/// <remarks>Reads far ahead, so that the groups of a long list are read once and not again for each of them.</remarks>
internal ref struct DigitRun(Span<byte> digits, Span<DigitGroup> groups)
{
    public const int MaxDigits = 192;
    public const int MaxGroups = 96;

    // No number has more.
    private const int LongestDigits = 24;
    private const int LongestGroups = 10;

    private readonly Span<byte> _digits = digits;
    private readonly Span<DigitGroup> _groups = groups;
    private int _groupCount;
    private int _digitCount;
    private int _firstGroup;
    private int _firstDigit;
    private bool _isCut;
    private bool _isList;

    /// <summary>The first group and what follows: ten groups or 24 digits, if there are so many.</summary>
    public readonly ReadOnlySpan<DigitGroup> Groups => _groups[_firstGroup.._groupCount];

    /// <summary>Values of the digits of all groups, 0 to 9.</summary>
    public readonly ReadOnlySpan<byte> Digits => _digits[_firstDigit.._digitCount];

    /// <summary>Reads the run whose first digit is at <paramref name="start"/>; stops at the limits.</summary>
    public void Read(ReadOnlySpan<char> text, int start)
    {
        if (TryMoveTo(start)) return;
        (_groupCount, _digitCount, _firstGroup, _firstDigit, _isCut, _isList) = (0, 0, 0, 0, false, true);
        var position = start;
        var separator = '\0';
        while (_groupCount < MaxGroups)
        {
            var first = position;
            while (position < text.Length && _digitCount < MaxDigits && char.IsAsciiDigit(text[position])) _digits[_digitCount++] = (byte)(text[position++] - '0');
            _groups[_groupCount++] = new DigitGroup(first, position - first, separator);
            _isList &= position - first <= 3 && text[first] != '0' && separator != '.';
            _isCut = _digitCount == MaxDigits || _groupCount == MaxGroups;
            if (_isCut || position + 1 >= text.Length || !char.IsAsciiDigit(text[position + 1])) return;
            separator = Separator(text[position++]);
            if (separator == '\0') return;
        }
    }

    /// <summary>Where to go on in a long list of short numbers, none of which can begin anything; 0 to look at each.</summary>
    /// <remarks>Without a letter around them, a zero in front or a sign before, nothing is found at groups of at most three digits. The last groups are left, for they may go on.</remarks>
    public readonly int SkipList(ReadOnlySpan<char> text)
    {
        if (!_isList || _groupCount <= 2 * LongestGroups || _firstGroup > 0) return 0;
        var (first, last) = (_groups[0], _groups[_groupCount - 1]);
        if (first.Start > 0 && text[first.Start - 1] is '+' or '(') return 0;
        var around = text[Math.Max(0, first.Start - ContextWords.Before)..Math.Min(text.Length, last.End + ContextWords.Before)];
        return around.ContainsAnyInRange('A', 'z') ? 0 : _groups[_groupCount - LongestGroups].Start;
    }

    /// <summary>The kind of a separator, or NUL when the character is none.</summary>
    public static char Separator(char value) => value switch
    {
        ' ' or '\u00A0' or '\u2007' or '\u2009' or '\u202F' => ' ',
        '-' or '\u2010' or '\u2011' or '\u2012' or '\u2013' => '-',
        '.' or '/' => value,
        _ => '\0',
    };

    private bool TryMoveTo(int start)
    {
        while (_firstGroup < _groupCount && _groups[_firstGroup].Start < start) _firstDigit += _groups[_firstGroup++].Length;
        if (_firstGroup == _groupCount || _groups[_firstGroup].Start != start) return false;
        return !_isCut || _digitCount - _firstDigit >= LongestDigits || _groupCount - _firstGroup >= LongestGroups;
    }
}
