namespace AiGateway.Client.Redaction.Detectors;

/// <summary>A maximal run of ASCII letters and digits that has a digit, with the text around it.</summary>
internal readonly ref struct TextWord(
    ReadOnlySpan<char> text, int start, int end, WordKind kind, ReadOnlySpan<DigitGroup> groups, ReadOnlySpan<byte> digits, Span<ContextMemo> memos)
{
    public readonly ReadOnlySpan<char> Text = text;

    private const int MaxField = 48;

    // The longest number with its separators, and as far as words behind it are looked for.
    private const int Ahead = 80;

    /// <summary>The groups of digits that begin here, when the word is a number that may go on or has seven digits.</summary>
    public readonly ReadOnlySpan<DigitGroup> Groups = groups;

    /// <summary>Values of the digits of all groups, 0 to 9.</summary>
    public readonly ReadOnlySpan<byte> Digits = digits;

    /// <summary>What is known about the words around, by list of words.</summary>
    public readonly Span<ContextMemo> Memos = memos;

    public int Start { get; } = start;

    public int End { get; } = end;

    public WordKind Kind { get; } = kind;

    public int Length => End - Start;

    public ReadOnlySpan<char> Value => Text[Start..End];

    /// <summary>Whether the text is short and has no letters, as the field of a form: there can be no word nearby.</summary>
    public bool IsField => Text.Length <= MaxField && !Text.ContainsAnyInRange('A', 'Z') && !Text.ContainsAnyInRange('a', 'z');

    /// <summary>Whether the first groups have these lengths and one kind of separator.</summary>
    public bool Has(ReadOnlySpan<int> lengths)
    {
        if (Groups.Length < lengths.Length) return false;
        for (var i = 0; i < lengths.Length; i++)
        {
            if (Groups[i].Length != lengths[i] || (i > 1 && Groups[i].Separator != Groups[1].Separator)) return false;
        }

        return true;
    }

    /// <summary>Whether there can be a word nearby that tells what the number is, or the text is a field of a form.</summary>
    public bool MayBeNamed => Text.Length <= MaxField || Text[Math.Max(0, Start - ContextWords.Before)..Math.Min(Text.Length, Start + Ahead)].ContainsAnyInRange('A', 'z');

    /// <summary>Whether nothing that belongs to the number stands before its first digit.</summary>
    public bool StartsClean => !Boundary.ContinuesBefore(Text, Start);

    /// <summary>Whether nothing that belongs to the number stands behind it.</summary>
    public bool EndsClean(int end) => !Boundary.ContinuesAfter(Text, end);
}
