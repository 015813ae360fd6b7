using System.Buffers;
using AiGateway.Client.Redaction.Identifiers;

namespace AiGateway.Client.Redaction.Detectors;

/// <summary>One vectorised pass over a text that stops at digits and signs and asks the detectors that begin there.</summary>
internal sealed class CharacterScanner
{
    private const string Digits = "0123456789";
    private const int Glance = 3;

    private readonly SearchValues<char> _anchors;
    private readonly bool[] _isAnchor = new bool[128];
    private readonly SignLanes _signs;
    private readonly WordLanes _words;
    private readonly IdentifierIndex? _identifiers;
    private readonly bool _skipsLists;

    public CharacterScanner(IReadOnlyList<WordDetector> words, IReadOnlyList<AnchorDetector> signs, IdentifierIndex? identifiers = null)
    {
        _words = new WordLanes(words);
        _identifiers = identifiers;
        _signs = new SignLanes(signs);
        var anchors = (_words.IsEmpty && identifiers is null ? "" : Digits) + string.Concat(signs.Select(detector => detector.Anchors));
        _anchors = SearchValues.Create(anchors);
        foreach (var anchor in anchors) _isAnchor[anchor] = true;
        _skipsLists = identifiers is null && !words.Any(detector => detector.Shapes.Any(FitsAnyShortNumber));
    }

    public void Scan(ReadOnlySpan<char> text, List<Detection> found)
    {
        var position = 0;
        var state = new IdentifierState(text, _identifiers?.Vocabulary, stackalloc ContextHit[_identifiers is null ? 0 : ContextReader.Capacity]);
        var run = new DigitRun(stackalloc byte[DigitRun.MaxDigits], stackalloc DigitGroup[DigitRun.MaxGroups]);
        Span<ContextMemo> memos = stackalloc ContextMemo[ContextWords.MaxMemos];
        while (position < text.Length)
        {
            var anchor = NextAnchor(text, position);
            if (anchor < 0) return;
            position = char.IsAsciiDigit(text[anchor]) ? ScanWord(text, position, anchor, ref run, memos, ref state, found) : ScanSign(text, anchor, found);
        }
    }

    // To begin a vectorised search costs more than a look at a text that has little but anchors.
    private int NextAnchor(ReadOnlySpan<char> text, int position)
    {
        for (var end = Math.Min(text.Length, position + Glance); position < end; position++)
        {
            if (text[position] < _isAnchor.Length && _isAnchor[text[position]]) return position;
        }

        var anchor = text[position..].IndexOfAny(_anchors);
        return anchor < 0 ? -1 : position + anchor;
    }

    private int ScanSign(ReadOnlySpan<char> text, int anchor, List<Detection> found)
    {
        if (!_signs.TryFind(text, anchor, out var detection)) return anchor + 1;
        found.Add(detection);
        return Math.Max(detection.End, anchor + 1);
    }

    /// <summary>Asks about the word of the digit at <paramref name="anchor"/>; gives where to go on.</summary>
    private int ScanWord(
        ReadOnlySpan<char> text, int floor, int anchor, ref DigitRun run, Span<ContextMemo> memos, ref IdentifierState state, List<Detection> found)
    {
        var start = anchor;
        while (start > floor && char.IsAsciiLetter(text[start - 1])) start--;
        var end = anchor + 1;
        while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
        var kind = start == anchor && (end == text.Length || !char.IsAsciiLetter(text[end])) ? WordKind.Number : WordKind.Mixed;
        while (end < text.Length && char.IsAsciiLetterOrDigit(text[end])) end++;
        var next = AskWords(text, start, end, kind, ref run, memos, found);
        if (_identifiers is null || !_identifiers.TryFind(text, start, end, kind, ref state, out var identifier)) return next;
        found.Add(identifier);
        return Math.Max(next, identifier.End);
    }

    private int AskWords(ReadOnlySpan<char> text, int start, int end, WordKind kind, ref DigitRun run, Span<ContextMemo> memos, List<Detection> found)
    {
        var lanes = _words.For(kind, end - start);
        if (lanes.IsEmpty) return end;
        var traits = kind == WordKind.Number ? NumberTraits.Of(text, start, end) : WordTraits.None;
        if ((traits & WordTraits.GoesOn) == 0) return CanAsk(lanes, traits) ? Ask(lanes, traits, new TextWord(text, start, end, kind, [], [], memos), found) : end;
        run.Read(text, start);
        if (_skipsLists && run.SkipList(text) is var next and > 0) return next;
        traits |= NumberTraits.Of(run.Groups, run.Digits.Length);
        return CanAsk(lanes, traits) ? Ask(lanes, traits, new TextWord(text, start, end, kind, run.Groups, run.Digits, memos), found) : end;
    }

    private static bool FitsAnyShortNumber(WordShape shape) => shape is { Kind: WordKind.Number, MinLength: <= 3, Needs: WordTraits.None };

    private static bool CanAsk(ReadOnlySpan<WordLane> lanes, WordTraits traits)
    {
        foreach (ref readonly var lane in lanes)
        {
            if ((lane.Needs & ~traits) == 0) return true;
        }

        return false;
    }

    private static int Ask(ReadOnlySpan<WordLane> lanes, WordTraits traits, in TextWord word, List<Detection> found)
    {
        foreach (var (detector, needs) in lanes)
        {
            if ((needs & ~traits) != 0 || !detector.TryFind(word, out var detection)) continue;
            found.Add(detection);
            return Math.Max(detection.End, word.End);
        }

        return word.End;
    }
}
