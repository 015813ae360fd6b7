namespace AiGateway.Client.Redaction.Secrets;

/// <summary>Keys whose prefix has letters only.</summary>
internal sealed class KeyDetector(KeyFormat format) : LiteralDetector(format.Prefix)
{
    public override bool TryFind(ReadOnlySpan<char> text, int at, int literalLength, out Detection found)
    {
        var end = format.FindEnd(text, at, out var score);
        found = end < 0 ? default : At(at, end, score, format.SubType);
        return end >= 0;
    }
}
