namespace AiGateway.Client.Redaction.Detectors;

/// <summary>Payment cards: 12 to 19 digits in the groups that cards are printed in, with a valid Luhn digit.</summary>
/// <remarks>Other groups, issuers that are not known and numbers that are a valid bar code too need a word such as "card" nearby.</remarks>
internal sealed class CreditCardDetector() : WordDetector(EntityNames.CreditCard, new WordShape(WordKind.Number, 3, 19, WordTraits.TwelveDigits | WordTraits.StartsClean))
{
    private static readonly ContextWords Nearby = new("card", "credit", "debit", "visa", "mastercard", "maestro", "amex", "discover", "diners", "jcb", "unionpay", "pan", "cc", "cvv", "cvc");

    public override bool TryFind(in TextWord word, out Detection found)
    {
        found = default;
        var groups = word.Groups;

        // What only a word nearby could make a card of is not worth its sum without one.
        var named = word.MayBeNamed && (word.IsField || Nearby.MayBeNear(word, word.Start));
        if (!named && groups[0].Length < 12 && groups[0].Length is not (4 or 6 or 8)) return false;
        var total = 0;
        for (var i = 0; i < groups.Length && total < 19; i++)
        {
            if (i > 1 && groups[i].Separator != groups[1].Separator) break;
            total += groups[i].Length;
            if (total is < 12 or > 19) continue;
            var score = Score(word, word.Digits[..total], groups[..(i + 1)], named);
            if (score > found.Score) found = At(word.Start, groups[i].End, score);
        }

        return found.Score > 0 && !Boundary.IsInUuid(word.Text, word.Start, word.End);
    }

    private static double Score(in TextWord word, ReadOnlySpan<byte> digits, ReadOnlySpan<DigitGroup> groups, bool named)
    {
        var end = groups[^1].End;
        var printed = IsPrinted(groups);
        var known = CardIssuers.IsKnown(digits);
        if (!(known && printed) && ((!printed && HasShortGroup(groups)) || (!known && digits.Length < 13) || !named)) return 0;
        if (!Luhn.IsValid(digits) || !word.EndsClean(end) || digits.IndexOfAnyExcept(digits[0]) < 0) return 0;
        if (known && printed && !Luhn.IsGtin(digits)) return groups.Length is 1 or 4 ? 1.0 : 0.95;
        return (known && word.IsField) || Nearby.IsNear(word, word.Start, end) ? 0.8 : 0;
    }

    private static bool HasShortGroup(ReadOnlySpan<DigitGroup> groups)
    {
        foreach (var group in groups)
        {
            if (group.Length < 3) return true;
        }

        return false;
    }

    /// <summary>One group, or groups of four to six with a shorter or equal last one.</summary>
    private static bool IsPrinted(ReadOnlySpan<DigitGroup> groups)
    {
        if (groups.Length == 1) return true;
        if (groups is [{ Length: 4 }, { Length: 6 }, { Length: 4 or 5 }] or [{ Length: 6 }, { Length: 13 }] or [{ Length: 8 }, { Length: 8 or 11 }]) return true;
        for (var i = 0; i < groups.Length - 1; i++)
        {
            if (groups[i].Length != 4) return false;
        }

        return groups[^1].Length <= 4;
    }
}
