namespace AiGateway.Client.Redaction.Identifiers;

/// <summary>The words of all lists: one pass over the surroundings of a number tells which lists have a word there, however many lists there are.</summary>
internal sealed class ContextVocabulary
{
    private const int Before = 48;
    private const int After = 24;
    private const int MaxWord = 32;
    private const int MaxJoined = 8;

    private readonly Dictionary<string, int> _topics = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private bool _joins;

    public ContextVocabulary() => _lookup = _words.GetAlternateLookup<ReadOnlySpan<char>>();

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
            var folded = string.Concat(word.Select(c => c == ' ' ? c : LetterFolding.Fold(c)));
            _joins |= LetterFolding.JoinsWords(folded[0]);
            if (!_words.TryGetValue(folded, out var topics)) _words[folded] = topics = [];
            topics.Add(topic);
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

    private void Collect(ReadOnlySpan<char> text, int from, int to, ref TopicSet topics)
    {
        // Two words with one space: the word before is kept for those that are two.
        Span<char> buffer = stackalloc char[(2 * MaxWord) + 1];
        var before = 0;
        while (from < to)
        {
            if (!LetterFolding.IsInWord(text[from]))
            {
                from++;
                continue;
            }

            var at = before == 0 ? 0 : before + 1;
            var length = 0;
            for (; from < text.Length && length < MaxWord && LetterFolding.IsInWord(text[from]); from++) buffer[at + length++] = LetterFolding.Fold(text[from]);
            if (at > 0) Note(buffer[..(at + length)], ref topics);
            Note(buffer.Slice(at, length), ref topics);
            if (_joins && LetterFolding.JoinsWords(buffer[at])) NoteParts(buffer.Slice(at, length), ref topics);
            buffer.Slice(at, length).CopyTo(buffer);
            buffer[length] = ' ';
            before = length;
        }
    }

    /// <summary>Looks a word up, and without its plural ending.</summary>
    private void Note(ReadOnlySpan<char> word, ref TopicSet topics)
    {
        if (!_lookup.TryGetValue(word, out var found) && !(word[^1] == 's' && _lookup.TryGetValue(word[..^1], out found))) return;
        foreach (var topic in found) topics.Add(topic);
    }

    private void NoteParts(ReadOnlySpan<char> word, ref TopicSet topics)
    {
        for (var start = 0; start < word.Length; start++)
        {
            for (var length = 2; length <= MaxJoined && start + length <= word.Length; length++) Note(word.Slice(start, length), ref topics);
        }
    }
}
