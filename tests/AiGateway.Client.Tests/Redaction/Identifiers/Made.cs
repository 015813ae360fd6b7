using System.Globalization;
using System.Numerics;

namespace AiGateway.Client.Tests.Redaction.Identifiers;

/// <summary>Makes valid values by trying characters until a rule holds, written in another way than the detectors are.</summary>
internal static class Made
{
    private const string Characters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /// <summary>Replaces each <c>*</c> by a digit and each <c>?</c> by a letter or digit, so that the rule holds for what is left without separators.</summary>
    public static string With(string template, Func<string, bool> rule) =>
        Try(template, rule) ?? throw new InvalidOperationException($"No characters make {template} valid; take another one.");

    /// <summary>Digits, or letters from 10 on, times weights.</summary>
    public static int Sum(string value, params int[] weights) => value.Zip(weights, (c, weight) => Characters.IndexOf(c) * weight).Sum();

    public static int DigitSum(int number) => number.ToString(CultureInfo.InvariantCulture).Sum(c => c - '0');

    public static int CrossSum(string digits, params int[] weights) => digits.Zip(weights, (c, weight) => DigitSum((c - '0') * weight)).Sum();

    public static int Mod(string digits, int modulus) => (int)(BigInteger.Parse(digits, CultureInfo.InvariantCulture) % modulus);

    public static bool Luhn(string digits) => Valid.Luhn(digits[..^1]) == digits;

    /// <summary>ISO/IEC 7064 mod 11,10 in its recursive form.</summary>
    public static bool Hybrid(string digits) => digits[..^1].Aggregate(10, (p, c) => ((p + c - '0') % 10 is var s && s == 0 ? 10 : s) * 2 % 11) + digits[^1] - '0' is 1 or 11;

    /// <summary>The check of Verhoeff in the dihedral group of ten elements.</summary>
    public static bool Verhoeff(string digits)
    {
        int[] permutation = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
        var check = 0;
        foreach (var (c, i) in digits.Reverse().Select((c, i) => (c, i)))
        {
            var digit = c - '0';
            for (var times = 0; times < i % 8; times++) digit = permutation[digit];
            check = Multiply(check, digit);
        }

        return check == 0;
    }

    private static int Multiply(int a, int b) => (a < 5, b < 5) switch
    {
        (true, true) => (a + b) % 5,
        (true, false) => ((a + b - 5) % 5) + 5,
        (false, true) => ((a - 5 - b + 5) % 5) + 5,
        _ => (a - b + 5) % 5,
    };

    private static string? Try(string template, Func<string, bool> rule)
    {
        var at = template.IndexOfAny(['*', '?']);
        if (at < 0) return rule(string.Concat(template.Where(char.IsLetterOrDigit))) ? template : null;
        return Characters[..(template[at] == '*' ? 10 : 36)].Select(c => Try(template[..at] + c + template[(at + 1)..], rule)).FirstOrDefault(made => made is not null);
    }
}
