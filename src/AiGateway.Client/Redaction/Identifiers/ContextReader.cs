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
        for (var i = Math.Max(0, _count - Capacity); i < _count; i++)
        {
            var hit = _hits[i % Capacity];
            if (hit.Start < from || hit.Start >= to) continue;
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
        if (!LetterFolding.IsInWord(_text[_position]))
        {
            _position++;
            return;
        }

        var (start, most) = (_position, Math.Min(_text.Length, _position + MaxWord));
        // The second of each is without the last character, the third and fourth with the word before.
        var (word, wordBefore, both, bothBefore) = (ContextVocabulary.Seed, 0UL, _pair, 0UL);
        var last = '\0';
        for (; _position < most && LetterFolding.IsInWord(_text[_position]); _position++)
        {
            last = LetterFolding.Fold(_text[_position]);
            (wordBefore, bothBefore) = (word, both);
            (word, both) = (ContextVocabulary.Step(word, last), ContextVocabulary.Step(both, last));
        }

        Note(start, word);
        if (_pair != 0) Note(start, both);
        if (last == 's')
        {
            // A plural.
            Note(start, wordBefore);
            if (_pair != 0) Note(start, bothBefore);
        }

        if (vocabulary!.HasJoinedWords && LetterFolding.JoinsWords(_text[start])) NoteParts(start);
        _pair = ContextVocabulary.Step(word, ' ');
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
