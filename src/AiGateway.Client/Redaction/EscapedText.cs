using System.Globalization;
using System.Text;

namespace AiGateway.Client.Redaction;

/// <summary>Reads what a text escapes, as URLs (<c>%40</c>) and JSON (<c>\u0040</c>, <c>\/</c>) do, and remembers where each character was written.</summary>
internal sealed class EscapedText
{
    private readonly StringBuilder _text = new();
    private readonly List<int> _origins = [];

    private EscapedText(string source)
    {
        Span<byte> bytes = stackalloc byte[4];
        for (var position = 0; position < source.Length;)
        {
            var length = EscapeLength(source, position);
            if (length == 0)
            {
                Append(source[position], position++);
            }
            else if (source[position] == '%')
            {
                position += AppendPercent(source, position, bytes);
            }
            else
            {
                Append(length == 2 ? '/' : (char)ushort.Parse(source.AsSpan(position + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture), position);
                position += length;
            }
        }

        _origins.Add(source.Length);
    }

    /// <summary>Gets the text without escapes.</summary>
    public string Text => _text.ToString();

    /// <summary>Reads a text.</summary>
    /// <returns><see langword="null"/> when nothing in it is escaped.</returns>
    public static EscapedText? Read(string source)
    {
        for (var position = source.AsSpan().IndexOfAny('%', '\\'); position >= 0;)
        {
            if (EscapeLength(source, position) > 0)
            {
                return new EscapedText(source);
            }

            var next = source.AsSpan(position + 1).IndexOfAny('%', '\\');
            position = next < 0 ? -1 : position + 1 + next;
        }

        return null;
    }

    /// <summary>Finds where a part of the text was written.</summary>
    public (int Start, int End) Origin(Detection detection) => (_origins[detection.Start], _origins[detection.End]);

    private static int EscapeLength(string text, int position) => text[position] switch
    {
        '%' when IsHex(text, position + 1, 2) => 3,
        '\\' when position + 1 < text.Length && text[position + 1] == '/' => 2,
        '\\' when position + 1 < text.Length && text[position + 1] == 'u' && IsHex(text, position + 2, 4) => 6,
        _ => 0,
    };

    private static bool IsHex(string text, int start, int count)
    {
        if (start + count > text.Length)
        {
            return false;
        }

        for (var i = start; i < start + count; i++)
        {
            if (!char.IsAsciiHexDigit(text[i]))
            {
                return false;
            }
        }

        return true;
    }

    // Up to four escaped bytes are one character of UTF-8; a byte that is none stands for itself.
    private int AppendPercent(string source, int position, Span<byte> bytes)
    {
        var count = 0;
        while (count < bytes.Length && position + (3 * count) < source.Length && source[position + (3 * count)] == '%' && IsHex(source, position + (3 * count) + 1, 2))
        {
            bytes[count] = byte.Parse(source.AsSpan(position + (3 * count) + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            count++;
        }

        if (Rune.DecodeFromUtf8(bytes[..count], out var rune, out var consumed) is not System.Buffers.OperationStatus.Done)
        {
            Append((char)bytes[0], position);
            return 3;
        }

        Span<char> characters = stackalloc char[2];
        foreach (var c in characters[..rune.EncodeToUtf16(characters)])
        {
            Append(c, position);
        }

        return 3 * consumed;
    }

    private void Append(char c, int origin)
    {
        _text.Append(c);
        _origins.Add(origin);
    }
}
