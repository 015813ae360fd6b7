using System.Buffers;

namespace AiGateway.Client.Redaction.Detectors;

/// <summary>Words that tell what a number beside them is.</summary>
/// <remarks>
/// A word that begins with an asterisk may be the end of a longer one. Words are ASCII, so that the search stays vectorised.
/// What a search has shown is kept for the numbers that follow, so that a list of numbers is searched once and not again for each of them.
/// </remarks>
internal sealed class ContextWords
{
    /// <summary>How far before a number words are looked for.</summary>
    public const int Before = 48;

    /// <summary>How many lists of words can keep what they know about a text; others search anew.</summary>
    public const int MaxMemos = 24;

    private const int After = 24;
    private const int Ahead = 128;

    // The longest number with its separators.
    private const int LongestNumber = 56;

    private static int _count;

    private readonly int _index = Interlocked.Increment(ref _count) - 1;
    private readonly SearchValues<string> _words;
    private readonly string[] _list;
    private readonly int _longest;

    public ContextWords(params string[] words)
    {
        _list = words;
        _words = SearchValues.Create([.. words.Select(word => word.TrimStart('*'))], StringComparison.OrdinalIgnoreCase);
        _longest = words.Max(word => word.Length);
    }

    /// <summary>Whether one of the words stands up to 48 characters before or 24 behind.</summary>
    public bool IsNear(in TextWord word, int start, int end) => IsBefore(word, start) || Contains(word, end, end + After);

    /// <summary>Whether one of the words stands up to 48 characters before.</summary>
    public bool IsBefore(in TextWord word, int start) => Contains(word, start - Before, start);

    /// <summary>Whether <see cref="IsNear(in TextWord, int, int)"/> can hold for a number that begins there, wherever it ends.</summary>
    public bool MayBeNear(in TextWord word, int start) => Contains(word, start - Before, start + LongestNumber + After);

    /// <summary>Whether one of the words stands up to 48 characters before or 24 behind.</summary>
    public bool IsNear(ReadOnlySpan<char> text, int start, int end)
    {
        ContextMemo memo = default;
        return Contains(text, start - Before, start, ref memo) || Contains(text, end, end + After, ref memo);
    }

    private bool Contains(in TextWord word, int from, int to)
    {
        ContextMemo none = default;
        return _index < word.Memos.Length ? Contains(word.Text, from, to, ref word.Memos[_index]) : Contains(word.Text, from, to, ref none);
    }

    private bool Contains(ReadOnlySpan<char> text, int from, int to, ref ContextMemo memo)
    {
        (from, to) = (Math.Max(0, from), Math.Min(text.Length, to));
        if (from >= to) return false;
        if (from < memo.From || from > memo.To) memo = new ContextMemo { From = from, To = from };
        if (memo.HitEnd == 0 && memo.To < to) Extend(text, to, ref memo);
        return memo.HitEnd != 0 && memo.HitEnd <= to;
    }

    private void Extend(ReadOnlySpan<char> text, int to, ref ContextMemo memo)
    {
        var end = Math.Min(text.Length, to + Ahead + _longest);
        for (var position = memo.To; position < end; position++)
        {
            var hit = text[position..end].IndexOfAny(_words);
            if (hit < 0) break;
            position += hit;
            if (!IsWordAt(text, position, out var shortest)) continue;
            (memo.To, memo.HitEnd) = (position, position + shortest);
            return;
        }

        memo.To = end == text.Length ? end : end - _longest;
    }

    /// <summary>Tells also how long the shortest of the words is that the text begins with there.</summary>
    private bool IsWordAt(ReadOnlySpan<char> text, int at, out int shortest)
    {
        var (isInside, isWord) = (at > 0 && char.IsLetter(text[at - 1]), false);
        shortest = int.MaxValue;
        foreach (var entry in _list)
        {
            var word = entry.AsSpan().TrimStart('*');
            if (!text[at..].StartsWith(word, StringComparison.OrdinalIgnoreCase)) continue;
            shortest = Math.Min(shortest, word.Length);
            var end = at + word.Length;
            if (end < text.Length && text[end] is 's' or 'S') end++;
            isWord |= (!isInside || entry[0] == '*') && (end >= text.Length || !char.IsLetter(text[end]));
        }

        return isWord;
    }
}
