using System.Buffers;

namespace AiGateway.Client.Redaction.Detectors;

/// <summary>Words that tell what a number beside them is.</summary>
/// <remarks>A word that begins with an asterisk may be the end of a longer one. Words are ASCII, so that the search stays vectorised.</remarks>
internal sealed class ContextWords(params string[] words)
{
    private const int Before = 48;
    private const int After = 24;

    private readonly SearchValues<string> _words = SearchValues.Create([.. words.Select(word => word.TrimStart('*'))], StringComparison.OrdinalIgnoreCase);
    private readonly string[] _list = words;

    /// <summary>Whether one of the words stands up to 48 characters before or 24 behind.</summary>
    public bool IsNear(ReadOnlySpan<char> text, int start, int end) => IsBefore(text, start) || Contains(text, end, Math.Min(text.Length, end + After));

    /// <summary>Whether one of the words stands up to 48 characters before.</summary>
    public bool IsBefore(ReadOnlySpan<char> text, int start) => Contains(text, Math.Max(0, start - Before), start);

    private bool Contains(ReadOnlySpan<char> text, int from, int to)
    {
        // Lists of numbers have no words, and this is told sooner than by a search for each of them.
        if (from >= to || !text[from..to].ContainsAnyInRange('A', 'z')) return false;
        while (from < to)
        {
            var hit = text[from..to].IndexOfAny(_words);
            if (hit < 0) return false;
            from += hit;
            if (IsWordAt(text, from)) return true;
            from++;
        }

        return false;
    }

    private bool IsWordAt(ReadOnlySpan<char> text, int at)
    {
        var isInside = at > 0 && char.IsLetter(text[at - 1]);
        foreach (var entry in _list)
        {
            if (isInside && entry[0] != '*') continue;
            var word = entry.AsSpan().TrimStart('*');
            if (!text[at..].StartsWith(word, StringComparison.OrdinalIgnoreCase)) continue;
            var end = at + word.Length;
            if (end < text.Length && text[end] is 's' or 'S') end++;
            if (end >= text.Length || !char.IsLetter(text[end])) return true;
        }

        return false;
    }
}
