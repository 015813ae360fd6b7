using static AiGateway.Client.Redaction.Identifiers.Checks;

namespace AiGateway.Client.Redaction.Identifiers.Packs;

/// <summary>Australia, India, Indonesia, Malaysia, New Zealand, Pakistan, the Philippines, Singapore, Sri Lanka, Thailand, Vietnam.</summary>
internal static class SouthAsiaAndPacific
{
    private const string IndianStates = "AN AP AR AS BR CG CH DD DL DN GA GJ HP HR JH JK KA KL LA LD MH ML MN MP MZ NL OD OR PB PY RJ SK TN TR TS UK UP WB";
    private const string Base36 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private static readonly string Turned36 = string.Concat(Enumerable.Range(0, 36).Select(r => Base36[(36 - r) % 36]));
    private static readonly IdentifierCheck Gstin = Sum("1 2 1 2 1 2 1 2 1 2 1 2 1 2", Turned36, crossSumFrom: 0, crossBase: 36);

    public static readonly Identifier[] Rows =
    [
        // Australia: Taxation Office, Business Register, Securities and Investments Commission, Services Australia.
        new("AU_TFN", "AU", "ddd ddd ddd|ddd-ddd-ddd|d<9>", All(Differs, Total("1 4 3 7 5 8 6 9 10", 11)), Evidence.Checked, Words.Tax + ", tfn, tax file"),
        new("AU_ABN", "AU", "dd ddd ddd ddd|d<11>", All(Has(0, "123456789"), Total("10 1 3 5 7 9 11 13 15 17 19", 89, 10)), Evidence.Grouped, Words.Company + ", abn"),
        new("AU_ACN", "AU", "ddd ddd ddd|d<9>", Sum("8 7 6 5 4 3 2 1", C10), Evidence.Checked, Words.Company + ", acn"),
        new("AU_MEDICARE", "AU", "dddd ddddd d|dddd-ddddd-d|d<10-11>", All(Has(0, "23456"), Sum("1 3 7 9 1 3 7 9", R10)), Evidence.Grouped, Words.Health + ", medicare card"),

        // India: UIDAI, Income Tax Department, Goods and Services Tax Network, Election Commission, Passport Seva, Regional Transport Offices.
        new("IN_AADHAAR", "IN", "dddd_dddd_dddd|d<12>", All(Has(0, "23456789"), Verhoeff), Evidence.Grouped, Words.Personal + ", aadhaar, aadhar, uidai, uid"),
        new("IN_PAN", "IN", "a<5>d<4>a", Has(3, "ABCFGHJLPTK"), Evidence.Certain, Words.Tax + ", pan, pan card, permanent account"),
        new("IN_PAN", "IN", "a<5>d<4>a", None, Evidence.Shape, Words.Tax + ", pan, pan card, permanent account"),
        new("IN_GSTIN", "IN", "dda<5>d<4>axZx", All(In(0, 2, "1-38 97 99"), Not(Has(12, "0")), Gstin), Evidence.Certain, Words.Tax + ", gst, gstin"),
        new("IN_GSTIN", "IN", "dda<5>d<4>axZx", All(In(0, 2, "1-37"), Not(Has(12, "0"))), Evidence.Checked, Words.Tax + ", gst, gstin"),
        new("IN_VOTER", "IN", "aaad<7>", None, Evidence.Shape, "voter, voter id, epic, election, elector, electoral"),
        new("IN_PASSPORT", "IN", "ad<7>|a d<7>", All(Not(Has(0, "QXZ")), Has(1, "123456789")), Evidence.Shape, Words.Passport),
        new("IN_VEHICLE_REGISTRATION", "IN", "aadda<1-3>d<4>|aa?dd?a<1-3>?d<4>|aa-dd a<1-3> d<4>", Starts(IndianStates), Evidence.Certain, Words.Plate + ", rto"),
        new("IN_VEHICLE_REGISTRATION", "IN", "aad<4>|aa d<4>|aada<1-3>d<4>|ddBHd<4>a<1-2>", Any(Starts(IndianStates), Has(0, "0123456789")), Evidence.Shape, Words.Plate + ", rto"),

        // Indonesia: Ministry of Home Affairs (day of women with 40 added); Directorate General of Taxes.
        new("ID_NIK", "ID", "d<16>", All(In(0, 2, "11-21 31-36 51-53 61-65 71-76 81 82 91-97"), Date(6, "ddMMyy", days: [40])), Evidence.Checked, Words.Personal + ", nik, ktp, nomor induk"),
        new("ID_NPWP", "ID", "dd.ddd.ddd.d-ddd.ddd|d<15>", Part(..9, Luhn), Evidence.Grouped, Words.Tax + ", npwp"),

        // Malaysia: National Registration Department.
        new("MY_NRIC", "MY", "d<6>-dd-d<4>|d<6> dd d<4>", All(Date(0, "yyMMdd"), In(6, 2, "1-16 21-68 71 72 74-79 82-93 98 99")), Evidence.Grouped, Words.IdCard + ", nric, mykad, kad pengenalan, ic"),
        new("MY_NRIC", "MY", "d<12>", All(Date(0, "yyMMdd"), In(6, 2, "1-16 21-68 71 72 74-79 82-93 98 99")), Evidence.Checked, Words.IdCard + ", nric, mykad, kad pengenalan, ic"),

        // New Zealand: Inland Revenue; Health New Zealand (the letters I and O are not used).
        new("NZ_IRD", "NZ", "ddd-ddd-ddd|ddd ddd ddd|d<9>", NewZealandTax, Evidence.Checked, Words.Tax + ", ird, ird number, gst"),
        new("NZ_IRD", "NZ", "dd-ddd-ddd|dd ddd ddd|d<8>", After("0", NewZealandTax), Evidence.Checked, Words.Tax + ", ird, ird number, gst"),
        new("NZ_NHI", "NZ", "aaad<4>", All(Only(..3, "ABCDEFGHJKLMNPQRSTUVWXYZ"), Sum("7 6 5 4 3 2", "?0987654321", values: Values.Letters("?ABCDEFGHJKLMNPQRSTUVWXYZ"))), Evidence.Checked, Words.Health + ", nhi"),

        // Pakistan: NADRA. Sri Lanka: Department for Registration of Persons.
        new("PK_CNIC", "PK", "d<5>-d<7>-d", Has(0, "1234567"), Evidence.Grouped, Words.IdCard + ", cnic, nadra"),
        new("PK_CNIC", "PK", "d<13>", Has(0, "1234567"), Evidence.Context, "cnic, nadra"),
        new("LK_NIC", "LK", "d<9>V|d<9>X", Any(In(2, 3, "1-366"), In(2, 3, "501-866")), Evidence.Checked, Words.IdCard + ", nic"),

        // Philippines: Bureau of Internal Revenue; National Telecommunications Commission.
        new("PH_TIN", "PH", "ddd-ddd-ddd|ddd-ddd-ddd-ddd|ddd-ddd-ddd-ddddd|d<9>|d<12>|d<14>", None, Evidence.Shape, Words.Tax + ", bir"),
        new("PH_MOBILE_NUMBER", "PH", "09d<9>|09dd?ddd?dddd", None, Evidence.Grouped, Words.Phone + ", telepono, numero, selpon"),
        new("PH_MOBILE_NUMBER", "PH", "+63?9dd?ddd?dddd|+63?9d<9>|639d<9>", None, Evidence.Certain, Words.Phone + ", telepono, selpon"),

        // Singapore: Immigration and Checkpoints Authority; Accounting and Corporate Regulatory Authority.
        new("SG_NRIC_FIN", "SG", "ad<7>a", Any(All(Has(0, "S"), Series(0, "JZIHGFEDCBA")), All(Has(0, "T"), Series(4, "JZIHGFEDCBA")), All(Has(0, "F"), Series(0, "XWUTRQPNMLK")), All(Has(0, "G"), Series(4, "XWUTRQPNMLK")), All(Has(0, "M"), Series(3, "XWUTRQPNJLK"))), Evidence.Certain, Words.IdCard + ", nric, fin, nric fin"),
        new("SG_UEN", "SG", "d<8>a", Sum("10 4 9 3 8 2 7 1", "XMKECAWLJDB"), Evidence.Certain, Words.Company + ", uen"),
        new("SG_UEN", "SG", "d<9>a", All(In(0, 4, "1800-2099"), Sum("10 8 6 4 9 7 5 3 1", "ZKCMDNERGWH")), Evidence.Certain, Words.Company + ", uen"),
        new("SG_UEN", "SG", "addaad<4>a", All(Has(0, "RST"), Sum("4 3 5 3 10 2 2 5 7", "ABCDEFGHJKL", values: Values.Of("ABCDEFGHJKLMNPQRSTUVWX0123456789"), plus: -5)), Evidence.Certain, Words.Company + ", uen"),

        // Thailand: Department of Provincial Administration; the second and third digit are the province.
        new("TH_TNIN", "TH", "d-dddd-ddddd-dd-d|d dddd ddddd dd d|d<13>", All(Has(0, "12345678"), In(1, 2, "10-27 30-58 60-67 70-77 80-86 90-96"), Sum("13 12 11 10 9 8 7 6 5 4 3 2", "10987654321")), Evidence.Grouped, Words.Personal + ", tnin, thai id, บัตรประชาชน, เลขประจำตัวประชาชน, ประชาชน"),

        // Vietnam: Ministry of Public Security.
        new("VN_CCCD", "VN", "d<12>", All(In(0, 3, "1-96"), Has(3, "0123")), Evidence.Context, "cccd, can cuoc, cmnd, căn cước, citizen, citizen id"),
    ];

    private static bool NewZealandTax(ReadOnlySpan<char> value) => InRange(value) && TwoSteps(value);

    private static readonly IdentifierCheck TwoSteps = TwoSums("-3 -2 -7 -6 -5 -4 -3 -2", "-7 -4 -3 -2 -5 -2 -7 -6", '?');

    private static bool InRange(ReadOnlySpan<char> value) => Number(value) is > 10_000_000 and < 200_000_000;

    private static IdentifierCheck Series(int plus, string table) => Sum("2 7 6 5 4 3 2", table, from: 1, plus: plus);
}
