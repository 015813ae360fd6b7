using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace AiGateway.Client.Redaction;

/// <summary>The forms in which a value is looked for besides its own: in other groups, escaped for JSON, percent-encoded, hexadecimal and Base64.</summary>
internal static class EncodedForms
{
    // Shorter ones would be found by chance.
    private const int Shortest = 5;

    public static IEnumerable<string> Of(string entity, string value)
    {
        foreach (var spelling in CanonicalValue.Spellings(entity, value))
        {
            yield return spelling;
        }

        yield return JavaScriptEncoder.Default.Encode(value);
        yield return JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(value);
        yield return Unicode(value, "x4");
        yield return Unicode(value, "X4");
        var percent = Uri.EscapeDataString(value);
        yield return percent;
        yield return LowerHex(percent);
        yield return percent.Replace("%20", "+", StringComparison.Ordinal);
        if (value.Length < Shortest)
        {
            yield break;
        }

        var bytes = Encoding.UTF8.GetBytes(value);
        yield return Convert.ToHexString(bytes);
        yield return Convert.ToHexStringLower(bytes);
        for (var offset = 0; offset < 3; offset++)
        {
            var inner = Base64(bytes, offset);
            yield return inner;
            yield return inner.Replace('+', '-').Replace('/', '_');
        }
    }

    // What stands before and after shares six bits with the outermost characters: only those between are the value's own.
    private static string Base64(byte[] bytes, int offset)
    {
        var text = Convert.ToBase64String([.. new byte[offset], .. bytes]);
        var first = offset == 0 ? 0 : offset + 1;
        var last = (offset + bytes.Length) * 8 / 6;
        return text[first..last];
    }

    // Some writers of JSON escape every sign.
    private static string Unicode(string value, string format)
    {
        var text = new StringBuilder();
        foreach (var c in value)
        {
            _ = char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or ' ' or ':' ? text.Append(c) : text.Append("\\u").Append(((int)c).ToString(format, CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }

    private static string LowerHex(string percent)
    {
        var text = new StringBuilder(percent);
        for (var i = 0; i + 2 < text.Length; i++)
        {
            if (text[i] == '%')
            {
                text[i + 1] = char.ToLowerInvariant(text[i + 1]);
                text[i + 2] = char.ToLowerInvariant(text[i + 2]);
                i += 2;
            }
        }

        return text.ToString();
    }
}
