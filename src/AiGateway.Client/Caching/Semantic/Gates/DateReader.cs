using System.Collections.Frozen;
using System.Globalization;

namespace AiGateway.Client.Caching.Semantic.Gates;

/// <summary>Finds dates, times and periods, in numbers and in words.</summary>
internal static class DateReader
{
    private static readonly FrozenSet<string> Afternoon = FrozenSet.Create(StringComparer.Ordinal, "pm");

    private static readonly FrozenDictionary<string, string> Periods = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["next"] = "next",
        ["coming"] = "next",
        ["upcoming"] = "next",
        ["last"] = "last",
        ["past"] = "last",
        ["previous"] = "last",
        ["this"] = "this",
        ["current"] = "this",
        ["nachste"] = "next",
        ["nachsten"] = "next",
        ["nachster"] = "next",
        ["nachstes"] = "next",
        ["kommende"] = "next",
        ["kommenden"] = "next",
        ["letzte"] = "last",
        ["letzten"] = "last",
        ["letzter"] = "last",
        ["letztes"] = "last",
        ["vergangene"] = "last",
        ["vergangenen"] = "last",
        ["diese"] = "this",
        ["diesen"] = "this",
        ["dieses"] = "this",
        ["dieser"] = "this",
        ["prochain"] = "next",
        ["prochaine"] = "next",
        ["dernier"] = "last",
        ["derniere"] = "last",
        ["passe"] = "last",
        ["passee"] = "last",
        ["cette"] = "this",
        ["cet"] = "this",
        ["ce"] = "this",
        ["proximo"] = "next",
        ["proxima"] = "next",
        ["pasado"] = "last",
        ["pasada"] = "last",
        ["esta"] = "this",
        ["este"] = "this",
        ["prossimo"] = "next",
        ["prossima"] = "next",
        ["scorso"] = "last",
        ["scorsa"] = "last",
        ["questa"] = "this",
        ["questo"] = "this",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static void Read(Span<Token> tokens, QuestionLanguage language, List<string> dates)
    {
        for (var i = 0; i < tokens.Length; i++)
        {
            ref var token = ref tokens[i];
            if (token.Kind is TokenKind.Date)
            {
                dates.Add(token.Text = Resolve(tokens, i, language));
            }
            else if (token.Kind is TokenKind.Number)
            {
                ReadClock(tokens, i, dates);
            }
            else if (token.Kind is TokenKind.Word)
            {
                ReadWord(tokens, i, dates);
            }
        }
    }

    private static string Resolve(Span<Token> tokens, int place, QuestionLanguage language)
    {
        var text = tokens[place].Text;
        if (text[0] == 't' && place + 1 < tokens.Length && tokens[place + 1].Text is "am" or "pm")
        {
            tokens[place + 1].IsUsed = true;
            return DigitRunReader.Shift(text, Afternoon.Contains(tokens[place + 1].Text));
        }

        if (text[0] == '/')
        {
            var parts = text.Split('/');
            return language is QuestionLanguage.English ? $"{parts[3]}-{parts[1]}-{parts[2]}" : $"{parts[3]}-{parts[2]}-{parts[1]}";
        }

        return text;
    }

    // 3 pm, 15 Uhr
    private static void ReadClock(Span<Token> tokens, int place, List<string> dates)
    {
        if (place + 1 >= tokens.Length || tokens[place + 1].Text is not ("am" or "pm" or "uhr") || Integer(tokens[place], 0, 24) is not { } hour)
        {
            return;
        }

        var marker = tokens[place + 1].Text;
        if (marker == "am" && tokens[place + 1].Info.Has(WordFlags.Preposition))
        {
            return;
        }

        tokens[place].IsUsed = tokens[place + 1].IsUsed = true;
        var time = DigitRunReader.Time(hour, 0);
        dates.Add(tokens[place].Text = marker == "uhr" ? time : DigitRunReader.Shift(time, marker == "pm"));
        tokens[place].Kind = TokenKind.Date;
    }

