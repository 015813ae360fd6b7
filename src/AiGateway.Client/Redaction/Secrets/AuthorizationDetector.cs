using System.Buffers.Text;

namespace AiGateway.Client.Redaction.Secrets;

/// <summary>Values of the header that carries credentials (RFC 9110, section 11.6.2), in HTTP, JSON and code.</summary>
internal sealed class AuthorizationDetector() : LiteralDetector("authorization", "bearer ", "basic ")
{
    private const int MinLength = 8;
    private const int MaxLength = 4096;
    private const string SubType = "generic/authorization";

    private static readonly string[] Schemes = ["bearer", "basic", "token", "apikey", "api-key", "digest", "negotiate", "ssws", "key", "sso-key", "genie-key", "bot", "oauth"];

    public override bool TryFind(ReadOnlySpan<char> text, int at, int literalLength, out Detection found)
    {
        found = default;
        if (at > 0 && char.IsAsciiLetterOrDigit(text[at - 1])) return false;
        var isScheme = text[at] is 'b' or 'B';
        var start = isScheme ? at + literalLength : SkipAssignment(text, at + literalLength);
        if (start < 0) return false;
        if (!isScheme) start = SkipScheme(text, start);
        var length = Run(text[start..], TokenCharacters, MaxLength);
        var value = text.Slice(start, length).TrimEnd(".");
        if (value.Length < (isScheme ? MinLength * 2 : MinLength) || Placeholder.Is(value) || !IsToken(value)) return false;
        if (literalLength == "basic ".Length && !IsUserAndPassword(value)) return false;
        found = At(start, start + value.Length, 0.9, SubType);
        return true;
    }

    /// <summary>Steps over the sign between a header's name and its value, quotes included; -1 when there is none.</summary>
    private static int SkipAssignment(ReadOnlySpan<char> text, int position)
    {
        var assigned = false;
        for (var i = 0; i < 7 && position < text.Length && text[position] is '"' or '\'' or '`' or ' ' or ':' or '=' or ',' or '\\' or ']' or '>'; i++)
        {
            assigned |= text[position++] is ':' or '=' or ',' or '>';
        }

        return assigned ? position : -1;
    }

    private static int SkipScheme(ReadOnlySpan<char> text, int position)
    {
        foreach (var scheme in Schemes)
        {
            var end = position + scheme.Length;
            if (end < text.Length && text[end] is ' ' or '=' && text[position..].StartsWith(scheme, StringComparison.OrdinalIgnoreCase)) return SkipField(text, end + 1);
        }

        return position;
    }

    /// <summary>Steps over a field's name, as in <c>Token token="…"</c>.</summary>
    private static int SkipField(ReadOnlySpan<char> text, int position)
    {
        var rest = text[position..];
        if (rest.StartsWith("token=", StringComparison.OrdinalIgnoreCase)) position += "token=".Length;
        while (position < text.Length && text[position] is '"' or '\\') position++;
        return position;
    }

    /// <summary>A word of a language has no digit and seldom capitals inside.</summary>
    private static bool IsToken(ReadOnlySpan<char> value) =>
        (value.ContainsAnyInRange('0', '9') || (value[1..].ContainsAnyInRange('A', 'Z') && value.ContainsAnyInRange('a', 'z')) || value[^1] == '=')
        && Entropy.BitsPerCharacter(value) >= 2.5 && !Wording.IsWords(value);

    /// <summary>Whether the value decodes to a name, a colon and a password (RFC 7617).</summary>
    public static bool IsUserAndPassword(ReadOnlySpan<char> value)
    {
        Span<byte> decoded = stackalloc byte[192];
        return value.Length <= 256 && Base64.IsValid(value) && Convert.TryFromBase64Chars(value, decoded, out var written) && decoded[..written].IndexOf((byte)':') > 0;
    }
}
