namespace AiGateway.Client.Redaction.Secrets;

/// <summary>Keys with a literal prefix: length, characters and entropy must fit, and placeholders are left alone.</summary>
internal sealed class KeyDetector(KeyFormat format) : LiteralDetector(format.Prefix)
{
    public override bool TryFind(ReadOnlySpan<char> text, int at, int literalLength, out Detection found)
    {
        found = default;
        if (!text[at..].StartsWith(format.Prefix) || JoinsBefore(text, at)) return false;
        var start = at + literalLength;
        var length = Run(text[start..], format.Characters, format.MaxLength + 1);
        length = TrimEnd(text.Slice(start, length));
        if (length < format.MinLength || length > format.MaxLength) return false;
        var value = text.Slice(start, length);
        if (Placeholder.Is(value) || Entropy.BitsPerCharacter(value) < format.MinEntropy || !value.ContainsAnyInRange('0', '9')) return false;
        found = At(at, start + length, 0.95);
        return true;
    }

    /// <summary>A key is not the rest of a word; what its own characters join would also make hostile text costly.</summary>
    private static bool JoinsBefore(ReadOnlySpan<char> text, int at) => at > 0 && (char.IsAsciiLetterOrDigit(text[at - 1]) || text[at - 1] is '_' or '-');

    private static int TrimEnd(ReadOnlySpan<char> value) => value.TrimEnd(".-").Length;
}
