using System.Collections.Frozen;

namespace AiGateway.Client.Redaction;

/// <summary>The form in which spellings of the same value are equal.</summary>
internal static class CanonicalValue
{
    // Of these only letters and digits count; groups and separators are a matter of taste.
    private static readonly FrozenSet<string> Grouped = FrozenSet.Create(
        StringComparer.Ordinal, "CREDIT_CARD", "IBAN_CODE", "PHONE_NUMBER", "MAC_ADDRESS", "US_SSN", "US_ITIN", "US_MBI", "UK_NHS", "UK_NINO");

    public static string Of(string entity, string value) =>
        entity == EntityNames.EmailAddress ? value.ToLowerInvariant()
        : Grouped.Contains(entity) ? Ungroup(value)
        : value;

    private static string Ungroup(string value) => string.Create(value.AsSpan().Count(static c => char.IsLetterOrDigit(c)), value, static (target, source) =>
    {
        var length = 0;
        foreach (var c in source)
        {
            if (char.IsLetterOrDigit(c))
            {
                target[length++] = char.ToUpperInvariant(c);
            }
        }
    });

    private static int Count(this ReadOnlySpan<char> text, Func<char, bool> counts)
    {
        var count = 0;
        foreach (var c in text)
        {
            count += counts(c) ? 1 : 0;
        }

        return count;
    }
}
