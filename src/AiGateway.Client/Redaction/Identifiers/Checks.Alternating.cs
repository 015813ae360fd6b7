namespace AiGateway.Client.Redaction.Identifiers;

/// <content>The check letter of Italy and Cyprus, where every other character counts by a table of its own.</content>
internal static partial class Checks
{
    private const string OmittedDigits = "LMNPQRSTUV";

    private static readonly int[] OddDigits = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21];
    private static readonly int[] OddLetters = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

    /// <summary>The last letter is the sum modulo 26.</summary>
    public static readonly IdentifierCheck Alternating = static value =>
    {
        var sum = 0;
        for (var i = 0; i < value.Length - 1; i++)
        {
            var (digit, place) = (char.IsAsciiDigit(value[i]), value[i] - (char.IsAsciiDigit(value[i]) ? '0' : 'A'));
            sum += (i & 1) == 1 ? place : digit ? OddDigits[place] : OddLetters[place];
        }

        return value[^1] == 'A' + (sum % 26);
    };

    /// <summary>The places of digits hold digits, or the letters that replace them where two persons had the same code; the date is one.</summary>
    public static readonly IdentifierCheck FiscalCode = static value =>
    {
        Span<char> digits = stackalloc char[value.Length];
        value.CopyTo(digits);
        foreach (var at in (ReadOnlySpan<int>)[6, 7, 9, 10, 12, 13, 14])
        {
            var replaced = OmittedDigits.IndexOf(digits[at], StringComparison.Ordinal);
            if (replaced >= 0) digits[at] = (char)('0' + replaced);
            if (!char.IsAsciiDigit(digits[at])) return false;
        }

        var day = Number(digits[9..11]);
        return day is (>= 1 and <= 31) or (>= 41 and <= 71);
    };
}
