using static AiGateway.Client.Redaction.Identifiers.Checks;

namespace AiGateway.Client.Redaction.Identifiers.Packs;

/// <summary>Egypt, Iran, Israel, Kazakhstan, Kuwait, Morocco, Nigeria, Saudi Arabia, South Africa, the United Arab Emirates.</summary>
internal static class MiddleEastAndAfrica
{
    public static readonly Identifier[] Rows =
    [
        // Egypt: Civil Status Organisation. The algorithm of its check digit is not published.
        new("EG_NATIONAL_ID", "EG", "d<14>", All(Has(0, "23"), Date(1, "yyMMdd"), In(7, 2, "1-4 11-19 21-29 31-35 88")), Evidence.Checked, Words.Personal + ", الرقم القومي, القومي"),

        // Iran: National Organisation for Civil Registration.
        new("IR_NATIONAL_ID", "IR", "ddd-d<6>-d|d<10>", All(Differs, Sum("10 9 8 7 6 5 4 3 2", "01987654321")), Evidence.Grouped, Words.Personal + ", code melli, کد ملی, ملی"),

        // Israel: Population and Immigration Authority.
        new("IL_ID_NUMBER", "IL", "d<9>|d<8>-d", All(Differs, Luhn), Evidence.Checked, Words.Personal + ", teudat zehut, תעודת זהות, זהות"),

        // Kazakhstan: Ministry of Justice. Kuwait: Public Authority for Civil Information.
        new("KZ_IIN", "KZ", "d<12>", All(Date(0, "yyMMdd"), Has(6, "0123456"), TwoSums("1 2 3 4 5 6 7 8 9 10 11", "3 4 5 6 7 8 9 10 11 1 2", '?')), Evidence.Grouped, Words.Personal + ", iin, иин, жсн"),
        new("KW_CIVIL_ID", "KW", "d<12>", All(Has(0, "123"), Date(1, "yyMMdd"), Sum("2 1 6 3 7 9 10 5 8 4 2", "??987654321")), Evidence.Grouped, Words.Personal + ", civil id, الرقم المدني"),

        // Morocco: Office of Industrial and Commercial Property.
        new("MA_ICE", "MA", "d<15>", All(Has(0, "0123"), Total(Powers(15, 97), 97)), Evidence.Grouped, Words.Company + ", ice"),

        // Nigeria: National Identity Management Commission; Federal Road Safety Corps.
        new("NG_NIN", "NG", "d<11>", Verhoeff, Evidence.Checked, Words.Personal + ", nin, nimc"),
        new("NG_VEHICLE_REGISTRATION", "NG", "aaa-dddaa|aaa dddaa|aaadddaa", None, Evidence.Shape, Words.Plate),

        // Saudi Arabia: Ministry of the Interior. United Arab Emirates: Federal Authority for Identity.
        new("SA_NATIONAL_ID", "SA", "d<10>", All(Has(0, "12"), Luhn), Evidence.Checked, Words.Personal + ", iqama, رقم الهوية, الهوية"),
        new("AE_EMIRATES_ID", "AE", "784-dddd-d<7>-d|784 dddd d<7> d|784d<12>", All(In(3, 4, "1900-2099"), Luhn), Evidence.Certain, Words.Personal + ", emirates id, eid, الهوية"),

        // South Africa: Department of Home Affairs.
        new("ZA_ID_NUMBER", "ZA", "d<6> d<4> d dd|d<6> d<4> ddd|d<13>", All(Date(0, "yyMMdd"), Has(10, "012"), Luhn), Evidence.Grouped, Words.Personal + ", rsa id, sa id, south african"),
    ];
}
