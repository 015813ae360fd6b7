using System.Buffers;
using System.Globalization;

namespace AiGateway.Client.Caching.Semantic.Gates;

/// <summary>Says what a run with digits in it is: a number, a date or time, or an identifier.</summary>
internal static class DigitRunReader
{
    private static readonly SearchValues<char> Numeric = SearchValues.Create("0123456789.,'’:/-\u00A0\u202F\u2009");
    private static readonly SearchValues<char> Grouped = SearchValues.Create("0123456789.,'’");
    private static readonly SearchValues<char> Dotted = SearchValues.Create("0123456789.");

    public static void Read(ReadOnlySpan<char> run, Action<Token> add)
    {
        if (run.ContainsAnyExcept(Numeric))
        {
            ReadMixed(run, add);
            return;
        }

        if (ReadDate(run) is { } date)
        {
            add(new Token(TokenKind.Date, date));
        }
        else if (run.Contains(':'))
        {
            add(new Token(TokenKind.Identifier, run.ToString()));
        }
        else if (run.IndexOfAny('-', '/') is var joint and > 0)
        {
            ReadParts(run, joint, add);
        }
        else
        {
            AddNumber(run, add);
        }
    }

    /// <summary>Writes a time as minutes of the day.</summary>
    public static string Time(int hour, int minute) => string.Create(CultureInfo.InvariantCulture, $"t{(hour * 60) + minute}");

    /// <summary>Writes a date of which parts may be unknown, which is 0.</summary>
    public static string Date(int year, int month, int day) => string.Create(CultureInfo.InvariantCulture, $"{year}-{month}-{day}");

    /// <summary>Makes a time of the half day one of the whole.</summary>
    public static string Shift(string time, bool isAfternoon)
    {
        var minutes = int.Parse(time.AsSpan(1), CultureInfo.InvariantCulture) % 720;
        return Time(0, minutes + (isAfternoon ? 720 : 0));
    }

    private static void AddNumber(ReadOnlySpan<char> digits, Action<Token> add)
    {
        var dots = digits.Count('.');
        if (dots > 1 && !IsGrouped(digits, '.'))
        {
            add(new Token(TokenKind.Identifier, digits.ToString()));
            return;
        }

        add(new Token(TokenKind.Number, digits.ToString()));
    }

    private static bool IsGrouped(ReadOnlySpan<char> digits, char separator)
    {
        var first = true;
        foreach (var part in digits.Split(separator))
        {
            var length = part.End.Value - part.Start.Value;
            if (first ? length is 0 or > 3 : length != 3 && !digits[part].Contains(','))
            {
                return false;
            }

            first = false;
        }

        return true;
    }

    private static void ReadParts(ReadOnlySpan<char> run, int joint, Action<Token> add)
    {
        if (run[(joint + 1)..].IndexOfAny('-', '/') >= 0)
        {
            add(new Token(TokenKind.Identifier, RunReader.Canonical(run)));
            return;
        }

        AddNumber(run[..joint], add);
        add(new Token(TokenKind.Mark, run[joint] == '/' ? "/" : "–"));
        AddNumber(run[(joint + 1)..], add);
    }

    private static string? ReadDate(ReadOnlySpan<char> run)
    {
        Span<int> parts = stackalloc int[4];
        Span<int> lengths = stackalloc int[4];
        var separator = run.IndexOfAny('-', '/', '.') is var place and > 0 ? run[place] : run.Contains(':') ? ':' : '\0';
        var count = separator == '\0' ? 0 : Split(run, separator, parts, lengths);
        return (separator, count) switch
        {
            (':', 2 or 3) when parts[0] <= 24 && parts[1] < 60 && lengths[1] == 2 => Time(parts[0], parts[1]),
            ('-', 3) when lengths[0] == 4 => Checked(parts[0], parts[1], parts[2]),
            ('-', 2) when lengths[0] == 4 && lengths[1] == 2 && parts[1] is >= 1 and <= 12 => Date(parts[0], parts[1], 0),
            ('/', 3) when lengths[0] == 4 => Checked(parts[0], parts[1], parts[2]),
            ('.', 3) when lengths[2] == 4 || (lengths[0] == 2 && lengths[1] == 2 && lengths[2] == 2) => Checked(Year(parts[2], lengths[2]), parts[1], parts[0]),
            ('-', 3) when lengths[2] == 4 => Checked(parts[2], parts[1], parts[0]) ?? Checked(parts[2], parts[0], parts[1]),
            ('/', 3) when lengths[2] is 2 or 4 => Slashed(parts[0], parts[1], Year(parts[2], lengths[2])),
            _ => null,
        };
    }

    // Which of the two is the month depends on the language, which is known later.
    private static string? Slashed(int first, int second, int year) => (first <= 12, second <= 12) switch
    {
        (true, true) when first != second => string.Create(CultureInfo.InvariantCulture, $"/{first}/{second}/{year}"),
        (true, _) => Checked(year, first, second),
        _ => Checked(year, second, first),
    };

