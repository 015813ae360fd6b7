using static AiGateway.Client.Redaction.Identifiers.Checks;

namespace AiGateway.Client.Redaction.Identifiers.Packs;

/// <summary>Austria, Belgium, France, Ireland, Luxembourg, the Netherlands, Switzerland.</summary>
internal static class WesternEurope
{
    // The second letter counts since 2013; the older P, T, W and X do not.
    private static readonly IdentifierCheck Ireland = All(Has(8, "ABCDEFGHIPTWX"), Sum("8 7 6 5 4 3 2 0 9", "WABCDEFGHIJKLMNOPQRSTUV", at: 7, values: Values.Letters("?ABCDEFGHI")));
    private static readonly IdentifierCheck IrelandShort = Sum("8 7 6 5 4 3 2", "WABCDEFGHIJKLMNOPQRSTUV");
    private static readonly IdentifierCheck Bsn = All(Differs, Total("9 8 7 6 5 4 3 2 -1", 11));
    private static readonly IdentifierCheck Enterprise = All(Has(0, "01"), Remainder(97, ..8, 8.., remainder => 97 - remainder));

    // The departments of Corsica, 2A and 2B, count as 19 and 18.
    private static readonly IdentifierCheck Nir = All(Has(0, "123478"), In(3, 2, "1-12 20 30-42 50-99"), Has(6, "0123456789AB"), Total(Powers(13, 97) + " 10 1", 97, values: Values.Letters(-1, -2)));

    public static readonly Identifier[] Rows =
    [
        // Austria: Federation of Social Insurances; Ministry of Finance.
        new("AT_SVNR", "AT", "dddd d<6>|d<10>", All(Has(0, "123456789"), Date(4, "ddMMyy", months: [12]), Sum("3 7 9 0 5 8 4 2 1 6", R11, at: 3)), Evidence.Grouped, Words.SocialSecurity + ", svnr, sv nummer, versicherungsnummer, ecard"),
        new("AT_UID", "AT", "ATU:d<8>", Sum("1 2 1 2 1 2 1", C10, crossSumFrom: 0, plus: 4), Evidence.Certain, Words.Vat + ", uid"),

        // Belgium: National Register; Crossroads Bank for Enterprises.
        new("BE_NN", "BE", "dd.dd.dd-ddd.dd|d<6>-ddd-dd|d<6> ddd dd|d<11>", All(Date(0, "yyMMdd", months: [20, 40]), Any(Remainder(97, ..9, 9.., r => 97 - r), After("2", Remainder(97, ..10, 10.., r => 97 - r)))), Evidence.Grouped, Words.Personal + ", rijksregister, rijksregisternummer, registre national, numero national, insz, niss, nationalregisternummer"),
        new("BE_VAT", "BE", "BE:?dddd?ddd?ddd|BE: dddd.ddd.ddd", Enterprise, Evidence.Certain, Words.Vat + ", ondernemingsnummer"),
        new("BE_VAT", "BE", "dddd.ddd.ddd|d<10>", Enterprise, Evidence.Grouped, Words.Vat + ", ondernemingsnummer, numero entreprise, kbo, bce"),

        // France: INSEE (identity, SIREN, SIRET); Directorate of Public Finances.
        new("FR_NIR", "FR", "d<6>xd<8>|d<6>xd<6> dd|d dd dd dx ddd ddd dd", Nir, Evidence.Grouped, Words.SocialSecurity + ", nir, numero securite, secu, insee"),
        new("FR_SIREN", "FR", "ddd ddd ddd|d<9>", Luhn, Evidence.Checked, Words.Company + ", siren, rcs"),
        new("FR_SIRET", "FR", "ddd ddd ddd ddddd|d<9> ddddd|d<14>", Luhn, Evidence.Grouped, Words.Company + ", siret"),
        new("FR_VAT", "FR", "FR:?dd?ddd?ddd?ddd|FR:?dd d<9>", All(Part(2.., Luhn), Remainder(97, 2.., ..2, r => (12 + (3 * r)) % 97)), Evidence.Certain, Words.Vat + ", tva intracommunautaire"),
        new("FR_TAX_ID", "FR", "dd dd ddd ddd ddd|d<13>", All(Has(0, "0123"), Remainder(511, ..10, 10.., r => r)), Evidence.Grouped, Words.Tax + ", spi, numero fiscal, reference fiscale, impots"),
        new("FR_PASSPORT", "FR", "ddaad<5>", None, Evidence.Shape, Words.Passport),
        new("FR_ID_CARD", "FR", "d<12>|x<9>", None, Evidence.Context, "carte nationale, identite, cni, cnie"),

        // Ireland: Department of Social Protection; Revenue.
        new("IE_PPSN", "IE", "d<7>a", IrelandShort, Evidence.Certain, Words.Personal + ", pps, ppsn, pps number"),
        new("IE_PPSN", "IE", "d<7>aa", Ireland, Evidence.Certain, Words.Personal + ", pps, ppsn, pps number"),
        new("IE_VAT", "IE", "IE:?d<7>a", IrelandShort, Evidence.Certain, Words.Vat),
        new("IE_VAT", "IE", "IE:?d<7>aa", Ireland, Evidence.Certain, Words.Vat),

        // Luxembourg: National Register of Natural Persons; Registration Duties, Estates and VAT Authority.
        new("LU_NATIONAL_ID", "LU", "d<13>|dddd dd dd ddddd|d<8> ddddd", All(Date(0, "yyyyMMdd"), Part(..12, Luhn), Without(11, Verhoeff)), Evidence.Certain, Words.Personal + ", matricule"),
        new("LU_VAT", "LU", "LU:?d<8>", Remainder(89, ..6, 6.., r => r), Evidence.Certain, Words.Vat),

        // Netherlands: Government Personal Records; Tax and Customs Administration.
        new("NL_BSN", "NL", "d<9>|dddd.dd.ddd|ddd ddd ddd|dddd dd ddd", Bsn, Evidence.Checked, Words.Personal + ", bsn, burgerservicenummer, sofinummer, sofi"),
        new("NL_VAT", "NL", "NL?d<9>Bdd", Any(Part(2..11, Bsn), Total97), Evidence.Certain, Words.Vat),

        // Switzerland: Central Compensation Office (GS1 check digit); Federal Statistical Office.
        new("CH_AHV", "CH", "756.dddd.dddd.dd|756 dddd dddd dd|756d<10>", Sum("1 3 1 3 1 3 1 3 1 3 1 3", C10), Evidence.Certain, Words.SocialSecurity + ", ahv, ahv nummer, avs, numero avs"),
        new("CH_UID", "CH", "CHE:-ddd.ddd.ddd|CHE:?d<9>", Sum("5 4 3 2 7 6 5 4", C11), Evidence.Certain, Words.Vat + ", uid, ide"),
    ];
}
