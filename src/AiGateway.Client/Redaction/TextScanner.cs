using System.Text.RegularExpressions;

namespace AiGateway.Client.Redaction;

/// <summary>Finds e-mail addresses, card numbers and social security numbers.</summary>
internal sealed class TextScanner
{
    private readonly List<(string Entity, Regex Pattern)> _patterns = [];

    public TextScanner(IEnumerable<string> entities, IEnumerable<RedactionTerms>? terms = null, IEnumerable<RedactionPattern>? patterns = null)
    {
        foreach (var term in (terms ?? []).SelectMany(list => list.Terms.Select(term => (list.Entity, term))))
        {
            _patterns.Add((term.Entity, new Regex(Regex.Escape(term.term), RegexOptions.NonBacktracking)));
        }

        foreach (var pattern in patterns ?? [])
        {
            _patterns.Add((pattern.Entity, new Regex(pattern.Pattern, RegexOptions.NonBacktracking)));
        }

        foreach (var entity in entities)
        {
            var pattern = entity switch
            {
                EntityNames.EmailAddress => @"[A-Za-z0-9._%+\-]+@[A-Za-z0-9\-]+(\.[A-Za-z0-9\-]+)*\.[A-Za-z]{2,}",
                EntityNames.CreditCard => @"\d(?:[ -]?\d){12,18}",
                EntityNames.UsSsn => @"\d{3}-\d{2}-\d{4}",
                _ => null,
            };
            if (pattern is not null)
            {
                _patterns.Add((entity, new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)));
            }
        }
    }

    public void Scan(ReadOnlySpan<char> text, List<Detection> found)
    {
        var first = found.Count;
        foreach (var (entity, pattern) in _patterns)
        {
            foreach (var match in pattern.EnumerateMatches(text))
            {
                if (entity != EntityNames.CreditCard || IsLuhn(text.Slice(match.Index, match.Length)))
                {
                    found.Add(new Detection(entity, match.Index, match.Length, 1));
                }
            }
        }

        found.Sort(first, found.Count - first, Comparer<Detection>.Create(static (left, right) => left.Start.CompareTo(right.Start)));
    }

    private static bool IsLuhn(ReadOnlySpan<char> text)
    {
        var (sum, even) = (0, false);
        for (var i = text.Length - 1; i >= 0; i--)
        {
            if (char.IsAsciiDigit(text[i]))
            {
                var digit = (text[i] - '0') << (even ? 1 : 0);
                sum += digit > 9 ? digit - 9 : digit;
                even = !even;
            }
        }

        return sum % 10 == 0;
    }
}
