using System.Globalization;

namespace AiGateway.Client.Redaction;

/// <summary>Invents values of the same kind, in ranges that are reserved for examples or that no issuer uses.</summary>
/// <remarks>
/// RFC 2606 (example.com), RFC 5737 (TEST-NET-2), RFC 3849 (2001:db8::/32), RFC 7042 (00-00-5E-00-53), 555-01xx of the North American numbering plan,
/// social security numbers that begin with 9, card numbers that vendors publish for tests.
/// </remarks>
internal static class ValueSurrogate
{
    private static readonly string[] TestCards =
        ["4111111111111111", "4012888888881881", "5555555555554444", "5105105105105100", "378282246310005", "371449635398431", "6011111111111117", "3530111333300000"];

    /// <summary>Invents a value.</summary>
    /// <returns><see langword="null"/> when nothing is reserved for the entity.</returns>
    public static string? Create(string entity, string value, string hash)
    {
        var number = Number(hash);
        return entity switch
        {
            "EMAIL_ADDRESS" => $"user-{hash[..8].ToLowerInvariant()}@example.com",
            "PHONE_NUMBER" => string.Create(CultureInfo.InvariantCulture, $"+1-202-555-01{number % 100:00}"),
            "IP_ADDRESS" when value.Contains(':', StringComparison.Ordinal) => string.Create(CultureInfo.InvariantCulture, $"2001:db8::{number % 0xFFFF:x}"),
            "IP_ADDRESS" => string.Create(CultureInfo.InvariantCulture, $"198.51.100.{(number % 254) + 1}"),
            "MAC_ADDRESS" => string.Create(CultureInfo.InvariantCulture, $"00-00-5E-00-53-{number % 256:X2}"),
            "CREDIT_CARD" => TestCards[number % (ulong)TestCards.Length],
            "US_SSN" => string.Create(CultureInfo.InvariantCulture, $"9{number % 100:00}-00-{number / 100 % 10000:0000}"),
            "PERSON" => $"Person {hash[..4]}",
            "URL" => $"https://example.com/{hash[..8].ToLowerInvariant()}",
            _ => null,
        };
    }

    private static ulong Number(string hash)
    {
        var number = 0UL;
        foreach (var c in hash.AsSpan(0, 12))
        {
            number = (number * 31) + c;
        }

        return number;
    }
}
