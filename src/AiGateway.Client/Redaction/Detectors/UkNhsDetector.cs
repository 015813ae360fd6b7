namespace AiGateway.Client.Redaction.Detectors;

/// <summary>United Kingdom NHS numbers: ten digits, mod 11; a bare one needs a word nearby, or a text without words.</summary>
internal sealed class UkNhsDetector() : WordDetector(
    EntityNames.UkNhs,
    new(WordKind.Number, 3, 3, WordTraits.TenDigits | WordTraits.StartsClean),
    new(WordKind.Number, 10, 10, WordTraits.TenDigits | WordTraits.StartsClean))
{
    private static readonly ContextWords Nearby = new("nhs", "national health service", "patient", "health number");
    private static readonly ContextWords Telephone = new("phone", "telephone", "tel", "call", "mobile", "cell", "fax", "sms", "dial");

    public override bool TryFind(in TextWord word, out Detection found)
    {
        found = default;
        var grouped = word.Has([3, 3, 4]);
        if ((!grouped && !word.Has([10])) || !IsValid(word.Digits)) return false;
        var end = word.Groups[grouped ? 2 : 0].End;
        if (!word.EndsClean(end) || !IsLikely(word, grouped, end)) return false;
        found = At(word.Start, end, grouped ? 0.85 : 0.7);
        return true;
    }

    private static bool IsLikely(in TextWord word, bool grouped, int end)
    {
        if (word.IsField || Nearby.IsNear(word, word.Start, end)) return true;
        if (!grouped || IsAfterBracket(word)) return false;
        // One in eleven telephone numbers of North America has a valid check digit.
        var separator = word.Groups[1].Separator;
        var telephone = word.Digits[0] > 1 && word.Digits[3] > 1;
        return separator is ' ' or '-' && !(telephone && (separator == '-' || Telephone.IsNear(word, word.Start, end)));
    }

    private static bool IsAfterBracket(in TextWord word) => word.Start > 0 && word.Text[word.Start - 1] is '(' or '+';

    private static bool IsValid(ReadOnlySpan<byte> digits)
    {
        var sum = 0;
        for (var i = 0; i < 9; i++) sum += digits[i] * (10 - i);
        var check = 11 - (sum % 11);
        return check != 10 && check % 11 == digits[9] && digits[..10].IndexOfAnyExcept(digits[0]) >= 0;
    }
}
