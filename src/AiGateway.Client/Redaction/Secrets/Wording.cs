namespace AiGateway.Client.Redaction.Secrets;

/// <summary>Tells names that are put together from words from random characters.</summary>
internal static class Wording
{
    private const int LongestNumber = 4;
    private const int ShortestWord = 2;

    /// <summary>Whether every part between signs is a word in one case, or a short number: <c>sk-learn-base-2</c>.</summary>
    public static bool IsWords(ReadOnlySpan<char> value)
    {
        if (value.IndexOfAny(KeyFormat.Signs) < 0) return IsWord(value);
        foreach (var range in value.SplitAny(KeyFormat.Signs))
        {
            if (!IsWord(value[range])) return false;
        }

        return true;
    }

    private static bool IsWord(ReadOnlySpan<char> part)
    {
        if (part.IsEmpty) return true;
        if (!part.ContainsAnyExceptInRange('0', '9')) return part.Length <= LongestNumber;
        part = part.TrimEnd("0123456789");
        if (part.Length < ShortestWord || part.ContainsAnyInRange('0', '9')) return false;
        return !part[1..].ContainsAnyExceptInRange('a', 'z') || (part.Length < 12 && !part.ContainsAnyExceptInRange('A', 'Z'));
    }
}
