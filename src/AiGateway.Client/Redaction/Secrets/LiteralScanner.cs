using System.Buffers;

namespace AiGateway.Client.Redaction.Secrets;

/// <summary>One vectorised pass over a text that stops at literals and asks the detectors that begin there.</summary>
internal sealed class LiteralScanner
{
    private readonly StringComparison _comparison;
    private readonly SearchValues<string> _literals;
    private readonly (string Literal, LiteralDetector Detector)[][] _byFirst = new (string, LiteralDetector)[128][];

    public LiteralScanner(IEnumerable<LiteralDetector> detectors, StringComparison comparison)
    {
        _comparison = comparison;
        (string Literal, LiteralDetector Detector)[] all = [.. detectors.SelectMany(detector => detector.Literals.Select(literal => (literal, detector)))];
        _literals = SearchValues.Create([.. all.Select(entry => entry.Literal)], comparison);
        for (var c = 0; c < _byFirst.Length; c++)
        {
            _byFirst[c] = [.. all.Where(entry => char.ToUpperInvariant(entry.Literal[0]) == char.ToUpperInvariant((char)c))];
        }
    }

    public void Scan(ReadOnlySpan<char> text, List<Detection> found)
    {
        var position = 0;
        while (position < text.Length)
        {
            var hit = text[position..].IndexOfAny(_literals);
            if (hit < 0) return;
            position = Ask(text, position + hit, found);
        }
    }

    private int Ask(ReadOnlySpan<char> text, int at, List<Detection> found)
    {
        // Ignoring case, the Kelvin sign and the long s stand for ASCII letters; no literal of an issuer has them.
        if (text[at] >= _byFirst.Length) return at + 1;
        foreach (var (literal, detector) in _byFirst[text[at]])
        {
            if (!text[at..].StartsWith(literal, _comparison) || !detector.TryFind(text, at, literal.Length, out var detection)) continue;
            found.Add(detection);
            return Math.Max(detection.End, at + 1);
        }

        return at + 1;
    }
}
