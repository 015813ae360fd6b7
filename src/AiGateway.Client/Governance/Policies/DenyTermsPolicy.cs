using System.Text;
using System.Text.RegularExpressions;

namespace AiGateway.Client.Governance.Policies;

/// <summary>Refuses, masks or reports terms and patterns.</summary>
internal sealed class DenyTermsPolicy : TextPolicy
{
    private readonly TermFinder? _terms;
    private readonly Regex[] _patterns;
    private readonly int _window;

    public DenyTermsPolicy(DenyTermsPolicyOptions options)
        : base(options, "term_denied")
    {
        var terms = options.Terms.Where(term => term.Value).Select(term => term.Key).ToList();
        _terms = terms.Count == 0 ? null : new TermFinder(terms, options.IgnoreCase, options.WholeWords);
        _patterns = [.. options.Patterns.Values.Select(options.Create)];
        _window = options.Window;
    }

    protected override bool Finds(ReadOnlySpan<char> text, int from, bool complete)
    {
        if (_terms?.Find(text, from, complete).Count > 0)
        {
            return true;
        }

        foreach (var pattern in _patterns)
        {
            foreach (var match in pattern.EnumerateMatches(text))
            {
                if (match.Index + match.Length > from && (complete || match.Index + match.Length < text.Length))
                {
                    return true;
                }
            }
        }

        return false;
    }

    protected override int Unsettled(ReadOnlySpan<char> text)
    {
        var start = _terms?.Unsettled(text) ?? text.Length;
        foreach (var pattern in _patterns)
        {
            // A match at the end may become longer, or none, with what follows.
            start = Math.Min(start, Math.Max(0, text.Length - _window));
            foreach (var match in pattern.EnumerateMatches(text))
            {
                start = match.Index + match.Length == text.Length ? Math.Min(start, match.Index) : start;
            }
        }

        return start;
    }

    protected override string Rewrite(string text, int from)
    {
        var masked = new StringBuilder(text, from, text.Length - from, text.Length - from);
        foreach (var term in _terms?.Find(text, from, complete: true) ?? [])
        {
            Mask(masked, term.Start - from, term.End - from);
        }

        foreach (var pattern in _patterns)
        {
            foreach (var match in pattern.EnumerateMatches(text))
            {
                Mask(masked, match.Index - from, match.Index + match.Length - from);
            }
        }

        var rewritten = masked.ToString();
        return from == 0 && rewritten == text ? text : rewritten;
    }

    private static void Mask(StringBuilder text, int start, int end)
    {
        for (var i = Math.Max(0, start); i < end; i++)
        {
            text[i] = char.IsWhiteSpace(text[i]) ? text[i] : '*';
        }
    }
}
