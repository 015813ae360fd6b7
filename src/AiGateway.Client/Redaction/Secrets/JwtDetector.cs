using System.Buffers;
using System.Buffers.Text;

namespace AiGateway.Client.Redaction.Secrets;

/// <summary>JSON Web Tokens (RFC 7519): two or three parts, of which the first decodes to JSON with <c>alg</c>.</summary>
internal sealed class JwtDetector() : LiteralDetector("eyJ")
{
    private const int MaxHeader = 1024;
    private const int MaxPart = 16 * 1024;

    private static readonly SearchValues<char> Characters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    public override bool TryFind(ReadOnlySpan<char> text, int at, int literalLength, out Detection found)
    {
        found = default;
        if (at > 0 && (Characters.Contains(text[at - 1]) || text[at - 1] == '.') || !text[at..].StartsWith(Literals[0])) return false;
        var end = at + Run(text[at..], Characters, MaxHeader + 1);
        if (end - at > MaxHeader || end == text.Length || text[end] != '.' || !IsHeader(text[at..end])) return false;
        for (var part = 0; part < 4 && end < text.Length && text[end] == '.'; part++)
        {
            var length = Run(text[(end + 1)..], Characters, MaxPart);
            if (length == 0 && part != 0) break;
            end += 1 + length;
        }

        if (text[end - 1] == '.') end--;
        found = At(at, end, 1.0, "generic/json-web-token");
        return true;
    }

    private static bool IsHeader(ReadOnlySpan<char> part)
    {
        Span<byte> json = stackalloc byte[MaxHeader];
        if (Base64Url.DecodeFromChars(part, json, out _, out var written) != OperationStatus.Done) return false;
        json = json[..written];
        return json is [(byte)'{', .., (byte)'}'] && json.IndexOf("\"alg\""u8) > 0;
    }
}
