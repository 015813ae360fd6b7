namespace AiGateway.Client.Caching.Semantic.Gates;

/// <summary>Finds the words whose first letters an acronym is made of.</summary>
internal static class Initials
{
    public static bool AreIn(string acronym, ReadOnlySpan<ContentWord> words, out int start)
    {
        for (start = 0; start + acronym.Length <= words.Length; start++)
        {
            var matched = 0;
            while (matched < acronym.Length && words[start + matched].Text[0] == acronym[matched])
            {
                matched++;
            }

            if (matched == acronym.Length)
            {
                return true;
            }
        }

        return false;
    }
}