    private static string? Checked(int year, int month, int day) => month is >= 1 and <= 12 && day is >= 1 and <= 31 && year is >= 1 and <= 9999 ? Date(year, month, day) : null;

    private static int Year(int year, int length) => length == 4 ? year : year + (year < 70 ? 2000 : 1900);

    private static int Split(ReadOnlySpan<char> run, char separator, Span<int> parts, Span<int> lengths)
    {
        var count = 0;
        foreach (var part in run.Split(separator))
        {
            if (count == parts.Length || run[part].Length > 4 || !int.TryParse(run[part], NumberStyles.None, CultureInfo.InvariantCulture, out parts[count]))
            {
                return 0;
            }

            lengths[count++] = run[part].Length;
        }

        return count;
    }

    private static void ReadMixed(ReadOnlySpan<char> run, Action<Token> add)
    {
        var digits = run.IndexOfAnyExcept(Grouped);
        if (digits > 0 && run[digits] is '-' && run[(digits + 1)..] is var behind && !behind.ContainsAnyInRange('0', '9') && behind.Length > 1 && !behind.Contains('_'))
        {
            // 3-day, 10-year-old
            AddNumber(run[..digits], add);
            RunReader.Read(behind, add);
        }
        else if (digits > 0 && AreLetters(run[digits..]) && char.IsAsciiDigit(run[digits - 1]))
        {
            ReadWithUnit(run[..digits], run[digits..], add);
        }
        else if (run.Length > 4 && run[^2..] is "am" or "pm" or "AM" or "PM" && ReadDate(run[..^2]) is ['t', ..] clock)
        {
            add(new Token(TokenKind.Date, Shift(clock, run[^2] is 'p' or 'P')));
        }
        else if (digits > 0 && run[digits] is 'h' or 'H' && ReadDate($"{run[..digits]}:{run[(digits + 1)..]}") is { } time)
        {
            add(new Token(TokenKind.Date, time));
        }
        else
        {
            ReadIdentifier(run, add);
        }
    }

    private static void ReadWithUnit(ReadOnlySpan<char> number, ReadOnlySpan<char> letters, Action<Token> add)
    {
        var unit = WordStem.Fold(letters);
        var isNumber = number.Count('.') <= 1;
        switch (unit)
        {
            case "st" or "nd" or "rd" or "th" or "er" or "re" or "e" or "eme" or "ieme" when isNumber:
                add(new Token(TokenKind.Number, number.ToString()) { IsOrdinal = true });
                return;
            case "am" or "pm" when int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var hour) && hour is >= 1 and <= 12:
                add(new Token(TokenKind.Date, Time((hour % 12) + (unit == "pm" ? 12 : 0), 0)));
                return;
            case "k" or "bn" or "mn":
                add(new Token(TokenKind.Number, number.ToString()));
                add(new Token(TokenKind.Word, unit));
                return;
            case "m" or "g" or "l" or "s" or "h" or "w" or "v" or "c" or "f" when isNumber && (char.IsLower(letters[0]) || unit is "c" or "f" or "l" or "w" or "v") && !(unit == "s" && number.EndsWith("0", StringComparison.Ordinal) && number.Length is 2 or 4):
                add(new Token(TokenKind.Number, number.ToString()) { Unit = unit });
                return;
        }

        if (isNumber && Lexicon.Of(QuestionLanguage.English).Find(unit).Unit is { } known && letters.Length > 1)
        {
            add(new Token(TokenKind.Number, number.ToString()) { Unit = known });
            return;
        }

        add(new Token(TokenKind.Identifier, RunReader.Canonical(number) + unit));
    }

    private static void ReadIdentifier(ReadOnlySpan<char> run, Action<Token> add)
    {
        if (run[0] is 'v' or 'V' && run.Length > 1 && !run[1..].ContainsAnyExcept(Dotted))
        {
            AddNumber(run[1..], add);
            return;
        }

        if (run is ['Q' or 'q', >= '1' and <= '4'])
        {
            add(new Token(TokenKind.Date, $"q{run[1]}"));
            return;
        }

        var letters = run.IndexOfAnyInRange('0', '9');
        var prefix = run[..letters].TrimEnd("-.");
        var rest = run[letters..];
        if (AreLetters(prefix) && prefix.Length > 0 && !rest.ContainsAnyExceptInRange('0', '9'))
        {
            add(new Token(TokenKind.Identifier, RunReader.Canonical(run)) { Prefix = WordStem.Fold(prefix), IsCapital = char.IsUpper(run[0]) });
            return;
        }

        add(new Token(TokenKind.Identifier, RunReader.Canonical(run)));
    }

    private static bool AreLetters(ReadOnlySpan<char> run)
    {
        foreach (var c in run)
        {
            if (!char.IsLetter(c))
            {
                return false;
            }
        }

        return true;
    }
}
