using static AiGateway.Client.Redaction.Identifiers.Checks;

namespace AiGateway.Client.Redaction.Identifiers.Packs;

/// <summary>Bosnia and Herzegovina, Croatia, Montenegro, North Macedonia, Serbia, Slovenia.</summary>
internal static class Balkans
{
    private const string CitizenWords = Words.Personal + ", jmbg, maticni broj, jedinstveni maticni";

    public static readonly Identifier[] Rows =
    [
        // The master citizen number of 1976: each country has a range of regions.
        new("BA_JMBG", "BA", "d<13>", Citizen("10-19"), Evidence.Grouped, CitizenWords),
        new("ME_JMBG", "ME", "d<13>", Citizen("20-29"), Evidence.Grouped, CitizenWords),
        new("MK_EMBG", "MK", "d<13>", Citizen("40-49"), Evidence.Grouped, CitizenWords + ", embg, ембг"),
        new("RS_JMBG", "RS", "d<13>", Citizen("70-99"), Evidence.Grouped, CitizenWords + ", јмбг"),
        new("SI_EMSO", "SI", "d<13>", Citizen("50-59"), Evidence.Grouped, CitizenWords + ", emso"),

        // Tax administrations.
        new("HR_OIB", "HR", "d<11>", Mod11And10, Evidence.Checked, Words.Personal + ", oib, osobni identifikacijski"),
        new("HR_OIB", "HR", "HR:?d<11>", Mod11And10, Evidence.Certain, Words.Vat + ", oib"),
        new("RS_PIB", "RS", "d<9>", All(Has(0, "123456789"), Mod11And10), Evidence.Checked, Words.Tax + ", pib, пиб"),
        new("SI_TAX_NUMBER", "SI", "d<8>", All(Has(0, "123456789"), Sum("8 7 6 5 4 3 2", "?0987654321")), Evidence.Checked, Words.Tax + ", davcna, davcna stevilka"),
        new("SI_TAX_NUMBER", "SI", "SI:?d<8>", Sum("8 7 6 5 4 3 2", "?0987654321"), Evidence.Certain, Words.Vat + ", ddv"),
    ];

    private static IdentifierCheck Citizen(string regions) => All(Date(0, "ddMM"), In(7, 2, regions), Sum("7 6 5 4 3 2 7 6 5 4 3 2", C11Zero));
}
