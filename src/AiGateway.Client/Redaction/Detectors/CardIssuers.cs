namespace AiGateway.Client.Redaction.Detectors;

/// <summary>Ranges of issuers of payment cards with the lengths of their numbers, as the networks publish them.</summary>
internal static class CardIssuers
{
    // Each range is given by four leading digits.
    private static readonly (int First, int Last, int MinLength, int MaxLength)[] Ranges =
    [
        (604, 604, 12, 19), // Maestro
        (1000, 1999, 15, 15), // UATP; JCB 1800
        (2131, 2131, 15, 15), // JCB
        (2200, 2204, 16, 19), // Mir
        (2221, 2720, 16, 16), // Mastercard
        (3000, 3059, 14, 19), // Diners Club
        (3088, 3088, 16, 16), // JCB
        (3090, 3099, 14, 19), // Diners Club, JCB
        (3112, 3120, 16, 16), // JCB
        (3158, 3159, 16, 16),
        (3337, 3349, 16, 16),
        (3400, 3499, 15, 15), // American Express
        (3528, 3589, 16, 19), // JCB
        (3600, 3699, 14, 19), // Diners Club
        (3700, 3799, 15, 15), // American Express
        (3800, 3999, 14, 19), // Diners Club
        (4000, 4999, 13, 13), // Visa
        (4000, 4999, 16, 16),
        (4000, 4999, 19, 19),
        (5000, 5099, 12, 19), // Maestro
        (5100, 5599, 16, 16), // Mastercard
        (5600, 5899, 12, 19), // Maestro
        (6000, 6999, 12, 19), // Maestro, Discover, UnionPay, RuPay
        (8100, 8299, 16, 19), // UnionPay, RuPay
        (8600, 8600, 16, 16), // UzCard
        (9792, 9792, 16, 16), // Troy
        (9860, 9860, 16, 16), // Humo
    ];

    private const int Shortest = 12;

    // One bit for each length from twelve digits on, by the four leading digits.
    private static readonly byte[] Lengths = CreateLengths();

    public static bool IsKnown(ReadOnlySpan<byte> digits)
    {
        var prefix = (digits[0] * 1000) + (digits[1] * 100) + (digits[2] * 10) + digits[3];
        return digits.Length is >= Shortest and < Shortest + 8 && (Lengths[prefix] >> (digits.Length - Shortest) & 1) != 0;
    }

    private static byte[] CreateLengths()
    {
        var lengths = new byte[10_000];
        foreach (var (first, last, min, max) in Ranges)
        {
            for (var prefix = first; prefix <= last; prefix++)
            {
                for (var length = min; length <= max; length++) lengths[prefix] |= (byte)(1 << (length - Shortest));
            }
        }

        return lengths;
    }
}
