namespace AiGateway.Client.Redaction.Identifiers;

/// <summary>The words of all lists: one pass over the surroundings of a number tells which lists have a word there, however many lists there are.</summary>
/// <remarks>Words are compared by a hash of 64 bits; a collision would only take a word for another one.</remarks>
internal sealed class ContextVocabulary
{
    private const int Before = 48;
    private const int After = 24;
    private const int MaxWord = 32;
    private const int MaxJoined = 8;
    private const ulong Seed = 14695981039346656037;
    private const ulong Prime = 1099511628211;
    private const int FilterBits = 15;

    private readonly Dictionary<string, int> _topics = new(StringComparer.Ordinal);
    private readonly Dictionary<ulong, List<int>> _words = [];
    private readonly ulong[] _filter = new ulong[1 << (FilterBits - 6)];
    private bool _joins;

    /// <summary>Takes a list of words separated by commas.</summary>
    /// <returns>The number of the list; equal lists have the same.</returns>
    public int Add(string words)
    {
        if (_topics.TryGetValue(words, out var topic)) return topic;
        topic = _topics.Count;
        if (topic == TopicSet.Capacity) throw new InvalidOperationException($"There are more than {TopicSet.Capacity} lists of words; raise TopicSet.Words.");
        _topics.Add(words, topic);
        foreach (var word in words.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var hash = Seed;
            foreach (var c in word) hash = Step(hash, c == ' ' ? c : LetterFolding.Fold(c));
            _joins |= LetterFolding.JoinsWords(word[0]);
            if (!_words.TryGetValue(hash, out var topics)) _words[hash] = topics = [];
            topics.Add(topic);
            var bit = hash >> (64 - FilterBits);
            _filter[bit >> 6] |= 1UL << (int)(bit & 63);
        }

        return topic;
    }

    /// <summary>Adds the lists with a word up to 48 characters before <paramref name="start"/>.</summary>
    public void CollectBefore(ReadOnlySpan<char> text, int start, ref TopicSet topics)
    {
        var from = Math.Max(0, start - Before);
        // A word that is cut by the window is not known.
        while (from > 0 && from < start && LetterFolding.IsInWord(text[from - 1]) && LetterFolding.IsInWord(text[from])) from++;
        Collect(text, from, start, ref topics);
    }

    /// <summary>Adds the lists with a word that begins up to 24 characters behind <paramref name="end"/>.</summary>
    public void CollectAfter(ReadOnlySpan<char> text, int end, ref TopicSet topics) => Collect(text, end, Math.Min(text.Length, end + After), ref topics);

    private static ulong Step(ulong hash, char c) => (hash ^ c) * Prime;

    private void Collect(ReadOnlySpan<char> text, int from, int to, ref TopicSet topics)
    {
        // What a word is hashed with behind the one before it, for those that are two.
        var pair = 0UL;
        while (from < to)
        {
            if (!LetterFolding.IsInWord(text[from]))
            {
                from++;
                continue;
            }

            var (start, most) = (from, Math.Min(text.Length, from + MaxWord));
            var (word, wordBefore, both, bothBefore) = (Seed, 0UL, pair, 0UL);
            var last = '\0';
            for (; from < most && LetterFolding.IsInWord(text[from]); from++)
            {
                last = LetterFolding.Fold(text[from]);
                (wordBefore, bothBefore) = (word, both);
                (word, both) = (Step(word, last), Step(both, last));
            }

            Note(word, ref topics);
            if (pair != 0) Note(both, ref topics);
            if (last == 's')
            {
                // A plural.
                Note(wordBefore, ref topics);
                if (pair != 0) Note(bothBefore, ref topics);
            }

            if (_joins && LetterFolding.JoinsWords(text[start])) NoteParts(text[start..from], ref topics);
            pair = Step(word, ' ');
        }
    }

    private void Note(ulong hash, ref TopicSet topics)
    {
        var bit = hash >> (64 - FilterBits);
        if ((_filter[bit >> 6] & (1UL << (int)(bit & 63))) == 0 || !_words.TryGetValue(hash, out var found)) return;
        foreach (var topic in found) topics.Add(topic);
    }

    private void NoteParts(ReadOnlySpan<char> word, ref TopicSet topics)
    {
        for (var start = 0; start < word.Length; start++)
        {
            var hash = Seed;
            for (var i = start; i < word.Length && i - start < MaxJoined; i++)
            {
                hash = Step(hash, LetterFolding.Fold(word[i]));
                if (i > start) Note(hash, ref topics);
            }
        }
    }
}
