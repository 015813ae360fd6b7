using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using AiGateway.Client.Redaction;

namespace AiGateway.Client.Caching.Semantic.Gates;

/// <summary>Takes a question apart in one pass.</summary>
internal sealed class Tokenizer(string text)
{
    /// <summary>A question of more pieces is compared by no gate, and so is never answered from another's answer.</summary>
    public const int MaxTokens = 600;

    private static readonly SearchValues<char> Spaces = SearchValues.Create(" \t\r\n\u00A0\u202F\u2009");
    private static readonly string[] Marks = [.. Enumerable.Range(0, 128).Select(c => ((char)c).ToString())];

    private readonly List<Token> _tokens = [];
    private int _chunkEnd;
    private bool _startsSentence = true;

    public List<string> Quotes { get; } = [];

    /// <summary>Takes the text apart.</summary>
    /// <returns><see langword="null"/> when it has too many pieces.</returns>
    public List<Token>? Read()
    {
        for (var i = 0; i < text.Length;)
        {
            if (_tokens.Count > MaxTokens)
            {
                return null;
            }

            if (i >= _chunkEnd && !Spaces.Contains(text[i]))
            {
                var end = text.AsSpan(i).IndexOfAny(Spaces);
                _chunkEnd = end < 0 ? text.Length : i + end;
                if (ReadAddress(i) is var address and > 0)
                {
                    i += address;
                    continue;
                }
            }

            i += ReadPiece(i);
        }

        return _tokens;
    }

    private int ReadPiece(int start)
    {
        var c = text[start];
        if (c == '[' && TokenText.Measure(text.AsSpan(start)) is var length and > 0)
        {
            Add(new Token(TokenKind.Pseudonym, text.Substring(start, length)));
            return length;
        }

        if (char.IsLetterOrDigit(c) || char.IsSurrogate(c))
        {
            var run = MeasureRun(start);
            var before = _tokens.Count;
            RunReader.Read(text.AsSpan(start, run), Add);
            MarkNegative(before, start);
            _startsSentence &= _tokens.Count == before;
            return run;
        }

        ReadQuote(start);
        if (c is '\n' || c is '.' or '!' or '?' or ':' or '¿' or '¡' or '"' or '“' or '„')
        {
            _startsSentence = true;
        }

        if (!Spaces.Contains(c))
        {
            AddMark(c);
        }

        return 1;
    }

    // A sign stands right before the number and belongs to nothing else: not 3-5, not A-5.
    private void MarkNegative(int place, int start)
    {
        if (start > 0 && text[start - 1] is '-' or '−' && (start == 1 || text[start - 2] is '(' || Spaces.Contains(text[start - 2])) && place < _tokens.Count)
        {
            CollectionsMarshal.AsSpan(_tokens)[place].IsNegative = _tokens[place].Kind is TokenKind.Number;
        }
    }

    private void Add(Token token)
    {
        token.StartsSentence = _startsSentence;
        _startsSentence = false;
        _tokens.Add(token);
    }

    private void AddMark(char c)
    {
        var mark = new Token(TokenKind.Mark, c < Marks.Length ? Marks[c] : c switch { '–' or '−' or '—' => "-", '×' or '·' => "*", '÷' => "/", _ => c.ToString() });
        _tokens.Add(mark);
    }

    // Web and mail addresses and paths: all up to the next space, without the punctuation behind.
    private int ReadAddress(int start)
    {
        var chunk = text.AsSpan(start, _chunkEnd - start);
        var trimmed = chunk.TrimEnd(".,;:!?)]}>\"'»”“’");
        var at = trimmed.IndexOf('@');
        var isWeb = trimmed.Contains("://", StringComparison.Ordinal) || trimmed.StartsWith("www.", StringComparison.OrdinalIgnoreCase);
        var isMail = at > 0 && trimmed[at..].Contains('.');
        var isPath = trimmed.Length > 2 && ((trimmed[0] is '/' or '~' && char.IsLetter(trimmed[1]) && trimmed[1..].Contains('/')) || trimmed.Contains(":\\", StringComparison.Ordinal));
        if (!isWeb && !isMail && !isPath)
        {
            return 0;
        }

        var address = isWeb || isMail ? trimmed.ToString().ToLowerInvariant() : trimmed.ToString();
        Add(new Token(TokenKind.Identifier, isWeb ? Bare(address) : address.TrimStart('(', '<', '"', '\'')));
        return trimmed.Length;
    }

    private static string Bare(string address)
    {
        var scheme = address.IndexOf("://", StringComparison.Ordinal);
        var bare = scheme < 0 ? address : address[(scheme + 3)..];
        return (bare.StartsWith("www.", StringComparison.Ordinal) ? bare[4..] : bare).TrimEnd('/');
    }

    private int MeasureRun(int start)
    {
        var end = start + 1;
        for (; end < text.Length && (IsInside(text[end]) || Joins(start, end)); end++)
        {
        }

        return end < text.Length && text[end] is '#' && end == start + 1 ? 2
            : end + 1 < text.Length && text[end] is '+' && text[end + 1] is '+' && end == start + 1 ? 3
            : end - start;
    }

    private bool Joins(int start, int place)
    {
        if (place + 1 >= text.Length || place == start || !IsInside(text[place + 1]) || !IsInside(text[place - 1]))
        {
            return false;
        }

        var digits = char.IsAsciiDigit(text[place - 1]) && char.IsAsciiDigit(text[place + 1]);
        return text[place] switch
        {
            '.' or '-' or '_' => true,
            ',' or '/' or ':' => digits,
            '\'' or '’' => digits || (char.IsLetter(text[place - 1]) && char.IsLetter(text[place + 1])),
            '\u00A0' or '\u202F' or '\u2009' => digits && IsGroup(place + 1),
            _ => false,
        };
    }

    private bool IsGroup(int start)
    {
        var rest = text.AsSpan(start);
        var digits = rest.IndexOfAnyExceptInRange('0', '9');
        return (digits < 0 ? rest.Length : digits) == 3;
    }

    private static bool IsInside(char c) => char.IsLetterOrDigit(c) || char.IsSurrogate(c) || (c > 127 && char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark);

    private void ReadQuote(int start)
    {
        var close = text[start] switch { '"' => '"', '“' => '”', '„' => '“', '«' => '»', '`' => '`', '‘' => '’', '\'' => '\'', _ => '\0' };
        if (close == '\0' || start + 2 >= text.Length || Spaces.Contains(text[start + 1]) || (start > 0 && char.IsLetterOrDigit(text[start - 1])))
        {
            return;
        }

        // A quote that does not end within this is not one; the bound keeps the cost linear.
        var rest = text.AsSpan(start + 1, Math.Min(512, text.Length - start - 1));
        for (var end = rest.IndexOf(close); end > 0; end = Next(rest, end, close))
        {
            if (!Spaces.Contains(rest[end - 1]) && (end + 1 >= rest.Length || !char.IsLetterOrDigit(rest[end + 1])))
            {
                Quotes.Add(WordSequence.Write(rest[..end]));
                return;
            }
        }
    }

    private static int Next(ReadOnlySpan<char> rest, int end, char close) => rest[(end + 1)..].IndexOf(close) is var next and >= 0 ? end + 1 + next : -1;
}
