namespace AiGateway.Client.Caching.Semantic.Gates;

/// <summary>A piece of a question.</summary>
internal struct Token(TokenKind kind, string text)
{
    public TokenKind Kind = kind;

    /// <summary>A word in small letters without accents, a number as written, an identifier without what joins its parts, a date in canonical form.</summary>
    public string Text = text;

    /// <summary>What is known of a word.</summary>
    public WordInfo Info = WordInfo.Unknown;

    /// <summary>The letters before the digits of an identifier.</summary>
    public string? Prefix = null;

    /// <summary>The unit that was written together with a number.</summary>
    public string? Unit = null;

    public bool IsCapital = false;

    /// <summary>Capitals only.</summary>
    public bool IsUpper = false;

    /// <summary>A capital inside.</summary>
    public bool IsCamel = false;

    public bool IsOrdinal = false;

    /// <summary>Whether a sign before a number makes it negative.</summary>
    public bool IsNegative = false;

    public bool StartsSentence = false;

    /// <summary>Whether the piece has been taken to be part of another.</summary>
    public bool IsUsed = false;

    public readonly bool IsWord(WordFlags flags) => Kind is TokenKind.Word && Info.Has(flags);

    public readonly bool IsMark(char mark) => Kind is TokenKind.Mark && Text[0] == mark;
}
