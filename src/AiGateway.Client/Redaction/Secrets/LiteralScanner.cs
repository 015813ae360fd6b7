using System.Buffers;

namespace AiGateway.Client.Redaction.Secrets;

/// <summary>One vectorised pass over a text that stops at literals and asks the detectors that begin there.</summary>
internal sealed class LiteralScanner
{
    private const int Ascii = 128;

    // Where one literal is, others are often near, and starting the vectorised search is dear.
    private const int Near = 16;

    private readonly StringComparison _comparison;
    private readonly SearchValues<string> _literals;
    private readonly List<(string Literal, LiteralDetector Detector)[]> _candidates = [[]];
    private readonly ushort[] _byPair = new ushort[Ascii * Ascii];

    public LiteralScanner(IEnumerable<LiteralDetector> detectors, StringComparison comparison)
    {
        _comparison = comparison;
        (string Literal, LiteralDetector Detector)[] all = [.. detectors.SelectMany(detector => detector.Literals.Select(literal => (literal, detector)))];
        _literals = SearchValues.Create([.. all.Select(entry => entry.Literal)], comparison);
        foreach (var group in all.SelectMany(entry => Pairs(entry.Literal).Select(pair => (pair, entry))).GroupBy(entry => entry.pair, entry => entry.entry))
        {
            _byPair[group.Key] = checked((ushort)_candidates.Count);
            _candidates.Add([.. group]);
        }
    }

    public void Scan(ReadOnlySpan<char> text, List<Detection> found)
    {
        var position = 0;
        while (position < text.Length)
        {
            var hit = text[position..].IndexOfAny(_literals);
            if (hit < 0) return;
            position = ScanNear(text, position + hit, found);
        }
    }

    /// <summary>Asks about every place up to one behind which there is nothing for a while; gives where to go on.</summary>
    private int ScanNear(ReadOnlySpan<char> text, int position, List<Detection> found)
    {
        for (var end = position + Near; position < end && position + 1 < text.Length;)
        {
            var pair = (text[position] | text[position + 1]) < Ascii ? _byPair[(text[position] * Ascii) + text[position + 1]] : 0;
            if (pair == 0)
            {
                position++;
                continue;
            }

            position = Ask(_candidates[pair], text, position, found);
            end = position + Near;
        }

        return position;
    }

    private int Ask((string Literal, LiteralDetector Detector)[] candidates, ReadOnlySpan<char> text, int at, List<Detection> found)
    {
        foreach (var (literal, detector) in candidates)
        {
            if (!text[at..].StartsWith(literal, _comparison) || !detector.TryFind(text, at, literal.Length, out var detection)) continue;
            found.Add(detection);
            return Math.Max(detection.End, at + 1);
        }

        return at + 1;
    }

    /// <summary>The first two characters of a literal in every case that counts.</summary>
    private IEnumerable<int> Pairs(string literal) =>
        from first in Cases(literal[0])
        from second in Cases(literal[1])
        select (first * Ascii) + second;

    private char[] Cases(char c) => _comparison == StringComparison.Ordinal || !char.IsAsciiLetter(c) ? [c] : [char.ToLowerInvariant(c), char.ToUpperInvariant(c)];
}
