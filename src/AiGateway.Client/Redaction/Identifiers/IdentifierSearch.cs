using AiGateway.Client.Redaction.Detectors;

namespace AiGateway.Client.Redaction.Identifiers;

/// <summary>Compares one place of a text with the forms that begin there.</summary>
/// <remarks>Groups, their lengths and the surroundings are bounded by constants, so that a scan is linear in the text.</remarks>
internal ref struct IdentifierSearch(ReadOnlySpan<char> text)
{
    private const int MaxGroups = 7;
    private const int MaxValue = 40;

    private readonly ReadOnlySpan<char> _text = text;

    /// <summary>Gets the surest place so far; its length is 0 when there is none.</summary>
    public Detection Found { get; private set; }

    public static bool IsLetter(char value) => char.IsAsciiLetter(value) || value is >= '\u00C0' and <= '\u00FF' and not ('\u00D7' or '\u00F7');

    /// <summary>Follows the groups from a node whose last group ends at <paramref name="end"/>.</summary>
    public void Read(IdentifierNode node, int start, int end, ref IdentifierState state)
    {
        if (Boundary.ContinuesBefore(_text, start)) return;
        for (var groups = 0; groups < MaxGroups; groups++)
        {
            if (node.Entries.Length > 0 && !Boundary.ContinuesAfter(_text, end)) Judge(node, start, end, ref state);
            if (end + 1 >= _text.Length || GroupSeparator.Of(_text[end]) is var separator && separator == GroupSeparator.None) return;
            var shape = ReadGroup(end + 1, out var next);
            if (next == end + 1 || node.Next(separator, shape, next - end - 1) is not { } following) return;
            (node, end) = (following, next);
        }
    }

    private readonly int ReadGroup(int first, out int end)
    {
        var (digits, letters) = (0, 0);
        for (end = first; end < _text.Length && end - first <= IdentifierNode.MaxLength; end++)
        {
            if (char.IsAsciiDigit(_text[end])) digits++;
            else if (char.IsAsciiLetter(_text[end])) letters++;
            else break;
        }

        return letters == 0 ? GroupShape.Digits : digits == 0 ? GroupShape.Letters : GroupShape.OfMixed(_text[first..end]);
    }

    private void Judge(IdentifierNode node, int start, int end, ref IdentifierState state)
    {
        TopicSet topics = default;
        var (isAlone, isRead) = (state.IsAlone, false);
        Span<char> value = stackalloc char[MaxValue];
        var copied = "";
        foreach (var entry in node.Entries)
        {
            if (entry.NeedsWord && !isAlone)
            {
                // Most numbers have no word nearby, so that nothing more is to be asked.
                if (!isRead && (!state.Words.Collect(start, end, ref topics) || !node.HasTopic(topics))) return;
                isRead = true;
                if (!topics.Contains(entry.Topic)) continue;
            }

            if (!IsBetween(entry.Form, start, end) || !TryCopy(entry.Form, start, value, ref copied)) continue;
            if (!isRead) state.Words.Collect(start, end, ref topics);
            isRead = true;
            Judge(entry, start, end, value, entry.Score(topics.Contains(entry.Topic), isAlone));
        }
    }

    private void Judge(IdentifierEntry entry, int start, int end, scoped ReadOnlySpan<char> value, double score)
    {
        var form = entry.Form;
        if (form.HasPlus) start--;
        if (form.IsClosed) end++;
        if (score < entry.Threshold || score < Found.Score || (score == Found.Score && end - start <= Found.Length)) return;
        if (!entry.Identifier.Check(value[form.ValueStart..form.Template.Length])) return;
        Found = new Detection(entry.Identifier.Entity, start, end - start, score);
    }

    /// <summary>Whether the signs before and behind the groups are there.</summary>
    private readonly bool IsBetween(IdentifierForm form, int start, int end)
    {
        if (form.HasPlus && (start == 0 || _text[start - 1] != '+')) return false;
        return !form.IsClosed || (end < _text.Length && _text[end] == ')' && !Boundary.ContinuesAfter(_text, end + 1));
    }

    /// <summary>Copies letters as capitals, and digits, where the template fits. The way to the entry has compared the separators; many entries have one template.</summary>
    private readonly bool TryCopy(IdentifierForm form, int start, scoped Span<char> value, ref string copied)
    {
        var (template, position) = (form.Template, start);
        if (ReferenceEquals(template, copied)) return true;
        copied = "";
        for (var i = 0; i < template.Length; i++)
        {
            if (form.IsFirst(i)) position++;
            var c = _text[position++];
            value[i] = c < 0x80 ? (char)(c >= 'a' ? c - 0x20 : c) : char.ToUpperInvariant(c);
            if (!IdentifierForm.Fits(template[i], value[i])) return false;
        }

        copied = template;
        return true;
    }
}
