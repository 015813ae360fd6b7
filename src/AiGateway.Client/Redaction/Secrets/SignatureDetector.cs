namespace AiGateway.Client.Redaction.Secrets;

/// <summary>Keys that have a signature at a fixed place.</summary>
internal sealed class SignatureDetector(SignatureFormat format) : LiteralDetector(format.Signature)
{
    public override bool TryFind(ReadOnlySpan<char> text, int at, int literalLength, out Detection found)
    {
        found = default;
        var (start, end) = (at - format.Before, at + literalLength + format.After);
        if (start < 0 || end > text.Length || text[start..end].ContainsAnyExcept(format.Characters)) return false;
        if (!TokenEdge.IsStart(text, start) || (end < text.Length && format.Characters.Contains(text[end]) && text[end] != '=')) return false;
        if (Placeholder.Is(text[start..end]) || Entropy.BitsPerCharacter(text[start..end]) < 3.5) return false;
        found = At(start, end, 0.95, format.SubType);
        return true;
    }
}
