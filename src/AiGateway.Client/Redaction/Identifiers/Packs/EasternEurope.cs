using static AiGateway.Client.Redaction.Identifiers.Checks;

namespace AiGateway.Client.Redaction.Identifiers.Packs;

/// <summary>Bulgaria, Czechia, Hungary, Moldova, Poland, Romania, Russia, Slovakia, Ukraine.</summary>
internal static class EasternEurope
{
    // One rule for both countries since 1954; the month of women has 50 added, and 20 more where a day's numbers ran out.
    private static readonly IdentifierCheck BirthNumber = All(Date(0, "yyMMdd", months: [20, 50, 70]), Remainder(11, ..9, 9.., r => r % 10));
    private const string BirthNumberForms = "d<6>/d<4>|d<6> d<4>|d<10>";
    private const string BirthNumberWords = Words.Personal + ", rodne cislo, rodne c, rc";

    public static readonly Identifier[] Rows =
    [
        // Bulgaria: civil registration (GRAO).
        new("BG_EGN", "BG", "d<10>", All(Date(0, "yyMMdd", months: [20, 40]), Sum("2 4 8 5 10 9 7 3 6", R11Zero)), Evidence.Checked, Words.Personal + ", egn, егн"),

        // Czechia and Slovakia: Ministries of the Interior; business registers.
        new("CZ_RODNE_CISLO", "CZ", BirthNumberForms, BirthNumber, Evidence.Grouped, BirthNumberWords),
        new("CZ_ICO", "CZ", "d<8>", Sum("8 7 6 5 4 3 2", "10987654321"), Evidence.Checked, Words.Company + ", ico, ic"),
        new("CZ_VAT", "CZ", "CZ:?d<8>", Sum("8 7 6 5 4 3 2", "10987654321"), Evidence.Certain, Words.Vat + ", dic"),
        new("SK_RODNE_CISLO", "SK", BirthNumberForms, BirthNumber, Evidence.Grouped, BirthNumberWords),
        new("SK_VAT", "SK", "SK:?d<10>", Remainder(11, ..9, 9.., r => r), Evidence.Certain, Words.Vat + ", dic, ic dph"),

        // Hungary: National Tax and Customs Administration; personal identifier; social security (TAJ).
        new("HU_TAX_ID", "HU", "8d<9>", Sum("1 2 3 4 5 6 7 8 9", R11), Evidence.Checked, Words.Tax + ", adoazonosito, adoazonosito jel"),
        new("HU_PERSONAL_ID", "HU", "d-d<6>-d<4>|d d<6> d<4>|d<11>", All(Has(0, "12345678"), Date(1, "yyMMdd"), Any(Sum("1 2 3 4 5 6 7 8 9 10", R11), Sum("10 9 8 7 6 5 4 3 2 1", R11))), Evidence.Grouped, Words.Personal + ", szemelyi szam, szemelyi azonosito"),
        new("HU_TAJ", "HU", "ddd ddd ddd|ddd-ddd-ddd|d<9>", Sum("3 7 3 7 3 7 3 7", R10), Evidence.Checked, Words.SocialSecurity + ", taj, taj szam"),
        new("HU_VAT", "HU", "d<8>-d-dd|HU:?d<8>", Sum("9 7 3 1 9 7 3", C10), Evidence.Certain, Words.Vat + ", adoszam"),

        // Moldova: Public Services Agency.
        new("MD_IDNP", "MD", "d<13>", All(Has(0, "0129"), Sum("7 3 1 7 3 1 7 3 1 7 3 1", R10)), Evidence.Checked, Words.Personal + ", idnp, idno"),

        // Poland: Ministry of Digital Affairs (PESEL, identity card); tax office (NIP); Statistics Poland (REGON).
        new("PL_PESEL", "PL", "d<11>", All(Date(0, "yyMMdd", months: [20, 40, 60, 80]), Sum("1 3 7 9 1 3 7 9 1 3", C10)), Evidence.Grouped, Words.Personal + ", pesel, numer pesel"),
        new("PL_NIP", "PL", "ddd-ddd-dd-dd|ddd-dd-dd-ddd|d<10>", All(Has(0, "123456789"), Sum("6 5 7 2 3 4 5 6 7", R11)), Evidence.Grouped, Words.Tax + ", nip"),
        new("PL_NIP", "PL", "PL:?d<10>", Sum("6 5 7 2 3 4 5 6 7", R11), Evidence.Certain, Words.Vat + ", nip"),
        new("PL_REGON", "PL", "d<9>", Sum("8 9 2 3 4 5 6 7", R11Zero), Evidence.Checked, Words.Company + ", regon"),
        new("PL_ID_CARD", "PL", "aaa?d<6>", Total("7 3 1 9 7 3 1 7 3", 10), Evidence.Checked, Words.IdCard + ", dowod, dowod osobisty"),

        // Romania: General Directorate for Persons' Record; tax administration.
        new("RO_CNP", "RO", "d<13>", All(Has(0, "123456789"), Date(1, "yyMMdd"), In(7, 2, "1-48 51 52 70 80-83"), Sum("2 7 9 1 4 6 3 5 8 2 7 9", "01234567891")), Evidence.Grouped, Words.Personal + ", cnp, cod numeric"),
        new("RO_CUI", "RO", "RO:?d<5-10>", Sum("70 50 30 20 10 70 50 30 20", R11Zero, fromRight: true), Evidence.Certain, Words.Vat + ", cui, cif"),
        new("RO_CUI", "RO", "d<6-10>", Sum("70 50 30 20 10 70 50 30 20", R11Zero, fromRight: true), Evidence.Context, "cui, cif, cod fiscal, cod unic"),

        // Russia: Federal Tax Service (INN, OGRN); Pension and Social Insurance Fund (SNILS).
        new("RU_INN", "RU", "d<10>", Sum("2 4 10 3 5 9 4 6 8", R11Zero), Evidence.Checked, Words.Tax + ", inn, инн"),
        new("RU_INN", "RU", "d<12>", All(Sum("7 2 4 10 3 5 9 4 6 8", R11Zero), Sum("3 7 2 4 10 3 5 9 4 6 8", R11Zero)), Evidence.Grouped, Words.Tax + ", inn, инн"),
        new("RU_OGRN", "RU", "d<13>", All(Has(0, "1235"), Remainder(11, ..12, 12.., r => r % 10)), Evidence.Checked, Words.Company + ", ogrn, огрн"),
        new("RU_SNILS", "RU", "ddd-ddd-ddd dd|ddd-ddd-ddd-dd|ddd ddd ddd dd|d<11>", Any(Total("9 8 7 6 5 4 3 2 1 91 100", 101), All(Total("9 8 7 6 5 4 3 2 1 0 0", 101, 100), In(9, 2, "0"))), Evidence.Grouped, Words.SocialSecurity + ", snils, снилс"),

        // Ukraine: State Tax Service.
        new("UA_RNTRC", "UA", "d<10>", Sum("-1 5 7 9 4 6 10 5 7", R11Zero), Evidence.Checked, Words.Tax + ", rntrc, рнокпп, іпн, ідентифікаційний код, ипн"),
    ];
}
