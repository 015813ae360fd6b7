namespace AiGateway.Client.Redaction.Identifiers;

/// <summary>Reads the words of a text around numbers, each only once, and keeps those that are in a vocabulary for as long as a number can be beside them.</summary>
internal ref struct ContextReader(ReadOnlySpan<char> text, ContextVocabulary? vocabulary, Span<ContextHit> hits)
{
    /// <summary>How many hits are kept: more than surroundings can have.</summary>
    public const int Capacity = 64;

    private const int Before = 48;
    private const int After = 24;

    // A number may turn out to begin at a word of letters before it.
    private const int Earlier = 24;
    private const int MaxWord = 32;
    private const int MaxJoined = 8;

    private readonly ReadOnlySpan<char> _text = text;
    private readonly Span<ContextHit> _hits = hits;
    private int _count;
    private int _position;
    private ulong _pair;

    /// <summary>Adds the lists with a word that begins up to 48 characters before <paramref name="start"/> or 24 behind <paramref name="end"/>.</summary>
    /// <returns>Whether there is one.</returns>
    public bool Collect(int start, int end, ref TopicSet topics)
    {
        var (from, to) = (Math.Max(0, start - Before), Math.Min(_text.Length, end + After));
        if (from > _position) SkipTo(Math.Max(_position, from - Earlier));
        while (_position < to) ReadWord();
        var any = false;
        // They are in the order of the text.
        for (var i = _count - 1; i >= 0 && i >= _count - Capacity; i--)
        {
            ref readonly var hit = ref _hits[i % Capacity];
            if (hit.Start < from) break;
            if (hit.Start >= to) continue;
            topics.Add(vocabulary!.TopicsOf(hit.Word));
            any = true;
        }

        return any;
    }

    private void SkipTo(int position)
    {
        (_position, _pair, _count) = (position, 0, 0);
        // A word that is cut by the window is not known.
        while (position > 0 && _position < _text.Length && LetterFolding.IsInWord(_text[_position - 1]) && LetterFolding.IsInWord(_text[_position])) _position++;
    }

    /// <summary>Reads the next word, or steps over one character that is in none.</summary>
    private void ReadWord()
    {
        var start = _position;
        var word = Hash(ContextVocabulary.Seed, out var wordBefore, out var end, out var last);
        if (end == start)
        {
            _position++;
            return;
        }

        Note(start, word);
        if (last == 's') Note(start, wordBefore);
        if (_pair != 0)
        {
            Note(start, Hash(_pair, out var bothBefore, out _, out _));
            if (last == 's') Note(start, bothBefore);
        }

        _position = end;
        if (vocabulary!.HasJoinedWords && LetterFolding.JoinsWords(_text[start])) NoteParts(start);
        _pair = vocabulary.BeginsPair(word) ? ContextVocabulary.Step(word, ' ') : 0;
    }

    /// <summary>The hash of the word at the position, behind what is hashed already; also without its last letter, for plurals.</summary>
    private readonly ulong Hash(ulong hash, out ulong before, out int end, out char last)
    {
        var word = _text.Slice(_position, Math.Min(MaxWord, _text.Length - _position));
        (before, last) = (hash, '\0');
        var i = 0;
        for (; i < word.Length && LetterFolding.TryFold(word[i], out var letter); i++)
        {
            (before, last) = (hash, letter);
            hash = ContextVocabulary.Step(hash, letter);
        }

        end = _position + i;
        return hash;
    }

    private void Note(int start, ulong hash)
    {
        var word = vocabulary!.Find(hash);
        if (word >= 0) _hits[_count++ % Capacity] = new ContextHit(start, word);
    }

    private void NoteParts(int from)
    {
        for (var start = from; start < _position; start++)
        {
            var hash = ContextVocabulary.Seed;
            for (var i = start; i < _position && i - start < MaxJoined; i++)
            {
                hash = ContextVocabulary.Step(hash, LetterFolding.Fold(_text[i]));
                if (i > start) Note(start, hash);
            }
        }
    }
}
