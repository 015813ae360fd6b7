using System.Numerics;

namespace AiGateway.Client.Tests.Redaction;

/// <summary>Completes numbers with check digits, worked out in another way than the detectors do.</summary>
internal static class Valid
{
    /// <summary>Appends the digit that makes the Luhn sum a multiple of ten.</summary>
    public static string Luhn(string digits) => digits + Enumerable.Range(0, 10).Single(check => LuhnSum(digits + check) % 10 == 0);

    public static string Iban(string country, string account)
    {
        var number = string.Concat((account + country + "00").Select(c => char.IsAsciiDigit(c) ? c - '0' : char.ToUpperInvariant(c) - 'A' + 10));
        var check = 98 - (int)(BigInteger.Parse(number) % 97);
        return $"{country}{check:00}{account}";
    }

    /// <summary>Appends the check digit of an NHS number; <see langword="null"/> when there is none.</summary>
    public static string? Nhs(string digits)
    {
        for (var check = 0; check < 10; check++)
        {
            var sum = digits.Select((digit, i) => (digit - '0') * (10 - i)).Sum() + check;
            if (sum % 11 == 0) return digits + check;
        }

        return null;
    }

    /// <summary>Puts a separator behind every group of a size.</summary>
    public static string Grouped(string value, int size, string separator) => string.Join(separator, value.Chunk(size).Select(chunk => new string(chunk)));

    private static int LuhnSum(string digits) =>
        digits.Reverse().Select((digit, i) => (digit - '0') * (i % 2 == 0 ? 1 : 2)).Sum(value => value > 9 ? value - 9 : value);
}
