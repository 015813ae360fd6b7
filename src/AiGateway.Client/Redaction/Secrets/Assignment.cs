using System.Buffers;

namespace AiGateway.Client.Redaction.Secrets;

/// <summary>A name and the value that is assigned to it, around a sign: in code, JSON, YAML, settings, XML, headers, URLs and calls.</summary>
internal readonly ref struct Assignment
{
    public const string Signs = "=:,>|";

    private const int MaxName = 64;
    private const int MaxValue = 512;
    private const string Quotes = "\"'`";

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-");

    // All signs are among these, so that what one sign has read is not read again from the next.
    private static readonly SearchValues<char> Stops = SearchValues.Create(" \t\r\n\"'`,;:=<>(){}[]|#\\");
    private static readonly SearchValues<char> Ends = SearchValues.Create("\"'`\r\n\\");

    private Assignment(ReadOnlySpan<char> name, ReadOnlySpan<char> value, int start, bool isQuoted, bool isSpaced)
    {
        Name = name;
        Value = value;
        (Start, IsQuoted, IsSpaced) = (start, isQuoted, isSpaced);
    }

    /// <summary>Gets the name, with the word before it when it is a word such as "key".</summary>
    public ReadOnlySpan<char> Name { get; }

    public ReadOnlySpan<char> Value { get; }

    /// <summary>Gets where the value begins.</summary>
    public int Start { get; }

    public bool IsQuoted { get; }

    /// <summary>Gets a value indicating whether the sign has a space before it, as in code.</summary>
    public bool IsSpaced { get; }

    /// <summary>Reads what stands around the sign; false when there is no value of at least <paramref name="minLength"/> characters.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, int sign, int minLength, out Assignment assignment)
    {
        assignment = default;
        var end = NameEnd(text, sign);
        if (end < 2 || text.Length - sign <= minLength || !TryReadValue(text, sign, out var start, out var length, out var isQuoted) || length < minLength) return false;
        var name = ReadName(text, end);
        if (name.Length < 2) return false;
        if (!isQuoted) length = CutFields(text, start, length, end - name.Length);
        if (length < minLength) return false;
        assignment = new Assignment(name, text.Slice(start, length), start, isQuoted, text[sign - 1] == ' ');
        return true;
    }

    /// <summary>Leaves out the next field of a form or query: <c>name=value&amp;next=other</c>.</summary>
    private static int CutFields(ReadOnlySpan<char> text, int start, int length, int name)
    {
        var field = text.Slice(start, length).IndexOf('&');
        var isForm = (name > 0 && text[name - 1] is '?' or '&') || (start + length < text.Length && text[start + length] == '=');
        return field >= 0 && isForm ? field : length;
    }

    private static int NameEnd(ReadOnlySpan<char> text, int sign)
    {
        var end = sign;
        if (text[sign] == ',' && (sign == 0 || !Quotes.Contains(text[sign - 1]))) return -1;
        if (text[sign] == '|' && (sign + 1 == text.Length || text[sign + 1] != '|')) return -1;
        if (end > 0 && text[sign] == '=' && text[end - 1] is ':' or '?') end--;
        for (var i = 0; i < 4 && end > 0 && text[end - 1] is ' ' or '\t' or '"' or '\'' or '`' or ']' or '\\' or ':'; i++) end--;
        return end > 0 && char.IsAsciiLetterOrDigit(text[end - 1]) ? end : -1;
    }

    private static bool TryReadValue(ReadOnlySpan<char> text, int sign, out int start, out int length, out bool isQuoted)
    {
        start = sign + 1;
        (length, isQuoted) = (0, false);
        for (var i = 0; i < 2 && start < text.Length && text[start] is '=' or '>' or ':' or '|'; i++) start++;
        if (text[start - 1] == '=' && start - sign > 1 && text[sign] == '=') return false;
        for (var i = 0; i < 8 && start < text.Length && text[start] is ' ' or '\t' or '\\' or '@'; i++) start++;
        if (start == text.Length) return false;
        isQuoted = Quotes.Contains(text[start]);
        if (!isQuoted && text[sign] == ',') return false;
        if (isQuoted) start++;
        var window = text[start..Math.Min(text.Length, start + MaxValue)];
        var stop = window.IndexOfAny(isQuoted ? Ends : Stops);
        length = stop < 0 ? window.Length : stop;
        if (!isQuoted && stop > 0) length += Padding(window[stop..]);
        return true;
    }

    /// <summary>Length of the padding of base64; what goes on behind the sign is no padding.</summary>
    private static int Padding(ReadOnlySpan<char> rest)
    {
        var length = 0;
        while (length < 2 && length < rest.Length && rest[length] == '=') length++;
        return length == rest.Length || Stops.Contains(rest[length]) ? length : 0;
    }

    private static ReadOnlySpan<char> ReadName(ReadOnlySpan<char> text, int end)
    {
        var start = StartOf(text, end);
        var word = text[start..end];
        if (word.Length <= 8 && IsHalf(word) && start > 1)
        {
            start = StartOf(text, start - 1 - (word.Equals("value", StringComparison.OrdinalIgnoreCase) ? Gap(text[..(start - 1)]) : 0));
        }

        return text[start..end];
    }

    private static int StartOf(ReadOnlySpan<char> text, int end)
    {
        var window = text[Math.Max(0, end - MaxName)..end];
        return end - (window.Length - 1 - window.LastIndexOfAnyExcept(NameCharacters));
    }

    /// <summary>What stands between two fields of one entry: <c>"name": "X", "value"</c>.</summary>
    private static int Gap(ReadOnlySpan<char> text)
    {
        var gap = 0;
        while (gap < 8 && gap < text.Length && !NameCharacters.Contains(text[^(gap + 1)])) gap++;
        return gap;
    }

    private static bool IsHalf(ReadOnlySpan<char> word) =>
        word.Equals("key", StringComparison.OrdinalIgnoreCase) || word.Equals("token", StringComparison.OrdinalIgnoreCase)
        || word.Equals("value", StringComparison.OrdinalIgnoreCase) || word.Equals("secret", StringComparison.OrdinalIgnoreCase);
}
