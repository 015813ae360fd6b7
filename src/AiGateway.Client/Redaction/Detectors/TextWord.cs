namespace AiGateway.Client.Redaction.Detectors;

/// <summary>A maximal run of ASCII letters and digits that has a digit, with the text around it.</summary>
internal readonly ref struct TextWord(ReadOnlySpan<char> text, int start, int end, WordKind kind, DigitRun run)
{
    public readonly ReadOnlySpan<char> Text = text;

    private const int MaxMargin = 8;

    /// <summary>The groups of digits that begin here; empty for a mixed word.</summary>
    public readonly DigitRun Run = run;

    public int Start { get; } = start;

    public int End { get; } = end;

    public WordKind Kind { get; } = kind;

    public int Length => End - Start;

    public ReadOnlySpan<char> Value => Text[Start..End];

    /// <summary>Whether the text holds this and white space, as the field of a form does.</summary>
    /// <remarks>Only the white space of a field is looked at, so that the cost does not depend on the text.</remarks>
    public bool IsWholeText(int end) =>
        Start <= MaxMargin && Text.Length - end <= MaxMargin && Text[..Start].IsWhiteSpace() && Text[end..].IsWhiteSpace();

    /// <summary>Whether nothing that belongs to the number stands before its first digit.</summary>
    public bool StartsClean => !Boundary.ContinuesBefore(Text, Start);

    /// <summary>Whether nothing that belongs to the number stands behind it.</summary>
    public bool EndsClean(int end) => !Boundary.ContinuesAfter(Text, end);
}