    private static void ReadWord(Span<Token> tokens, int place, List<string> dates)
    {
        var info = tokens[place].Info;
        if (info.Month > 0 && !tokens[place].IsUsed && (!info.Has(WordFlags.Unsure) || IsMonth(tokens, place)))
        {
            ReadMonth(tokens, place, dates);
        }
        else if (info.Weekday > 0 && (!info.Has(WordFlags.Unsure) || (tokens[place].IsCapital && !tokens[place].StartsSentence)))
        {
            Take(tokens, place, $"w{info.Weekday}", dates);
            ReadPeriod(tokens, place, $"w{info.Weekday}", dates);
        }
        else if (info.Relative is { } relative && !IsGreeting(tokens, place))
        {
            ReadPeriod(tokens, place, relative, dates);
            Take(tokens, place, relative, dates, says: relative is not "today");
        }
        else if (info.Unit is "day" or "week" or "month" or "year" or "decade" or "century" || tokens[place].Text is "quarter" or "quartal" or "trimestre" or "trimestrale")
        {
            ReadPeriod(tokens, place, info.Unit ?? "quarter", dates);
            ReadQuarter(tokens, place, dates);
        }
    }

    private static bool IsMonth(Span<Token> tokens, int place) =>
        (place + 1 < tokens.Length && tokens[place + 1].Kind is TokenKind.Number)
        || (place > 0 && (tokens[place - 1].Kind is TokenKind.Number || tokens[place - 1].Info.Ordinal > 0 || tokens[place - 1].Text is "in" or "since" or "until" or "by" or "from" or "to" or "next" or "last" or "this"))
        || (place > 1 && tokens[place - 1].Text is "of" && tokens[place - 2].Kind is TokenKind.Number);

    private static void ReadMonth(Span<Token> tokens, int place, List<string> dates)
    {
        var (day, year) = (0, 0);
        var before = Skip(tokens, place - 1, -1);
        if (before >= 0 && Day(tokens[before]) is { } dayBefore)
        {
            (day, tokens[before].IsUsed) = (dayBefore, true);
        }

        var after = Skip(tokens, place + 1, 1);
        if (day == 0 && after < tokens.Length && Day(tokens[after]) is { } dayAfter)
        {
            (day, tokens[after].IsUsed) = (dayAfter, true);
            after = Skip(tokens, after + 1, 1);
        }

        if (after < tokens.Length && Integer(tokens[after], 1000, 2999) is { } number)
        {
            (year, tokens[after].IsUsed) = (number, true);
        }

        Take(tokens, place, DigitRunReader.Date(year, tokens[place].Info.Month, day), dates);
        ReadPeriod(tokens, place, "month", dates);
    }

    // Passes over "of", "the", "de" and a comma or full stop.
    private static int Skip(Span<Token> tokens, int place, int step)
    {
        for (var skipped = 0; skipped < 2 && place >= 0 && place < tokens.Length; skipped++, place += step)
        {
            if (tokens[place].Text is not ("of" or "the" or "de" or "del" or "," or "." or "th"))
            {
                break;
            }
        }

        return place;
    }

    private static int? Day(in Token token) => token.IsUsed ? null : token.Kind is TokenKind.Word ? token.Info.Ordinal is > 0 and <= 31 ? token.Info.Ordinal : null : Integer(token, 1, 31);

    private static int? Integer(in Token token, int least, int most) =>
        token.Kind is TokenKind.Number && !token.IsUsed && int.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most ? value : null;

    private static void ReadPeriod(Span<Token> tokens, int place, string unit, List<string> dates)
    {
        for (var other = Math.Max(0, place - 1); other <= place + 1 && other < tokens.Length; other++)
        {
            if (other != place && Periods.TryGetValue(tokens[other].Text, out var period) && period != "this")
            {
                tokens[other].IsUsed = true;
                dates.Add($"{period}:{unit}");
                return;
            }
        }
    }

    private static void ReadQuarter(Span<Token> tokens, int place, List<string> dates)
    {
        if (tokens[place].Info.Unit is null && place > 0 && tokens[place - 1].Info.Ordinal is >= 1 and <= 4 and var quarter)
        {
            tokens[place - 1].IsUsed = true;
            Take(tokens, place, $"q{quarter}", dates);
        }
    }

    private static bool IsGreeting(Span<Token> tokens, int place) => place > 0 && tokens[place - 1].Text is "good" or "guten" or "bonne" or "buona" or "buenas" or "schonen";

    private static void Take(Span<Token> tokens, int place, string date, List<string> dates, bool says = true)
    {
        tokens[place].IsUsed = true;
        if (says)
        {
            dates.Add(date);
            (tokens[place].Kind, tokens[place].Text, tokens[place].IsUsed) = (TokenKind.Date, date, false);
        }
    }
}
