using System.Runtime.Intrinsics;

namespace AiGateway.Client.Redaction.Detectors;

/// <summary>Mod 10 checks of digits.</summary>
internal static class Luhn
{
    private static readonly Vector128<byte> EverySecond = Vector128.Create((ushort)0x00FF).AsByte();

    /// <summary>Twice a digit, less nine when that has two digits.</summary>
    private static ReadOnlySpan<byte> Double => [0, 2, 4, 6, 8, 1, 3, 5, 7, 9];

    /// <summary>The Luhn check of ISO/IEC 7812-1.</summary>
    public static bool IsValid(ReadOnlySpan<byte> digits)
    {
        var (sum, rest) = (0, digits.Length);
        if (rest >= Vector128<byte>.Count)
        {
            rest -= Vector128<byte>.Count;
            sum = Sum(Vector128.Create(digits[rest..]));
        }

        for (var i = rest - 1; i >= 0; i--)
        {
            var isDoubled = ((digits.Length - 1 - i) & 1) != 0;
            sum += isDoubled ? Double[digits[i]] : digits[i];
        }

        return sum % 10 == 0;
    }

    /// <summary>The sum of sixteen digits, of which the last is not doubled.</summary>
    private static int Sum(Vector128<byte> digits)
    {
        var doubled = Vector128.ConditionalSelect(EverySecond, digits + digits, digits);
        return Vector128.Sum(doubled - (Vector128.GreaterThan(doubled, Vector128.Create((byte)9)) & Vector128.Create((byte)9)));
    }

    /// <summary>The check of a GTIN, the number under a bar code (GS1 General Specifications).</summary>
    public static bool IsGtin(ReadOnlySpan<byte> digits)
    {
        if (digits.Length is < 12 or > 14) return false;
        var sum = 0;
        for (var i = 0; i < digits.Length; i++) sum += digits[digits.Length - 1 - i] * ((i & 1) == 0 ? 1 : 3);
        return sum % 10 == 0;
    }
}
