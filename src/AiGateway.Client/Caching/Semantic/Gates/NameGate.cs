namespace AiGateway.Client.Caching.Semantic.Gates;

/// <summary>Stops questions about different things: a name that only one has, or one noun in the place of another.</summary>
internal static class NameGate
{
    private const int LongestReplacement = 2;

    public static bool Stops(ContentDifference difference) =>
        difference.OnlyAsked.Exists(static word => word.Has(ContentFlags.Name))
        || difference.OnlyStored.Exists(static word => word.Has(ContentFlags.Name))
        || IsReplaced(difference);

    // One or two nouns in the place of one, and the same before or behind.
    private static bool IsReplaced(ContentDifference difference)
    {
        var (asked, stored) = (difference.OnlyAsked, difference.OnlyStored);
        if (asked.Count is 0 or > LongestReplacement || stored.Count is 0 or > LongestReplacement || asked.Count + stored.Count > LongestReplacement + 1
            || !asked[0].Has(ContentFlags.Noun) || !stored[0].Has(ContentFlags.Noun) || (asked[0].Has(ContentFlags.Comparing) && stored[0].Has(ContentFlags.Comparing)))
        {
            return false;
        }

        var (left, right) = (difference.Asked.Content, difference.Stored.Content);
        var (leftStart, rightStart) = (Array.IndexOf(left, asked[0]), Array.IndexOf(right, stored[0]));
        var (leftEnd, rightEnd) = (Array.LastIndexOf(left, asked[^1]), Array.LastIndexOf(right, stored[^1]));
        return leftEnd - leftStart == asked.Count - 1 && rightEnd - rightStart == stored.Count - 1
            && (AreSame(left, leftStart - 1, right, rightStart - 1) || AreSame(left, leftEnd + 1, right, rightEnd + 1));
    }

    private static bool AreSame(ContentWord[] left, int leftPlace, ContentWord[] right, int rightPlace)
    {
        var (leftIsIn, rightIsIn) = (leftPlace >= 0 && leftPlace < left.Length, rightPlace >= 0 && rightPlace < right.Length);
        return leftIsIn && rightIsIn ? ContentDifference.IsSame(left[leftPlace], right[rightPlace]) : leftIsIn == rightIsIn;
    }
}
