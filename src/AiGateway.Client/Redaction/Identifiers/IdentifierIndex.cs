using AiGateway.Client.Redaction.Detectors;

namespace AiGateway.Client.Redaction.Identifiers;

/// <summary>All identifiers of a scanner by the shape of their groups, so that a word is compared only with those it can be, however many there are.</summary>
internal sealed class IdentifierIndex
{
    private const int MaxLeading = 2;
    private const int MaxLeadingLetters = 6;

    private readonly IdentifierNode _root = new();
    private readonly ContextVocabulary _vocabulary = new();

    /// <param name="identifiers">The rows.</param>
    /// <param name="thresholds">The least score by entity; <see cref="EvidenceScores.Named"/> for others.</param>
    public IdentifierIndex(IEnumerable<Identifier> identifiers, IReadOnlyDictionary<string, double> thresholds)
    {
        foreach (var identifier in identifiers)
        {
            var topic = _vocabulary.Add(identifier.Words);
            var threshold = thresholds.GetValueOrDefault(identifier.Entity, EvidenceScores.Named);
            foreach (var form in IdentifierForm.Parse(identifier.Forms)) _root.Add(new IdentifierEntry(identifier, form, topic, threshold));
        }
    }

    /// <summary>Gets the words that announce the identifiers.</summary>
    public ContextVocabulary Vocabulary => _vocabulary;

    /// <summary>Looks for the identifier that begins with a word, or with one or two words of letters before it.</summary>
    /// <returns>Whether one was found: the surest, then the longest.</returns>
    public bool TryFind(ReadOnlySpan<char> text, int start, int end, WordKind kind, ref IdentifierState state, out Detection found)
    {
        var search = new IdentifierSearch(text);
        var shape = kind == WordKind.Number ? GroupShape.Digits : GroupShape.OfMixed(text[start..end]);
        var node = _root.Next(GroupSeparator.None, shape, end - start);
        if (node is not null) search.Read(node, start, end, ref state);
        var leading = start;
        for (var count = 1; count <= MaxLeading && TryStepBack(text, ref leading); count++)
        {
            node = _root;
            var separator = GroupSeparator.None;
            for (var position = leading; node is not null && position < start; position++)
            {
                var letters = LettersAt(text, position);
                node = node.Next(separator, GroupShape.Letters, letters);
                position += letters;
                separator = GroupSeparator.Of(text[position]);
            }

            node = node?.Next(separator, shape, end - start);
            if (node is not null) search.Read(node, leading, end, ref state);
        }

        found = search.Found;
        return found.Length > 0;
    }

    /// <summary>Moves before a word of letters that one separator joins to what stands at <paramref name="start"/>.</summary>
    private static bool TryStepBack(ReadOnlySpan<char> text, ref int start)
    {
        if (start < 2 || DigitRun.Separator(text[start - 1]) == '\0') return false;
        var first = start - 1;
        while (first > 0 && start - first <= MaxLeadingLetters && IdentifierSearch.IsLetter(text[first - 1])) first--;
        if (first == start - 1 || (first > 0 && (IdentifierSearch.IsLetter(text[first - 1]) || char.IsAsciiDigit(text[first - 1])))) return false;
        start = first;
        return true;
    }

    private static int LettersAt(ReadOnlySpan<char> text, int start)
    {
        var end = start;
        while (IdentifierSearch.IsLetter(text[end])) end++;
        return end - start;
    }
}
