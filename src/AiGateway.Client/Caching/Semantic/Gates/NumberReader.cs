using System.Globalization;

namespace AiGateway.Client.Caching.Semantic.Gates;

/// <summary>Finds numbers, in digits and in words, with what they count.</summary>
internal static class NumberReader
{
    private static readonly string[] Romans = ["ii", "iii", "iv", "vi", "vii", "viii", "ix", "xi", "xii", "xiii", "xiv", "xv", "xvi"];
    private static readonly string[] RomanValues = ["2", "3", "4", "6", "7", "8", "9", "11", "12", "13", "14", "15", "16"];

    /// <summary>Finds the numbers. Their pieces then hold them in canonical form, and the pieces that belong to them are used.</summary>
    public static NumberFact[] Read(Span<Token> tokens, QuestionLanguage language)
    {
        List<NumberFact> numbers = [];
        for (var i = 0; i < tokens.Length; i++)
        {
            if (tokens[i].IsUsed)
            {
                continue;
            }

            if (tokens[i].Kind is TokenKind.Number)
            {
                AddNumber(tokens, i, Parse(tokens, i, language), numbers);
            }
            else if (tokens[i].Kind is TokenKind.Word && ReadWords(tokens, i, language) is { } value)
            {
                AddNumber(tokens, i, value, numbers);
            }
        }

        numbers.Sort(static (left, right) => string.CompareOrdinal(left.Value, right.Value) is var order and not 0 ? order : string.CompareOrdinal(left.Unit, right.Unit));
        return [.. numbers];
    }

    /// <summary>Finds the units that stand alone.</summary>
    public static string[] BareUnits(Span<Token> tokens)
    {
        List<string> units = [];
        foreach (ref readonly var token in tokens)
        {
            if (token.Kind is TokenKind.Word && !token.IsUsed && token.Info.Unit is { } unit && unit is not "pound-sign" && !units.Contains(unit))
            {
                units.Add(unit);
            }
        }

        units.Sort(StringComparer.Ordinal);
        return [.. units];
    }

    private static void AddNumber(Span<Token> tokens, int place, string value, List<NumberFact> numbers)
    {
        ref var token = ref tokens[place];
        if (value == "1" && (token.IsOrdinal || token.Info.Ordinal > 0))
        {
            // First says where something stands; the groups of words that exclude each other compare it with last.
            return;
        }

        value = IsNegative(tokens, place) ? $"-{value}" : value;
        var unit = ReadUnit(tokens, place);
        var before = place > 0 && tokens[place - 1].Kind is TokenKind.Word ? tokens[place - 1].Text : null;
        (token.Kind, token.Text, token.Unit, token.IsUsed) = (TokenKind.Number, value, unit, false);
        numbers.Add(new NumberFact(value, unit, before));
    }

    // Minus five; but not ten minus five.
    private static bool IsNegative(Span<Token> tokens, int place) => tokens[place].IsNegative
        || (place > 0 && tokens[place - 1] is { Kind: TokenKind.Word, Text: "minus" } && (place == 1 || tokens[place - 2].Kind is not (TokenKind.Number or TokenKind.Mark)));

    private static string Parse(Span<Token> tokens, int place, QuestionLanguage language)
    {
        var text = Plain(tokens[place].Text, language);
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
        {
            return text;
        }

        for (var next = place + 1; next < tokens.Length && tokens[next].Kind is TokenKind.Word && tokens[next].Info.Scale > 0 && !IsPercent(tokens, next); next++)
        {
            if (value > 1_000_000_000_000)
            {
                break;
            }

            value *= tokens[next].Info.Scale;
            tokens[next].IsUsed = true;
        }

        return Write(value);
    }

    private static string Write(decimal value) => (value / 1.0000000000000000000000000000m).ToString("0.############################", CultureInfo.InvariantCulture);

    // Digits with a point for the fraction and nothing else.
    private static string Plain(string text, QuestionLanguage language)
    {
        var (dot, comma) = (text.LastIndexOf('.'), text.LastIndexOf(','));
        var separator = dot >= 0 && comma >= 0 ? (dot > comma ? '.' : ',')
            : dot >= 0 ? (IsGroups(text, '.') && (language is not QuestionLanguage.English || text.IndexOf('.', StringComparison.Ordinal) != dot) ? '\0' : '.')
            : comma >= 0 ? (IsGroups(text, ',') && (language is QuestionLanguage.English || text.IndexOf(',', StringComparison.Ordinal) != comma) ? '\0' : ',')
            : '\0';
        Span<char> plain = stackalloc char[Math.Min(text.Length, 128)];
        var length = 0;
        for (var i = 0; i < plain.Length; i++)
        {
            if (char.IsAsciiDigit(text[i]))
            {
                plain[length++] = text[i];
            }
            else if (text[i] == separator && i == text.LastIndexOf(separator))
            {
                plain[length++] = '.';
            }
        }

        return new string(plain[..length]);
    }

    private static bool IsGroups(string text, char separator)
    {
        var parts = text.Split(separator);
        return parts[0].Length is >= 1 and <= 3 && parts[0] != "0" && Array.TrueForAll(parts[1..], static part => part.Length == 3);
    }

