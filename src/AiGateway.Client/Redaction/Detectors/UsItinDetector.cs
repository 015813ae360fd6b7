namespace AiGateway.Client.Redaction.Detectors;

/// <summary>United States individual taxpayer identification numbers; a bare one needs a word nearby, or a text without words.</summary>
internal sealed class UsItinDetector() : WordDetector(
    EntityNames.UsItin,
    new(WordKind.Number, 3, 3, WordTraits.NineDigits | WordTraits.StartsClean),
    new(WordKind.Number, 5, 5, WordTraits.NineDigits | WordTraits.StartsClean),
    new(WordKind.Number, 9, 9, WordTraits.NineDigits | WordTraits.StartsClean))
{
    private static readonly ContextWords Nearby = new("itin", "taxpayer", "tax id", "tax identification", "individual tax", "tin");

    public override bool TryFind(in TextWord word, out Detection found)
    {
        found = default;
        var groups = word.Has([3, 2, 4]) ? 3 : word.Has([3, 6]) || word.Has([5, 4]) ? 2 : word.Has([9]) ? 1 : 0;
        if (groups == 0 || !SocialSecurityNumbers.IsItin(word.Digits)) return false;
        var end = word.Groups[groups - 1].End;
        if (!word.EndsClean(end) || (word.Length == 5 && FollowsState(word.Text, word.Start))) return false;
        if (groups == 1 && !word.IsField && !Nearby.IsNear(word, word.Start, end)) return false;
        found = At(word.Start, end, groups == 3 ? 0.85 : 0.6);
        return true;
    }

    /// <summary>Whether a state's two capitals stand before, so that the digits are a ZIP code.</summary>
    private static bool FollowsState(ReadOnlySpan<char> text, int start) =>
        start >= 3 && text[start - 1] == ' ' && char.IsAsciiLetterUpper(text[start - 2]) && char.IsAsciiLetterUpper(text[start - 3]);
}
