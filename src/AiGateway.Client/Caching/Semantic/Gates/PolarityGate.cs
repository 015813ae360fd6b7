namespace AiGateway.Client.Caching.Semantic.Gates;

/// <summary>Stops questions of which one denies or reverses what the other asks.</summary>
internal static class PolarityGate
{
    private static readonly string[] Denials = ["un", "dis", "non", "in", "im", "ir", "il", "de", "des", "mis", "miss", "mal", "anti"];

    public static SemanticGate Compare(Question asked, Question stored, ContentDifference difference, bool isExchanged)
    {
        if (!isExchanged && HasOpposites(asked, stored))
        {
            return SemanticGate.Opposite;
        }

        var isReversed = HasConflict(asked, stored, denies: true) || HasDenied(difference);
        if (((asked.Negations + stored.Negations) & 1) == (isReversed ? 1 : 0))
        {
            return SemanticGate.None;
        }

        // What does not work fails.
        var denying = asked.Negations > stored.Negations ? stored : asked;
        return !isReversed && denying.IsFailing ? SemanticGate.None : SemanticGate.Negation;
    }

    /// <summary>Whether the two are on different sides of a pair that no negation turns round.</summary>
    public static bool HasOpposites(Question asked, Question stored) => HasConflict(asked, stored, denies: false);

    private static bool HasConflict(Question asked, Question stored, bool denies)
    {
        foreach (var opposition in asked.Oppositions)
        {
            if (opposition.Denies == denies && HasOtherSide(stored, opposition) && !IsOn(stored, opposition) && !HasSharedSide(asked, stored, opposition.Group))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasOtherSide(Question question, Opposition opposition) =>
        Array.Exists(question.Oppositions, theirs => theirs.Group == opposition.Group && theirs.Side != opposition.Side);

    private static bool IsOn(Question question, Opposition opposition) => Array.IndexOf(question.Oppositions, opposition) >= 0;

    private static bool HasSharedSide(Question asked, Question stored, string group) =>
        Array.Exists(asked.Oppositions, ours => ours.Group == group && IsOn(stored, ours));

    // happy, unhappy; careful, careless
    private static bool HasDenied(ContentDifference difference)
    {
        foreach (var left in difference.OnlyAsked)
        {
            foreach (var right in difference.OnlyStored)
            {
                if (IsDenial(left.Text, right.Text) || IsDenial(right.Text, left.Text))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool IsDenial(string denied, string word)
    {
        foreach (var prefix in Denials)
        {
            if (word.Length > 3 && denied.StartsWith(prefix, StringComparison.Ordinal) && HasOneStem(denied[prefix.Length..], word))
            {
                return true;
            }
        }

        return denied.EndsWith("less", StringComparison.Ordinal) && word.StartsWith(denied[..^4], StringComparison.Ordinal) && word.EndsWith("ful", StringComparison.Ordinal);
    }

    private static bool HasOneStem(string left, string right) => left == right || (left.Length > 3 && WordStem.Of(left) == WordStem.Of(right));
}