    private static string? ReadWords(Span<Token> tokens, int place, QuestionLanguage language)
    {
        ref var token = ref tokens[place];
        if (token.IsUpper && Array.IndexOf(Romans, token.Text) is var roman and >= 0 && place > 0 && tokens[place - 1].IsCapital)
        {
            return RomanValues[roman];
        }

        if (token.Info.Ordinal > 0)
        {
            return IsOrdinal(tokens, place) ? Write(token.Info.Ordinal) : null;
        }

        var isScale = token.Info.Scale > 1 && token.Info.Number < 0;
        if (token.Info.Number < 0 && (!isScale || !IsScaleAlone(tokens, place, language)))
        {
            return null;
        }

        return token.Info.Number is 2 or 3 && place > 0 && tokens[place - 1].Text is "the" or "these" or "those" or "die" or "diese" or "beiden" or "les" or "ces" or "los" or "estos" or "i" or "questi" or "le" or "las"
            ? null : Write(Compose(tokens, place));
    }

    private static bool IsScaleAlone(Span<Token> tokens, int place, QuestionLanguage language) =>
        tokens[place].Text is not ("k" or "bn" or "mn" or "mio" or "mrd") && !IsPercent(tokens, place)
        && (language is not QuestionLanguage.English || (place > 0 && tokens[place - 1].Text is "a" or "one"));

    private static decimal Compose(Span<Token> tokens, int place)
    {
        var (total, current) = (0m, 0m);
        for (var i = place; i < tokens.Length; i++)
        {
            var info = tokens[i].Info;
            if (tokens[i].Kind is not TokenKind.Word || IsPercent(tokens, i) || (info.Number < 0 && info.Scale == 0))
            {
                if (i > place && tokens[i].Text is "and" or "und" or "et" or "y" or "-" && i + 1 < tokens.Length && tokens[i + 1].Info.Number >= 0 && tokens[i - 1].Info.Scale > 0)
                {
                    continue;
                }

                break;
            }

            // Two numbers side by side, such as twenty twenty, are not one.
            if (i > place && info.Number >= 10 && current % 100 != 0 && tokens[i - 1].Info.Number >= 0)
            {
                break;
            }

            tokens[i].IsUsed = true;
            (total, current) = info.Scale >= 1000 ? (total + (Math.Max(1, current) * info.Scale), 0) : info.Scale > 0 ? (total, Math.Max(1, current) * info.Scale) : (total, current + info.Number);
        }

        return total + current;
    }

    private static bool IsOrdinal(Span<Token> tokens, int place) =>
        tokens[place].Text is not "second" || place == 0
        || (tokens[place - 1].Kind is not TokenKind.Number && tokens[place - 1].Text is not ("a" or "per" or "every" or "each" or "one" or "in" or "meters" or "metres" or "feet"));

    private static bool IsPercent(Span<Token> tokens, int place) =>
        place > 0 && tokens[place].Text is "cent" or "ciento" or "cento" && tokens[place - 1].Text is "per" or "pour" or "por";

    private static string? ReadUnit(Span<Token> tokens, int place)
    {
        if (tokens[place].Unit is { } written)
        {
            return written;
        }

        var next = place + 1;
        while (next < tokens.Length && tokens[next].IsUsed)
        {
            next++;
        }

        if (next < tokens.Length && tokens[next].Text == "-")
        {
            next++;
        }

        if (next < tokens.Length && Unit(tokens, next) is { } unit)
        {
            return unit;
        }

        return place > 0 && Currency(tokens[place - 1]) is { } currency && Use(ref tokens[place - 1]) ? currency : null;
    }

    private static string? Unit(Span<Token> tokens, int place)
    {
        ref var token = ref tokens[place];
        if (token.Kind is TokenKind.Mark)
        {
            var mark = SymbolUnit(token.Text);
            var scale = mark is "deg" && place + 1 < tokens.Length ? tokens[place + 1].Text switch { "c" => "c", "f" => "f", _ => null } : null;
            return scale is not null && Use(ref tokens[place + 1]) ? scale : mark;
        }

        if (token.Kind is TokenKind.Word && place + 1 < tokens.Length && IsPercent(tokens, place + 1))
        {
            return Use(ref token) && Use(ref tokens[place + 1]) ? "%" : null;
        }

        if (token.Kind is not TokenKind.Word || token.Info.Unit is not { } unit)
        {
            return token.Kind is TokenKind.Word && token.Text is "m" or "g" or "l" or "h" or "w" && Use(ref token) ? token.Text : null;
        }

        token.IsUsed = true;
        var following = place + 1 < tokens.Length ? tokens[place + 1].Info.Unit : null;
        return unit is "deg" && following is "c" or "f" or "kelvin" && Use(ref tokens[place + 1]) ? following : unit;
    }

    private static string? Currency(in Token token) => token.Kind is TokenKind.Mark ? SymbolUnit(token.Text) is { } unit and not ("%" or "deg") ? unit : null
        : token.Kind is TokenKind.Word && token.IsUpper && token.Text.Length == 3 ? token.Info.Unit : null;

    private static string? SymbolUnit(string mark) => mark switch { "%" => "%", "$" => "usd", "€" => "eur", "£" => "pound", "¥" => "jpy", "₹" => "inr", "°" or "º" => "deg", _ => null };

    private static bool Use(ref Token token) => token.IsUsed = true;
}
