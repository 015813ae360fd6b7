using static AiGateway.Client.Redaction.Identifiers.Checks;

namespace AiGateway.Client.Redaction.Identifiers.Packs;

/// <summary>China, Hong Kong, Japan, Korea, Taiwan.</summary>
internal static class EastAsia
{
    private const string Social31 = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private const string KoreanWords = Words.Personal + ", rrn, resident registration, 주민등록번호, 주민번호, 외국인등록번호, alien registration, foreigner registration, frn";

    // The letters of Taiwan's cities are two digits; both are weighed at once, the first by 1 and the second by 9.
    private static readonly int[] TaiwanCities =
        [.. new[] { 10, 11, 12, 13, 14, 15, 16, 17, 34, 18, 19, 20, 21, 22, 35, 23, 24, 25, 26, 27, 28, 29, 32, 30, 31, 33 }.Select(city => (city / 10) + (city % 10 * 9))];

    public static readonly Identifier[] Rows =
    [
        // China: GB 11643 (identity), GB 32100 (organisations).
        new("CN_RIC", "CN", "d<17>x", All(In(0, 2, "11-15 21-23 31-37 41-46 50-54 61-65 71 81-83"), Date(6, "yyyyMMdd"), Sum("7 9 10 5 8 4 2 1 6 3 7 9 10 5 8 4 2", "10X98765432")), Evidence.Certain, Words.IdCard + ", 身份证, 身份证号, 身份证号码, 公民身份号码, resident identity"),
        new("CN_USCC", "CN", "xad<6>x<9>x|xxd<6>x<10>", All(Only(.., Social31), Sum("1 3 9 27 19 26 16 17 20 29 25 13 8 24 10 30 28", Turned(Social31), values: Values.Of(Social31))), Evidence.Certain, Words.Company + ", uscc, 统一社会信用代码"),

        // Hong Kong: Immigration Department. A single letter has a space before it, which counts 36.
        new("HK_HKID", "HK", "ad<6>(x|ad<6>x", Sum("8 7 6 5 4 3 2", C11A, plus: 36 * 9), Evidence.Grouped, Words.IdCard + ", hkid, 身份證, 身份證號碼"),
        new("HK_HKID", "HK", "aad<6>(x|aad<6>x", Sum("9 8 7 6 5 4 3 2", C11A), Evidence.Grouped, Words.IdCard + ", hkid, 身份證, 身份證號碼"),

        // Japan: Ministry of Internal Affairs (order 85 of 2014); National Tax Agency.
        new("JP_MY_NUMBER", "JP", "dddd_dddd_dddd|d<12>", Sum("6 5 4 3 2 7 6 5 4 3 2", C11Zero), Evidence.Checked, Words.Personal + ", my number, マイナンバー, 個人番号"),
        new("JP_CORPORATE_NUMBER", "JP", "d<13>", Sum("2 1 2 1 2 1 2 1 2 1 2 1", "987654321", at: 0, from: 1), Evidence.Checked, Words.Company + ", corporate number, 法人番号"),

        // Korea: Ministry of the Interior and Safety (no check digit since October 2020); National Tax Service; National Police Agency.
        new("KR_RRN", "KR", "d<6>-d<7>", All(Date(0, "yyMMdd"), Has(6, "1234")), Evidence.Grouped, KoreanWords),
        new("KR_RRN", "KR", "d<13>", All(Date(0, "yyMMdd"), Has(6, "1234"), Sum("2 3 4 5 6 7 8 9 2 3 4 5", "10987654321")), Evidence.Checked, KoreanWords),
        new("KR_FRN", "KR", "d<6>-d<7>", All(Date(0, "yyMMdd"), Has(6, "5678")), Evidence.Grouped, KoreanWords),
        new("KR_FRN", "KR", "d<13>", All(Date(0, "yyMMdd"), Has(6, "5678"), Sum("2 3 4 5 6 7 8 9 2 3 4 5", "32109876543")), Evidence.Checked, KoreanWords),
        new("KR_BRN", "KR", "ddd-dd-ddddd|d<10>", All(In(0, 3, "101-999"), In(3, 2, "1-99"), Sum("1 3 7 1 3 7 1 3 5", C10, crossSumFrom: 8)), Evidence.Grouped, Words.Company + ", brn, 사업자등록번호, 사업자번호, 사업자"),
        new("KR_DRIVER_LICENSE", "KR", "dd-dd-d<6>-dd|d<12>", In(0, 2, "11-26 28"), Evidence.Grouped, Words.Licence + ", 운전면허, 운전면허번호, 면허번호"),
        new("KR_PASSPORT", "KR", "ad<3>ad<4>|ad<8>", Has(0, "MSRODG"), Evidence.Shape, Words.Passport + ", 여권, 여권번호"),

        // Taiwan: Ministry of the Interior; National Immigration Agency (first digit 8 or 9).
        new("TW_NATIONAL_ID", "TW", "ad<9>", All(Has(1, "1289"), Total("1 8 7 6 5 4 3 2 1 1", 10, values: Values.Letters(TaiwanCities))), Evidence.Certain, Words.IdCard + ", 身分證, 身分證字號, 統一證號"),
    ];

    private const string C11A = "0A987654321";

    // 31 - r, and 0 for 31.
    private static string Turned(string alphabet) => string.Concat(Enumerable.Range(0, alphabet.Length).Select(r => alphabet[(alphabet.Length - r) % alphabet.Length]));
}
