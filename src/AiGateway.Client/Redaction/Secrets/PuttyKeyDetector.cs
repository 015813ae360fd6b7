using System.Buffers;

namespace AiGateway.Client.Redaction.Secrets;

/// <summary>Private keys in PuTTY's format, also when the end was cut off.</summary>
internal sealed class PuttyKeyDetector() : LiteralDetector("PuTTY-User-Key-File-")
{
    private const string Private = "Private-Lines: ";
    private const string Mac = "Private-MAC: ";
    private const int MaxHead = 8 * 1024;
    private const int MaxBody = 16 * 1024;
    private const int MinBody = 16;

    private static readonly SearchValues<char> Lines = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=\r\n");

    public override bool TryFind(ReadOnlySpan<char> text, int at, int literalLength, out Detection found)
    {
        found = default;
        var head = text.Slice(at + literalLength, Math.Min(MaxHead, text.Length - at - literalLength));
        var next = head.IndexOf(Literals[0]);
        var lines = (next < 0 ? head : head[..next]).IndexOf(Private);
        if (lines < 0) return false;
        var body = at + literalLength + lines + Private.Length;
        var length = Run(text[body..], Lines, MaxBody);
        if (length < MinBody) return false;
        var end = body + length;
        if (text[(end - Math.Min(length, "Private".Length))..].StartsWith(Mac)) end += Mac.Length - "Private".Length + Run(text[(end + Mac.Length - "Private".Length)..], KeyCharacters.Hex, 64);
        found = At(at, end, 1.0, "generic/putty-key");
        return true;
    }
}
