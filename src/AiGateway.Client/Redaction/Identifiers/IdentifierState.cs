namespace AiGateway.Client.Redaction.Identifiers;

/// <summary>What the search for identifiers knows about a text from one number to the next.</summary>
internal ref struct IdentifierState(ReadOnlySpan<char> text, ContextVocabulary? vocabulary, Span<ContextHit> hits)
{
    private const int MaxAlone = 96;

    /// <summary>The words around numbers.</summary>
    public ContextReader Words = new(text, vocabulary, hits);

    private readonly ReadOnlySpan<char> _text = text;
    private bool? _isAlone;

    /// <summary>Gets whether the text is short and has no word of more than three letters, as the field of a form or a list of values.</summary>
    public bool IsAlone => _isAlone ??= _text.Length <= MaxAlone && !HasLongWord();

    private readonly bool HasLongWord()
    {
        for (var i = 0; i < _text.Length; i++)
        {
            var (start, digits) = (i, 0);
            for (; i < _text.Length && char.IsLetterOrDigit(_text[i]); i++) digits += char.IsDigit(_text[i]) ? 1 : 0;
            if (digits == 0 && i - start > 3) return true;
        }

        return false;
    }
}
