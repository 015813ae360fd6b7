using System.Buffers;
using AiGateway.Client.Redaction;

namespace AiGateway.Client.Governance.Policies;

/// <summary>Finds terms in texts, of which most have none: the longest words of the terms are looked for first, at the speed of the processor's vectors.</summary>
internal sealed class TermFinder
{
    [ThreadStatic]
    private static List<Detection>? _found;

    private readonly SearchValues<string> _words;
    private readonly TermAutomaton _terms;

    public TermFinder(IEnumerable<string> terms, bool ignoreCase = true, bool wholeWords = true)
    {
        var list = new RedactionTerms { Entity = "TERM", IgnoreCase = ignoreCase, WholeWords = wholeWords };
        foreach (var term in terms)
        {
            list.Terms.Add(term);
        }

        _words = SearchValues.Create(
            [.. list.Terms.Select(term => term.Split(null as char[], StringSplitOptions.RemoveEmptyEntries).MaxBy(word => word.Length)!).Distinct()],
            ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
        _terms = new TermAutomaton([list], ignoreCase);
    }

    /// <summary>Finds the terms that end behind a place.</summary>
    /// <returns>Valid until the thread's next call.</returns>
    public IReadOnlyList<Detection> Find(ReadOnlySpan<char> text, int from, bool complete)
    {
        if (!text.ContainsAny(_words))
        {
            return [];
        }

        var found = _found ??= [];
        found.Clear();
        _terms.Scan(text, found);
        for (var i = found.Count - 1; i >= 0; i--)
        {
            if (found[i].End <= from || (!complete && found[i].End == text.Length))
            {
                found.RemoveAt(i);
            }
        }

        return found;
    }

    public int Unsettled(ReadOnlySpan<char> text) => _terms.Unsettled(text);
}
