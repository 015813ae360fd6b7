using System.Buffers;

namespace AiGateway.Client.Redaction.Secrets;

/// <summary>Passwords and account keys in connection strings: <c>Name=value</c> beside other well-known names.</summary>
internal sealed class ConnectionStringDetector() : LiteralDetector("password", "pwd", "accountkey", "sharedaccesskey", "sharedsecret")
{
    private const int Window = 200;
    private const int MaxValue = 256;
    private const int KeyLength = 40;

    private static readonly SearchValues<string> Neighbours = SearchValues.Create(
        ["server=", "data source=", "host=", "user id=", "userid=", "uid=", "user=", "username=", "database=", "initial catalog=", "endpoint=", "accountname=", "port=", "dsn=", "driver=", "sharedaccesskeyname="],
        StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<char> Stops = SearchValues.Create(";\r\n\"'`<>");

    public override bool TryFind(ReadOnlySpan<char> text, int at, int literalLength, out Detection found)
    {
        found = default;
        if (at > 0 && char.IsAsciiLetterOrDigit(text[at - 1])) return false;
        var start = SkipSpaces(text, at + literalLength);
        if (start == text.Length || text[start] != '=') return false;
        start = SkipSpaces(text, start + 1);
        var end = ValueEnd(text, ref start);
        var value = text[start..end];
        if (value.Length < 3 || !IsConnectionString(text, at, end, value) || Placeholder.IsPassword(value)) return false;
        found = At(start, end, 0.9, "generic/connection-string");
        return true;
    }

    private static int SkipSpaces(ReadOnlySpan<char> text, int position)
    {
        for (var i = 0; i < 2 && position < text.Length && text[position] == ' '; i++) position++;
        return position;
    }

    /// <summary>A value ends at a semicolon, a quote or its line; a quoted one at its own quote.</summary>
    private static int ValueEnd(ReadOnlySpan<char> text, ref int start)
    {
        var window = text.Slice(start, Math.Min(MaxValue, text.Length - start));
        if (!window.IsEmpty && window[0] is '"' or '\'')
        {
            var quote = window[1..].IndexOf(window[0]);
            if (quote > 0)
            {
                start++;
                return start + quote;
            }
        }

        var stop = window.IndexOfAny(Stops);
        var value = (stop < 0 ? window : window[..stop]).TrimEnd();
        var isLast = stop < 0 || window[stop] != ';';
        var space = isLast ? value.IndexOf(' ') : -1;
        return start + (space < 0 ? value.Length : space);
    }

    private static bool IsConnectionString(ReadOnlySpan<char> text, int at, int end, ReadOnlySpan<char> value)
    {
        if (text[at] is 'A' or 'a' or 'S' or 's') return value.Length >= KeyLength;
        return text[Math.Max(0, at - Window)..at].ContainsAny(Neighbours) || text[end..Math.Min(text.Length, end + Window)].ContainsAny(Neighbours);
    }
}
