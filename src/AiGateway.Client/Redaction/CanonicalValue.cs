using System.Collections.Frozen;
using AiGateway.Client.Redaction.Identifiers;

namespace AiGateway.Client.Redaction;

/// <summary>The form in which spellings of the same value are equal.</summary>
internal static class CanonicalValue
{
    // Of these only letters and digits count; groups and separators are a matter of taste.
    private static readonly FrozenSet<string> Grouped = FrozenSet.Create(
        StringComparer.Ordinal, "CREDIT_CARD", "IBAN_CODE", "PHONE_NUMBER", "MAC_ADDRESS", "US_SSN", "US_ITIN", "US_MBI", "UK_NHS", "UK_NINO")
        .Union(IdentifierCatalog.All.GroupBy(row => row.Entity).Where(rows => rows.All(IsGroupedAtWill)).Select(rows => rows.Key)).ToFrozenSet(StringComparer.Ordinal);

    // Shorter ones would be found by chance.
    private const int ShortestNumber = 7;
    private const string Separators = " -.";

    public static string Of(string entity, string value)
    {
        var plain = HiddenCharacters.Remove(value);
        return entity == EntityNames.EmailAddress ? plain.ToLowerInvariant()
            : Grouped.Contains(entity) ? Ungroup(plain)
            : plain;
    }

    // In plates the groups tell values apart; in some personal numbers a plus sign is another century.
    private static bool IsGroupedAtWill(Identifier row) => row.Evidence is Evidence.Certain or Evidence.Grouped or Evidence.Checked && !row.Forms.Contains('+');

    /// <summary>Lists other ways to write a value that no detector may recognise on their own.</summary>
    public static IEnumerable<string> Spellings(string entity, string value)
    {
        if (entity == EntityNames.EmailAddress)
        {
            yield return value.ToLowerInvariant();
            yield return value.ToUpperInvariant();
        }

        if (!Grouped.Contains(entity) || Ungroup(HiddenCharacters.Remove(value)) is not { Length: >= ShortestNumber } number)
        {
            yield break;
        }

        yield return number;
        foreach (var separator in Separators)
        {
            yield return string.Create(value.Length, (value, separator), static (target, state) =>
            {
                for (var i = 0; i < target.Length; i++)
                {
                    target[i] = char.IsLetterOrDigit(state.value[i]) || state.value[i] is '(' or ')' or '+' ? state.value[i] : state.separator;
                }
            });
        }
    }

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
