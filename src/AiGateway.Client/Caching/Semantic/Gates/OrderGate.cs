namespace AiGateway.Client.Caching.Semantic.Gates;

/// <summary>Stops questions in which two things have changed their parts.</summary>
internal static class OrderGate
{
    public static bool Stops(Question asked, Question stored, ContentDifference difference, bool isEvened)
    {
        if (isEvened)
        {
            return false;
        }

        return IsExchanged(asked, stored, WordRole.To) || IsExchanged(asked, stored, WordRole.From) || IsExchanged(asked, stored, WordRole.Than)
            || IsExchanged(asked, stored, WordRole.By) || IsExchanged(asked, stored, WordRole.Instead)
            || IsExchanged(asked, stored, WordRole.Before) || IsExchanged(asked, stored, WordRole.After)
            || IsTurned(asked, stored) || IsTurned(stored, asked)
            || (difference.OnlyAsked.Count == 0 && difference.OnlyStored.Count == 0 && IsSwapped(asked, stored));
    }

    /// <summary>Whether each question gives a part to a word that has no such part in the other.</summary>
    public static bool IsExchanged(Question asked, Question stored, WordRole role) =>
        !AreSymmetric(asked, stored) && FindMoved(asked, stored, role) >= 0 && FindMoved(stored, asked, role) >= 0;

    /// <summary>Whether one says that A is before B, and the other that B is after A.</summary>
    public static bool IsInverse(Question asked, Question stored) => IsInverseOf(asked, stored) || IsInverseOf(stored, asked);

    private static bool IsInverseOf(Question asked, Question stored)
    {
        var before = Array.FindIndex(asked.Content, static word => word.Role is WordRole.Before);
        var after = Array.FindIndex(stored.Content, static word => word.Role is WordRole.After);
        return before >= 0 && after >= 0 && asked.Content[before].Key != stored.Content[after].Key
            && Place(stored.Content, asked.Content[before]) >= 0 && Place(asked.Content, stored.Content[after]) >= 0;
    }

    // From here in one, to here in the other.
    private static bool IsTurned(Question asked, Question stored)
    {
        foreach (var word in asked.Content)
        {
            if (word.Role is WordRole.From && Place(stored.Content, word) is var place and >= 0 && stored.Content[place].Role is WordRole.To && !AreSymmetric(asked, stored))
            {
                return true;
            }
        }

        return false;
    }

    private static int FindMoved(Question from, Question other, WordRole role)
    {
        for (var i = 0; i < from.Content.Length; i++)
        {
            if (from.Content[i].Role == role && Place(other.Content, from.Content[i]) is var place and >= 0 && other.Content[place].Role != role)
            {
                return i;
            }
        }

        return -1;
    }

    private static int Place(ContentWord[] words, in ContentWord word)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (ContentDifference.IsSame(words[i], word))
            {
                return i;
            }
        }

        return -1;
    }

    // X M Y in one, Y M X in the other, and the same around them.
    private static bool IsSwapped(Question asked, Question stored)
    {
        ReadOnlySpan<ContentWord> left = asked.Content, right = stored.Content;
        if (left.Length != right.Length || !asked.IsSentence || !stored.IsSentence)
        {
            return false;
        }

        var start = 0;
        while (start < left.Length && IsEqual(left[start], right[start]))
        {
            start++;
        }

        var end = left.Length;
        while (end > start && IsEqual(left[end - 1], right[end - 1]))
        {
            end--;
        }

        left = left[start..end];
        right = right[start..end];
        for (var first = 1; first < left.Length; first++)
        {
            for (var last = 1; last <= left.Length - first && last <= 4 && first <= 4; last++)
            {
                if (AreEqual(left[..first], right[^first..]) && AreEqual(left[^last..], right[..last]) && AreEqual(left[first..^last], right[last..^first]))
                {
                    return Means(left[first..^last], left[^last], right[^first], asked, stored);
                }
            }
        }

        return false;
    }

    private static bool Means(ReadOnlySpan<ContentWord> middle, in ContentWord second, in ContentWord secondStored, Question asked, Question stored)
    {
        if (AreSymmetric(asked, stored))
        {
            return false;
        }

        if (middle.IsEmpty)
        {
            // Without a word between them only numbers have parts: what percentage of 40 is 8.
            return second.Link == secondStored.Link && !AreJoining(second.Link, asked.Language)
                && (second.Link.Length > 0 || (second.Has(ContentFlags.Fact) && secondStored.Has(ContentFlags.Fact)));
        }

        return second.Link == secondStored.Link && !(middle.Length == 1 && middle[0].Has(ContentFlags.Symmetric));
    }

    private static bool AreJoining(string link, QuestionLanguage language)
    {
        foreach (var word in link.Split(' '))
        {
            if (word is "," or "&" or "+" or "*" || Lexicon.Of(language).Find(word).Has(WordFlags.Joining))
            {
                return true;
            }
        }

        return false;
    }

    private static bool AreSymmetric(Question asked, Question stored) => asked.IsSymmetric && stored.IsSymmetric;

    private static bool IsEqual(in ContentWord left, in ContentWord right) => ContentDifference.IsSame(left, right);

    private static bool AreEqual(ReadOnlySpan<ContentWord> left, ReadOnlySpan<ContentWord> right)
    {
        for (var i = 0; i < left.Length; i++)
        {
            if (i >= right.Length || !IsEqual(left[i], right[i]))
            {
                return false;
            }
        }

        return left.Length == right.Length;
    }
}
