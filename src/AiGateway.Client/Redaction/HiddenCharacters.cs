using System.Buffers;
using System.Text;

namespace AiGateway.Client.Redaction;

/// <summary>Characters that readers do not see inside a value, or see as another one: zero-width signs, soft hyphens, full-width and other digits, spaces of other widths.</summary>
internal static class HiddenCharacters
{
    // Signs of Unicode's category Cf that have no width, and variation selectors.
    private const string Invisible =
        "\u00AD\u034F\u061C\u180E\u200B\u200C\u200D\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\u206A\u206B\u206C\u206D\u206E\u206F\uFE00\uFE01\uFE0E\uFE0F\uFEFF";

    // The digit 0 of scripts whose digits people type: Arabic, Persian, Devanagari, Bengali, Thai.
    private const string Zeros = "\u0660\u06F0\u0966\u09E6\u0E50";

    // Of Unicode's category Zs: no-break spaces and those of typesetters.
    private const string Spaces = "\u00A0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u202F\u205F\u3000";

    private static readonly SearchValues<char> Removed = SearchValues.Create(Invisible);
    private static readonly SearchValues<char> All = SearchValues.Create(
        Invisible + Spaces + string.Concat(Enumerable.Range(0xFF01, 94).Select(c => (char)c)) + string.Concat(Zeros.SelectMany(zero => Enumerable.Range(zero, 10).Select(c => (char)c))));

    /// <summary>Gives the text as it looks, when it has such characters.</summary>
    public static bool TryRemove(ReadOnlySpan<char> text, out PlainText plain)
    {
        plain = default;
        if (Ascii.IsValid(text) || text.IndexOfAny(All) < 0) return false;
        plain = new PlainText(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (!Removed.Contains(text[i])) plain.Add(Fold(text[i]), i);
        }

        plain.Add('\0', text.Length);
        return true;
    }

    /// <summary>Gives a text as it looks.</summary>
    public static string Remove(string text)
    {
        if (!TryRemove(text, out var plain)) return text;
        using (plain) return plain.Text.ToString();
    }

    private static char Fold(char value)
    {
        if (value is >= '\uFF01' and <= '\uFF5E') return (char)(value - 0xFEE0);
        if (Spaces.Contains(value)) return ' ';
        foreach (var zero in Zeros)
        {
            if (value >= zero && value <= zero + 9) return (char)('0' + value - zero);
        }

        return value;
    }
}
