namespace AiGateway.Client.Redaction.Detectors;

/// <summary>United States Medicare beneficiary identifiers: eleven characters, with or without dashes after the fourth and the seventh.</summary>
/// <remarks>Positions follow the format of the Centers for Medicare and Medicaid Services; the letters S, L, O, I, B and Z are not used.</remarks>
internal sealed class UsMbiDetector() : WordDetector(EntityNames.UsMbi, new WordShape(WordKind.Mixed, 4, 4), new WordShape(WordKind.Mixed, 11, 11))
{
    private const int Length = 11;

    // C: 1-9, A: a letter, N: a digit, B: either.
    private const string Positions = "CABNABNAANN";

    private static readonly ContextWords Nearby = new("mbi", "medicare", "beneficiary");

    public override bool TryFind(in TextWord word, out Detection found)
    {
        found = default;
        var dashed = word.Length == 4;
        var end = word.Start + Length + (dashed ? 2 : 0);
        if (end > word.Text.Length || !Boundary.IsWord(word.Text, word.Start, end)) return false;
        var value = word.Text[word.Start..end];
        if (!Matches(value, dashed)) return false;
        if (!dashed && value.ContainsAnyInRange('a', 'z') && !Nearby.IsNear(word, word.Start, end)) return false;
        found = At(word.Start, end, dashed ? 0.8 : 0.6);
        return true;
    }

    private static bool Matches(ReadOnlySpan<char> value, bool dashed)
    {
        if (dashed && (DigitRun.Separator(value[4]) is not ('-' or ' ') || value[8] != value[4])) return false;
        for (var i = 0; i < Length; i++)
        {
            var c = value[dashed ? i + (i > 6 ? 2 : i > 3 ? 1 : 0) : i];
            if (!Fits(Positions[i], c)) return false;
        }

        return true;
    }

    private static bool Fits(char position, char value) => position switch
    {
        'C' => value is >= '1' and <= '9',
        'N' => char.IsAsciiDigit(value),
        'A' => IsLetter(value),
        _ => char.IsAsciiDigit(value) || IsLetter(value),
    };

    private static bool IsLetter(char value) => char.IsAsciiLetter(value) && !"SLOIBZ".Contains(char.ToUpperInvariant(value));
}
