using AiGateway.Client.Redaction.Identifiers.Packs;

namespace AiGateway.Client.Redaction.Identifiers;

/// <summary>All identifiers. To add a country, add a row to the pack of its region, or a pack to this list.</summary>
internal static class IdentifierCatalog
{
    /// <summary>Gets the rows.</summary>
    public static IReadOnlyList<Identifier> All { get; } =
    [
        .. Everywhere.Rows, .. NorthAmerica.Rows, .. LatinAmerica.Rows, .. UnitedKingdom.Rows, .. Germany.Rows, .. WesternEurope.Rows, .. SouthernEurope.Rows, .. NorthernEurope.Rows,
        .. EasternEurope.Rows, .. Balkans.Rows, .. MiddleEastAndAfrica.Rows, .. SouthAsiaAndPacific.Rows, .. EastAsia.Rows,
    ];

    /// <summary>Gets the entities of the rows.</summary>
    public static IReadOnlyList<string> Entities { get; } = [.. All.Select(identifier => identifier.Entity).Distinct(StringComparer.Ordinal)];

    /// <summary>Gets the countries that have rows, by their code in ISO 3166-1.</summary>
    public static IReadOnlyList<string> Countries { get; } =
        [.. All.Select(identifier => identifier.Country).Where(country => country.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Gets the entities that are on with a country.</summary>
    public static IEnumerable<string> EntitiesOf(string country) =>
        All.Where(identifier => !identifier.OnlyNamed && identifier.Country.Equals(country, StringComparison.OrdinalIgnoreCase)).Select(identifier => identifier.Entity).Distinct(StringComparer.Ordinal);
}
