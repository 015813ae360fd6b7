namespace AiGateway.Client.Redaction.Detectors;

/// <summary>A maximal run of ASCII letters and digits that has a digit, with the text around it.</summary>
internal readonly ref struct TextWord(ReadOnlySpan<char> text, int start, int end, WordKind kind, DigitRun run)
{
    public readonly ReadOnlySpan<char> Text = text;

    private const int MaxField = 48;

    /// <summary>The groups of digits that begin here, when the word is a number of three digits or more.</summary>
    public readonly DigitRun Run = run;

    public int Start { get; } = start;

    public int End { get; } = end;

    public WordKind Kind { get; } = kind;

    public int Length => End - Start;

    public ReadOnlySpan<char> Value => Text[Start..End];

    /// <summary>Whether the text is short and has no letters, as the field of a form: there can be no word nearby.</summary>
    public bool IsField => Text.Length <= MaxField && !Text.ContainsAnyInRange('A', 'Z') && !Text.ContainsAnyInRange('a', 'z');

    /// <summary>Whether nothing that belongs to the number stands before its first digit.</summary>
    public bool StartsClean => !Boundary.ContinuesBefore(Text, Start);

    /// <summary>Whether nothing that belongs to the number stands behind it.</summary>
    public bool EndsClean(int end) => !Boundary.ContinuesAfter(Text, end);
}
