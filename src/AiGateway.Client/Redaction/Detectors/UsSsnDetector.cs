namespace AiGateway.Client.Redaction.Detectors;

/// <summary>United States social security numbers: three, two and four digits; nine bare digits, or two groups, only beside a word that says so.</summary>
internal sealed class UsSsnDetector() : WordDetector(
    EntityNames.UsSsn,
    new(WordKind.Number, 3, 3, WordTraits.NineDigits | WordTraits.StartsClean),
    new(WordKind.Number, 5, 5, WordTraits.NineDigits | WordTraits.StartsClean),
    new(WordKind.Number, 9, 9, WordTraits.NineDigits | WordTraits.StartsClean))
{
    private static readonly ContextWords Nearby = new("ssn", "social security", "ssa", "ss#", "ss #", "soc sec");

    public override bool TryFind(in TextWord word, out Detection found)
    {
        found = default;
        var grouped = word.Has([3, 2, 4]);
        if (!grouped && !word.Has([9]) && !word.Has([3, 6]) && !word.Has([5, 4])) return false;
        if (!SocialSecurityNumbers.IsSsn(word.Digits)) return false;
        var end = word.Groups[grouped ? 2 : word.Length == 9 ? 0 : 1].End;
        if (!word.EndsClean(end) || (!grouped && !IsExpected(word, end))) return false;
        found = At(word.Start, end, grouped ? 0.85 : 0.7);
        return true;
    }

    private static bool IsExpected(in TextWord word, int end) => (word.Length < 9 && word.IsField) || Nearby.IsNear(word, word.Start, end);
}
