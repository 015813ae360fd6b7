namespace AiGateway.Client.Redaction.Identifiers;

/// <summary>The rules that issuers share. A row combines them; none is written for one country where parameters do.</summary>
internal static partial class Checks
{
    /// <summary>Nothing to check but the shape.</summary>
    public static readonly IdentifierCheck None = static _ => true;

    /// <summary>Not one digit only.</summary>
    public static readonly IdentifierCheck Differs = static value => value.IndexOfAnyExcept(value[0]) >= 0;

    public static IdentifierCheck All(params IdentifierCheck[] checks) => value =>
    {
        foreach (var check in checks)
        {
            if (!check(value)) return false;
        }

        return true;
    };

    public static IdentifierCheck Any(params IdentifierCheck[] checks) => value =>
    {
        foreach (var check in checks)
        {
            if (check(value)) return true;
        }

        return false;
    };

    public static IdentifierCheck Not(IdentifierCheck check) => value => !check(value);

    /// <summary>A check that holds for values of one length only.</summary>
    public static IdentifierCheck Length(int length, IdentifierCheck check) => value => value.Length == length && check(value);

    /// <summary>A check of a part of the value.</summary>
    public static IdentifierCheck Part(Range part, IdentifierCheck check) => value => check(value[part]);

    /// <summary>A check of the value behind fixed digits.</summary>
    public static IdentifierCheck After(string prefix, IdentifierCheck check) => value =>
    {
        Span<char> whole = stackalloc char[prefix.Length + value.Length];
        prefix.CopyTo(whole);
        value.CopyTo(whole[prefix.Length..]);
        return check(whole);
    };

    /// <summary>A check of the value without one character.</summary>
    public static IdentifierCheck Without(int at, IdentifierCheck check) => value =>
    {
        Span<char> rest = stackalloc char[value.Length - 1];
        value[..at].CopyTo(rest);
        value[(at + 1)..].CopyTo(rest[at..]);
        return check(rest);
    };

    /// <summary>A check of the value with two digits for each letter, 01 for A to 26 for Z.</summary>
    public static IdentifierCheck Spelt(IdentifierCheck check) => value =>
    {
        Span<char> digits = stackalloc char[value.Length * 2];
        var length = 0;
        foreach (var c in value)
        {
            if (char.IsAsciiDigit(c))
            {
                digits[length++] = c;
                continue;
            }

            digits[length++] = (char)('0' + ((c - 'A' + 1) / 10));
            digits[length++] = (char)('0' + ((c - 'A' + 1) % 10));
        }

        return check(digits[..length]);
    };

    /// <summary>No character of a part stands there more than <paramref name="times"/> times.</summary>
    public static IdentifierCheck AtMost(int times, Range part) => value =>
    {
        foreach (var c in value[part])
        {
            if (value[part].Count(c) > times) return false;
        }

        return true;
    };

    /// <summary>All characters of a part are of a set.</summary>
    public static IdentifierCheck Only(Range part, string characters) => value => value[part].IndexOfAnyExcept(characters) < 0;

    /// <summary>The value begins with one of the codes.</summary>
    public static IdentifierCheck Starts(string codes)
    {
        var all = codes.Split(' ');
        return value =>
        {
            foreach (var code in all)
            {
                if (value.StartsWith(code)) return true;
            }

            return false;
        };
    }

    /// <summary>One character is one of a set.</summary>
    public static IdentifierCheck Has(int at, string characters) => value => characters.Contains(value[at]);

    /// <summary>A number of <paramref name="length"/> digits is in one of the ranges, such as <c>01-28 30</c>.</summary>
    public static IdentifierCheck In(int at, int length, string ranges)
    {
        (int First, int Last)[] parsed = [.. ranges.Split(' ').Select(range => range.Split('-')).Select(ends => (ToInt(ends[0]), ToInt(ends[^1])))];
        return value =>
        {
            var number = Number(value.Slice(at, length));
            foreach (var (first, last) in parsed)
            {
                if (number >= first && number <= last) return true;
            }

            return false;
        };
    }

    /// <summary>The Luhn check of ISO/IEC 7812-1 over all digits.</summary>
    public static readonly IdentifierCheck Luhn = static value =>
    {
        var sum = 0;
        for (var i = 0; i < value.Length; i++)
        {
            var digit = value[value.Length - 1 - i] - '0';
            sum += (i & 1) == 0 ? digit : digit < 5 ? digit * 2 : (digit * 2) - 9;
        }

        return sum % 10 == 0;
    };

    /// <summary>A date of birth or of issue: <c>yy</c>, <c>yyyy</c>, <c>MM</c> and <c>dd</c> from <paramref name="at"/> on.</summary>
    /// <param name="at">Where the date begins.</param>
    /// <param name="layout">The order of its parts; other characters are skipped.</param>
    /// <param name="months">What an issuer adds to the month.</param>
    /// <param name="days">What an issuer adds to the day.</param>
    public static IdentifierCheck Date(int at, string layout, int[]? months = null, int[]? days = null)
    {
        var (year, month, day) = (layout.IndexOf('y', StringComparison.Ordinal), layout.IndexOf("MM", StringComparison.Ordinal), layout.IndexOf("dd", StringComparison.Ordinal));
        var longYear = layout.Contains("yyyy", StringComparison.Ordinal);
        return value =>
        {
            if (longYear && Number(value.Slice(at + year, 4)) is < 1850 or > 2099) return false;
            var m = TakeOff(Number(value.Slice(at + month, 2)), months, 12);
            var d = TakeOff(Number(value.Slice(at + day, 2)), days, 31);
            return m > 0 && d > 0 && d <= DateTime.DaysInMonth(2000, m);
        };
    }

    /// <summary>Takes off what an issuer adds; 0 when the number is out of range with each.</summary>
    private static int TakeOff(int number, int[]? added, int most)
    {
        if (number >= 1 && number <= most) return number;
        foreach (var addition in added ?? [])
        {
            if (number - addition >= 1 && number - addition <= most) return number - addition;
        }

        return 0;
    }

    /// <summary>The number of the digits; out of every range when there is another character.</summary>
    public static int Number(ReadOnlySpan<char> digits)
    {
        var number = 0;
        foreach (var c in digits)
        {
            if (!char.IsAsciiDigit(c)) return -1;
            number = (number * 10) + (c - '0');
        }

        return number;
    }

    private static int ToInt(string digits) => int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture);
}
