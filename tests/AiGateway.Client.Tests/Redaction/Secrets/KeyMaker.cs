using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace AiGateway.Client.Tests.Redaction.Secrets;

/// <summary>Makes random keys from a template, so that no file has one of a live shape.</summary>
internal sealed partial class KeyMaker(int seed)
{
    private const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private static readonly uint[] Table =
        [.. Enumerable.Range(0, 256).Select(c => Enumerable.Range(0, 8).Aggregate((uint)c, (crc, _) => (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320))];

    private readonly Random _random = new(seed);

    /// <summary>Fills a template in; the checksums at its end are those of what is before.</summary>
    public string Make(string template)
    {
        StringBuilder key = new();
        var end = 0;
        foreach (Match part in Part().Matches(template))
        {
            key.Append(template, end, part.Index - end);
            end = part.Index + part.Length;
            key.Append(Fill(part.Groups[1].Value, part.Groups[2].Value, key.ToString()));
        }

        return key.Append(template, end, template.Length - end).ToString();
    }

    public string Random(string kind, int length)
    {
        while (true)
        {
            var value = string.Concat(Enumerable.Range(0, length).Select(_ => Alphabet(kind)[_random.Next(Alphabet(kind).Length)]));
            if (length < 10 || kind == "num" || (value.Any(char.IsAsciiDigit) && value.Any(char.IsAsciiLetter) && value[^1] is not '-' and not '_')) return value;
        }
    }

    public T Pick<T>(IReadOnlyList<T> values) => values[_random.Next(values.Count)];

    private string Fill(string kind, string length, string before) => kind switch
    {
        "crc62" => Encode(Crc(before[(before.LastIndexOf('_') + 1)..])),
        "crchex" => Convert.ToHexStringLower(BitConverter.GetBytes(Crc(before.TrimEnd('_')))),
        "oai" => "T3Blbk" + "FJ",
        "uuid" => string.Join('-', new[] { 8, 4, 4, 4, 12 }.Select(part => Random("hex", part))),
        _ => Random(kind, int.Parse(length, CultureInfo.InvariantCulture)),
    };

    private static uint Crc(string text) => ~Encoding.ASCII.GetBytes(text).Aggregate(uint.MaxValue, (crc, c) => Table[(byte)(crc ^ c)] ^ (crc >> 8));

    private static string Encode(uint value)
    {
        var digits = new char[6];
        for (var i = digits.Length - 1; i >= 0; i--, value /= 62) digits[i] = Base62[(int)(value % 62)];
        return new string(digits);
    }

    private static string Alphabet(string kind) => kind switch
    {
        "num" => "0123456789",
        "hex" => "0123456789abcdef",
        "cap" => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567",
        "small" => "0123456789abcdefghijklmnopqrstuvwxyz",
        "word" => Base62,
        "url" => Base62 + "-_",
        "base64" => Base62 + "+/",
        _ => throw new ArgumentException($"There is no alphabet '{kind}'.", nameof(kind)),
    };

    [GeneratedRegex(@"\{(crc62|crchex|oai|uuid|\w+(?=:\d))(?::(\d+))?\}")]
    private static partial Regex Part();
}
