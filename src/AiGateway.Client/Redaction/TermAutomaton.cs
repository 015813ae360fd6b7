using System.Buffers;

namespace AiGateway.Client.Redaction;

/// <summary>Finds many terms in one pass (Aho and Corasick, 1975), with case folded or not and white space run together.</summary>
internal sealed class TermAutomaton
{
    private const int Root = 0;

    private readonly bool _ignoreCase;
    private readonly TermTrie _trie;
    private readonly int[] _fail;
    private readonly int[] _output;
    private readonly SearchValues<char> _first;

    public TermAutomaton(IReadOnlyList<RedactionTerms> lists, bool ignoreCase)
    {
        _ignoreCase = ignoreCase;
        _trie = new TermTrie(lists, Fold);
        (_fail, _output) = _trie.Link();
        _first = SearchValues.Create(_trie.FirstCharacters(Fold));
    }

    /// <summary>Appends every occurrence of every term; occurrences may overlap.</summary>
    public void Scan(ReadOnlySpan<char> text, List<Detection> found)
    {
        var state = Root;
        for (var i = 0; i < text.Length; i++)
        {
            if (state == Root)
            {
                var next = text[i..].IndexOfAny(_first);
                if (next < 0) return;
                i += next;
            }

            if (char.IsWhiteSpace(text[i]) && i > 0 && char.IsWhiteSpace(text[i - 1])) continue;
            state = Step(state, Fold(text[i]));
            for (var end = _output[state]; end != Root; end = _output[_fail[end]]) Report(text, i + 1, end, found);
        }
    }

    /// <summary>Finds where the end of a text begins that could be the beginning of a term.</summary>
    /// <returns>The length of the text when there is none.</returns>
    public int Unsettled(ReadOnlySpan<char> text)
    {
        var state = Root;
        for (var i = 0; i < text.Length; i++)
        {
            if (state == Root)
            {
                var next = text[i..].IndexOfAny(_first);
                if (next < 0) return text.Length;
                i += next;
            }

            if (char.IsWhiteSpace(text[i]) && i > 0 && char.IsWhiteSpace(text[i - 1])) continue;
            state = Step(state, Fold(text[i]));
        }

        return Start(text, text.Length, state);
    }

    private int Step(int state, char c)
    {
        while (true)
        {
            var next = _trie.Child(state, c);
            if (next != Root || state == Root) return next;
            state = _fail[state];
        }
    }

    private void Report(ReadOnlySpan<char> text, int end, int state, List<Detection> found)
    {
        var start = Start(text, end, state);
        var isWord = IsEdge(text, start - 1, start) && IsEdge(text, end, end - 1);
        if (_trie.Entity(state, isWord) is { } entity) found.Add(new Detection(entity, start, end - start, 1.0));
    }

    private int Start(ReadOnlySpan<char> text, int end, int state)
    {
        var start = end;
        for (var left = _trie.Depth(state); left > 0; left--)
        {
            start--;
            while (char.IsWhiteSpace(text[start]) && start > 0 && char.IsWhiteSpace(text[start - 1])) start--;
        }

        return start;
    }

    /// <summary>Whether no letter or digit goes on from the term's own letter or digit.</summary>
    private static bool IsEdge(ReadOnlySpan<char> text, int outside, int inside) =>
        outside < 0 || outside >= text.Length || !char.IsLetterOrDigit(text[inside]) || !char.IsLetterOrDigit(text[outside]);

    private char Fold(char c) => char.IsWhiteSpace(c) ? ' ' : _ignoreCase ? char.ToUpperInvariant(c) : c;
}
