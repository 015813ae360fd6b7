using System.Buffers;
using AiGateway.Client.Redaction.Identifiers;

namespace AiGateway.Client.Redaction.Detectors;

/// <summary>One vectorised pass over a text that stops at digits and signs and asks the detectors that begin there.</summary>
internal sealed class CharacterScanner
{
    private const string Digits = "0123456789";

    private readonly SearchValues<char> _anchors;
    private readonly AnchorDetector[][] _signs = new AnchorDetector[128][];
    private readonly WordLanes _words;
    private readonly IdentifierIndex? _identifiers;

    public CharacterScanner(IReadOnlyList<WordDetector> words, IReadOnlyList<AnchorDetector> signs, IdentifierIndex? identifiers = null)
    {
        _words = new WordLanes(words);
        _identifiers = identifiers;
        for (var c = 0; c < _signs.Length; c++) _signs[c] = [.. signs.Where(detector => detector.Anchors.Contains((char)c))];
        _anchors = SearchValues.Create((_words.IsEmpty && identifiers is null ? "" : Digits) + string.Concat(signs.Select(detector => detector.Anchors)));
    }

    public void Scan(ReadOnlySpan<char> text, List<Detection> found)
    {
        var position = 0;
        var state = new IdentifierState(text, _identifiers?.Vocabulary, stackalloc ContextHit[_identifiers is null ? 0 : ContextReader.Capacity]);
        var run = new DigitRun(stackalloc byte[DigitRun.MaxDigits], stackalloc DigitGroup[DigitRun.MaxGroups]);
        while (position < text.Length)
        {
            var anchor = text[position..].IndexOfAny(_anchors);
            if (anchor < 0) return;
            anchor += position;
            position = char.IsAsciiDigit(text[anchor]) ? ScanWord(text, position, anchor, ref run, ref state, found) : ScanSign(text, anchor, found);
        }
    }

    private int ScanSign(ReadOnlySpan<char> text, int anchor, List<Detection> found)
    {
        foreach (var detector in _signs[text[anchor]])
        {
            if (!detector.TryFind(text, anchor, out var detection)) continue;
            found.Add(detection);
            return Math.Max(detection.End, anchor + 1);
        }

        return anchor + 1;
    }

    /// <summary>Asks about the word of the digit at <paramref name="anchor"/>; gives where to go on.</summary>
    private int ScanWord(ReadOnlySpan<char> text, int floor, int anchor, ref DigitRun run, ref IdentifierState state, List<Detection> found)
    {
        var start = anchor;
        while (start > floor && char.IsAsciiLetter(text[start - 1])) start--;
        var end = anchor + 1;
        while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
        var kind = start == anchor && (end == text.Length || !char.IsAsciiLetter(text[end])) ? WordKind.Number : WordKind.Mixed;
        while (end < text.Length && char.IsAsciiLetterOrDigit(text[end])) end++;
        var detectors = _words.For(kind, end - start);
        var next = end;
        if (!detectors.IsEmpty)
        {
            // Numbers in groups begin with three digits or more; a list of short numbers is read only once.
            if (kind == WordKind.Number && end - start > 2) run.Read(text, anchor);
            next = Ask(detectors, new TextWord(text, start, end, kind, run), found);
        }

        if (_identifiers is null || !_identifiers.TryFind(text, start, end, kind, ref state, out var identifier)) return next;
        found.Add(identifier);
        return Math.Max(next, identifier.End);
    }

    private static int Ask(ReadOnlySpan<WordDetector> detectors, in TextWord word, List<Detection> found)
    {
        foreach (var detector in detectors)
        {
            if (!detector.TryFind(word, out var detection)) continue;
            found.Add(detection);
            return Math.Max(detection.End, word.End);
        }

        return word.End;
    }
}
