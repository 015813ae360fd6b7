namespace AiGateway.Client.Redaction.Detectors;

/// <summary>Mod 10 checks of digits.</summary>
internal static class Luhn
{
    /// <summary>The Luhn check of ISO/IEC 7812-1.</summary>
    public static bool IsValid(ReadOnlySpan<byte> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var value = digits[digits.Length - 1 - i];
            sum += (i & 1) == 0 ? value : value < 5 ? value * 2 : (value * 2) - 9;
        }

        return sum % 10 == 0;
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
