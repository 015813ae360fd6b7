using static AiGateway.Client.Redaction.Identifiers.Checks;

namespace AiGateway.Client.Redaction.Identifiers.Packs;

/// <summary>Denmark, Estonia, Finland, Iceland, Latvia, Lithuania, Norway, Sweden.</summary>
internal static class NorthernEurope
{
    private static readonly IdentifierCheck Baltic = All(Date(1, "yyMMdd"), TwoSums("1 2 3 4 5 6 7 8 9 1", "3 4 5 6 7 8 9 1 2 3", '0'));

    public static readonly Identifier[] Rows =
    [
        // Denmark: Central Person Register (no check digit since 2007); Central Business Register.
        new("DK_CPR", "DK", "d<6>-d<4>|d<6> d<4>", Date(0, "ddMMyy"), Evidence.Grouped, Words.Personal + ", cpr, cpr nr, personnummer"),
        new("DK_CPR", "DK", "d<10>", All(Date(0, "ddMMyy"), Total("4 3 2 7 6 5 4 3 2 1", 11)), Evidence.Checked, Words.Personal + ", cpr, cpr nr, personnummer"),
        new("DK_CPR", "DK", "d<10>", Date(0, "ddMMyy"), Evidence.Context, "cpr, cpr nr, personnummer"),
        new("DK_CVR", "DK", "d<8>|dd dd dd dd", All(Has(0, "123456789"), Total("2 7 6 5 4 3 2 1", 11)), Evidence.Checked, Words.Vat + ", cvr, cvr nr"),
        new("DK_CVR", "DK", "DK:?d<8>", Total("2 7 6 5 4 3 2 1", 11), Evidence.Certain, Words.Vat),

        // Estonia, Lithuania: population registers (one rule); Latvia: Office of Citizenship and Migration Affairs.
        new("EE_ISIKUKOOD", "EE", "d<11>", All(Has(0, "12345678"), Baltic), Evidence.Checked, Words.Personal + ", isikukood"),
        new("LT_ASMENS_KODAS", "LT", "d<11>", All(Has(0, "123456789"), Baltic), Evidence.Checked, Words.Personal + ", asmens kodas, asmens"),
        new("LV_PERSONAS_KODS", "LV", "d<6>-d<5>|d<11>", All(Date(0, "ddMMyy"), Sum("10 5 8 4 2 1 6 3 7 9", R11Zero, plus: 1)), Evidence.Grouped, Words.Personal + ", personas kods"),
        new("LV_PERSONAS_KODS", "LV", "32d<4>-d<5>", None, Evidence.Grouped, Words.Personal + ", personas kods"),

        // Finland: Digital and Population Data Services Agency; Patent and Registration Office.
        new("FI_PERSONAL_IDENTITY_CODE", "FI", "d<6>-dddx|d<6>+dddx|d<6>adddx", All(Date(0, "ddMMyy"), FinnishCentury, FinnishCode), Evidence.Certain, Words.Personal + ", hetu, henkilotunnus, personbeteckning"),
        new("FI_BUSINESS_ID", "FI", "d<7>-d", Sum("7 9 10 5 8 4 2", C11), Evidence.Grouped, Words.Company + ", ytunnus, y tunnus"),
        new("FI_BUSINESS_ID", "FI", "FI:?d<8>", Sum("7 9 10 5 8 4 2", C11), Evidence.Certain, Words.Vat + ", alv"),

        // Iceland: Registers Iceland. The last digit is the century.
        new("IS_KENNITALA", "IS", "d<6>-d<4>|d<10>", All(Date(0, "ddMMyy", days: [40]), Sum("3 2 7 6 5 4 3 2", C11), Has(9, "089")), Evidence.Grouped, Words.Personal + ", kennitala, kt"),

        // Norway: Tax Administration (also D and synthetic numbers); Bronnoysund Register Centre.
        new("NO_FODSELSNUMMER", "NO", "d<6> d<5>|d<11>", All(Date(0, "ddMMyy", months: [40, 65, 80], days: [40]), Sum("3 7 6 1 8 9 4 5 2", C11), Sum("5 4 3 2 7 6 5 4 3 2", C11)), Evidence.Grouped, Words.Personal + ", fodselsnummer, fodselsnr, personnummer, fnr"),
        new("NO_ORGNR", "NO", "ddd ddd ddd|d<9>", All(Has(0, "89"), Sum("3 2 7 6 5 4 3 2", C11)), Evidence.Checked, Words.Company + ", orgnr, organisasjonsnummer, org nr, mva"),

        // Sweden: Tax Agency (also coordination numbers); Companies Registration Office.
        new("SE_PERSONNUMMER", "SE", "d<6>-d<4>|d<6>+d<4>|d<10>", All(Date(0, "yyMMdd", days: [60]), Luhn), Evidence.Grouped, Words.Personal + ", personnummer, samordningsnummer, pnr"),
        new("SE_PERSONNUMMER", "SE", "d<8>-d<4>|d<8>+d<4>|d<12>", All(In(0, 2, "18-20"), Date(2, "yyMMdd", days: [60]), Part(2.., Luhn)), Evidence.Grouped, Words.Personal + ", personnummer, samordningsnummer, pnr"),
        new("SE_ORGANISATIONSNUMMER", "SE", "d<6>-d<4>|16:d<6>-d<4>|d<10>|16:d<10>", All(Has(0, "12356789"), Has(2, "23456789"), Luhn), Evidence.Grouped, Words.Company + ", organisationsnummer, orgnr, org nr"),
        new("SE_VAT", "SE", "SE:?d<10>01", Part(..10, Luhn), Evidence.Certain, Words.Vat),
    ];

    // A sign or a letter between the date and the number tells the century.
    private static bool FinnishCentury(ReadOnlySpan<char> value) => value.Length == 10 || "ABCDEFUVWXY".Contains(value[6]);

    private static bool FinnishCode(ReadOnlySpan<char> value)
    {
        var number = value.Length == 10 ? value[6..9] : value[7..10];
        var (date, serial) = (Number(value[..6]), Number(number));
        return serial > 1 && "0123456789ABCDEFHJKLMNPRSTUVWXY"[((date * 1000) + serial) % 31] == value[^1];
    }
}
