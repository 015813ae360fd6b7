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
            if (node.Entries.Count > 0) Judge(node, start, end, ref state);
            if (end + 1 >= _text.Length || Separator(_text[end]) == '\0') return;
            var first = ++end;
            var (digits, letters) = (0, 0);
            while (end < _text.Length && end - first <= IdentifierNode.MaxLength && char.IsAsciiLetterOrDigit(_text[end]))
            {
                if (char.IsAsciiDigit(_text[end++])) digits++;
                else letters++;
            }

            if (end == first) return;
            var kind = letters == 0 ? GroupKind.Digits : digits == 0 ? GroupKind.Letters : GroupKind.Mixed;
            if (node.Next(kind, end - first) is not { } next) return;
            node = next;
        }
    }

    private static char Separator(char value) => value is '+' or '(' ? value : DigitRun.Separator(value);

    private void Judge(IdentifierNode node, int start, int end, ref IdentifierState state)
    {
        TopicSet topics = default;
        // Most numbers have no word nearby, so that nothing more is to be asked.
        if (!state.Words.Collect(start, end, ref topics) && node.NeedsWords && !state.IsAlone) return;
        foreach (var entry in node.Entries) Judge(entry, start, end, topics, state.IsAlone);
    }

    private void Judge(IdentifierEntry entry, int start, int end, in TopicSet topics, bool isAlone)
    {
        var form = entry.Form;
        if (form.Separators is [.., '(']) end++;
        if (form.HasPlus && (start == 0 || _text[--start] != '+')) return;
        if (end > _text.Length) return;
        var score = EvidenceScores.Of(entry.Identifier.Evidence, entry.IsGrouped, topics.Contains(entry.Topic), isAlone);
        if (score < entry.Threshold || score < Found.Score || (score == Found.Score && end - start <= Found.Length)) return;
        Span<char> value = stackalloc char[MaxValue];
        if (!TryCopy(form, form.HasPlus ? start + 1 : start, value) || Boundary.ContinuesAfter(_text, end)) return;
        if (!entry.Identifier.Check(value[form.ValueStart..form.Template.Length])) return;
        Found = new Detection(entry.Identifier.Entity, start, end - start, score);
    }

    /// <summary>Copies letters as capitals, and digits, where the template and the separators fit.</summary>
    private readonly bool TryCopy(IdentifierForm form, int start, Span<char> value)
    {
        var template = form.Template;
        var (position, group, left) = (start, 0, form.Groups[0].Length);
        var uniform = '\0';
        for (var i = 0; i < template.Length; i++)
        {
            if (left == 0)
            {
                if (!IsSeparator(form.Separators[group], Separator(_text[position++]), ref uniform)) return false;
                left = form.Groups[++group].Length;
            }

            var c = _text[position++];
            value[i] = c < 0x80 ? (char)(c >= 'a' ? c - 0x20 : c) : char.ToUpperInvariant(c);
            if (!IdentifierForm.Fits(template[i], value[i])) return false;
            left--;
        }

        return form.Separators is not [.., '('] || (position < _text.Length && _text[position] == ')');
    }

    private static bool IsSeparator(char wanted, char kind, ref char uniform)
    {
        if (wanted != '_') return wanted == kind;
        if (kind is '\0' or '/' or '+' or '(' || (uniform != '\0' && uniform != kind)) return false;
        uniform = kind;
        return true;
    }
}
