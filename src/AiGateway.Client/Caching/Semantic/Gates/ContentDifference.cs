namespace AiGateway.Client.Caching.Semantic.Gates;

/// <summary>The words that only one of two questions has.</summary>
internal sealed class ContentDifference
{
    private const int MaxWords = 64;

    public ContentDifference(Question asked, Question stored)
    {
        (Asked, Stored) = (asked, stored);
        OnlyAsked = Find(asked, stored);
        OnlyStored = Find(stored, asked);
        DropInitials(OnlyAsked, OnlyStored, asked, stored);
        DropInitials(OnlyStored, OnlyAsked, stored, asked);
    }

    public Question Asked { get; }

    public Question Stored { get; }

    public List<ContentWord> OnlyAsked { get; }

    public List<ContentWord> OnlyStored { get; }

    /// <summary>Whether two words are forms of one, or mean the same, or one is misspelt.</summary>
    public static bool IsSame(in ContentWord left, in ContentWord right)
    {
        if (left.Key == right.Key || left.Text == right.Text)
        {
            return true;
        }

        var isName = left.Has(ContentFlags.Name) || right.Has(ContentFlags.Name);
        return isName ? IsPlural(left.Text, right.Text) || IsMisspelt(left.Text, right.Text, 8) : HaveOneStem(left.Text, right.Text) || IsMisspelt(left.Text, right.Text, 6);
    }

    private static List<ContentWord> Find(Question from, Question other)
    {
        List<ContentWord> only = [];
        var words = from.Content.AsSpan(0, Math.Min(from.Content.Length, MaxWords));
        for (var i = 0; i < words.Length; i++)
        {
            if (!words[i].Has(ContentFlags.Fact) && !IsIn(words[i], other) && !IsPartOfJoined(words, i, other))
            {
                only.Add(words[i]);
            }
        }

        return only;
    }

    private static bool IsIn(in ContentWord word, Question other)
    {
        foreach (var theirs in other.Content.AsSpan(0, Math.Min(other.Content.Length, MaxWords)))
        {
            if (IsSame(word, theirs))
            {
                return true;
            }
        }

        return other.Words.Contains($" {word.Text} ", StringComparison.Ordinal);
    }

    // Power Point, PowerPoint
    private static bool IsPartOfJoined(ReadOnlySpan<ContentWord> words, int place, Question other) =>
        (place > 0 && other.Words.Contains($" {words[place - 1].Text}{words[place].Text} ", StringComparison.Ordinal))
        || (place + 1 < words.Length && other.Words.Contains($" {words[place].Text}{words[place + 1].Text} ", StringComparison.Ordinal))
        || (words[place].Text.Length > 5 && AreNeighbours(words[place].Text, other.Content));

    private static bool AreNeighbours(string joined, ContentWord[] words)
    {
        for (var i = 1; i < words.Length; i++)
        {
            if (joined.Length == words[i - 1].Text.Length + words[i].Text.Length
                && joined.StartsWith(words[i - 1].Text, StringComparison.Ordinal) && joined.EndsWith(words[i].Text, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static void DropInitials(List<ContentWord> only, List<ContentWord> others, Question from, Question other)
    {
        only.RemoveAll(word => word.Has(ContentFlags.Acronym) && (Drop(word.Text, others, other) || (word.Text is "usa" or "nyc" && Drop(word.Text[..2], others, other))));
        foreach (var identifier in from.Identifiers)
        {
            Drop(identifier.Prefix ?? "", others, other);
        }
    }

    private static bool Drop(string initials, List<ContentWord> others, Question other)
    {
        if (initials.Length < 2 || !Initials.AreIn(initials, other.Content, out var start))
        {
            return false;
        }

        others.RemoveAll(word => Array.IndexOf(other.Content, word, start, initials.Length) >= 0);
        return true;
    }

    private static bool IsPlural(string left, string right) =>
        Math.Abs(left.Length - right.Length) == 1 && (left.Length > right.Length ? left == right + "s" : right == left + "s");

    private static bool HaveOneStem(string left, string right)
    {
        var common = left.AsSpan().CommonPrefixLength(right);
        if (common >= 4 && common == Math.Min(left.Length, right.Length))
        {
            // specs, specifications
            return true;
        }

        return common >= 5 && left.Length - common <= 4 && right.Length - common <= 4 && Math.Max(left.Length, right.Length) - common <= common - 1;
    }

    private static bool IsMisspelt(string left, string right, int shortest)
    {
        if (Math.Min(left.Length, right.Length) < shortest || Math.Abs(left.Length - right.Length) > 1)
        {
            return false;
        }

        var start = left.AsSpan().CommonPrefixLength(right);
        var leftRest = left.AsSpan(start);
        var rightRest = right.AsSpan(start);
        return start > 0 && (leftRest.Length == rightRest.Length
            ? leftRest[1..].SequenceEqual(rightRest[1..]) || (leftRest.Length > 1 && leftRest[0] == rightRest[1] && leftRest[1] == rightRest[0] && leftRest[2..].SequenceEqual(rightRest[2..]))
            : leftRest.Length > rightRest.Length ? leftRest[1..].SequenceEqual(rightRest) : rightRest[1..].SequenceEqual(leftRest));
    }
}
