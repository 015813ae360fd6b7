namespace AiGateway.Client.Redaction.Identifiers;

/// <summary>The words of all lists by their hash, so that a word is looked up once, however many lists there are.</summary>
/// <remarks>A hash has 64 bits; a collision would only take a word for another one.</remarks>
internal sealed class ContextVocabulary
{
    public const ulong Seed = 14695981039346656037;

    private const ulong Prime = 1099511628211;
    private const int FilterBits = 15;

    private readonly Dictionary<string, int> _topics = new(StringComparer.Ordinal);
    private readonly Dictionary<ulong, int> _words = [];
    private readonly HashSet<ulong> _pairs = [];
    private TopicSet[] _topicsOfWords = new TopicSet[256];
    private readonly ulong[] _filter = new ulong[1 << (FilterBits - 6)];

    /// <summary>Gets a value indicating whether there are words in scripts without spaces.</summary>
    public bool HasJoinedWords { get; private set; }

    /// <summary>Adds a character to a hash (Fowler, Noll and Vo).</summary>
    public static ulong Step(ulong hash, char c) => (hash ^ c) * Prime;

    /// <summary>Takes a list of words separated by commas.</summary>
    /// <returns>The number of the list; equal lists have the same.</returns>
    public int Add(string words)
    {
        if (_topics.TryGetValue(words, out var topic)) return topic;
        topic = _topics.Count;
        if (topic == TopicSet.Capacity) throw new InvalidOperationException($"There are more than {TopicSet.Capacity} lists of words; raise TopicSet.Words.");
        _topics.Add(words, topic);
        foreach (var word in words.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)) Add(word, topic);
        return topic;
    }

    /// <summary>Gets the number of a word; -1 when no list has it.</summary>
    public int Find(ulong hash) => IsLikely(hash) && _words.TryGetValue(hash, out var word) ? word : -1;

    /// <summary>Whether a word is the first of two that are looked for together.</summary>
    public bool BeginsPair(ulong hash) => IsLikely(hash) && _pairs.Contains(hash);

    /// <summary>Gets the lists that have a word.</summary>
    public ref readonly TopicSet TopicsOf(int word) => ref _topicsOfWords[word];

    private void Add(string word, int topic)
    {
        var hash = Seed;
        foreach (var c in word)
        {
            if (c == ' ') AddFirst(hash);
            hash = Step(hash, c == ' ' ? c : LetterFolding.Fold(c));
        }

        HasJoinedWords |= LetterFolding.JoinsWords(word[0]);
        if (!_words.TryGetValue(hash, out var number))
        {
            _words[hash] = number = _words.Count;
            if (number == _topicsOfWords.Length) Array.Resize(ref _topicsOfWords, 2 * number);
            Mark(hash);
        }

        _topicsOfWords[number].Add(topic);
    }

    private void AddFirst(ulong hash)
    {
        _pairs.Add(hash);
        Mark(hash);
    }

    private void Mark(ulong hash)
    {
        var bit = hash >> (64 - FilterBits);
        _filter[bit >> 6] |= 1UL << (int)(bit & 63);
    }

    private bool IsLikely(ulong hash)
    {
        var bit = hash >> (64 - FilterBits);
        return (_filter[bit >> 6] & (1UL << (int)(bit & 63))) != 0;
    }
}
