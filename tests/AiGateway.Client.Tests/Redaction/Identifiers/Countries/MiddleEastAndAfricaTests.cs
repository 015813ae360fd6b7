using static AiGateway.Client.Tests.Redaction.Identifiers.Made;

namespace AiGateway.Client.Tests.Redaction.Identifiers.Countries;

public sealed class MiddleEastAndAfricaTests : CountryTests
{
    protected override IReadOnlyList<Example> Examples =>
    [
        new("EG_NATIONAL_ID", "27804231203847", "national ID", 0),
        new("IR_NATIONAL_ID", With("384-71625*-*", v => Sum(v, 10, 9, 8, 7, 6, 5, 4, 3, 2) % 11 is var r && v[9] - '0' == (r < 2 ? r : 11 - r)), "national ID", 80),
        new("IL_ID_NUMBER", With("38471625*", Luhn), "תעודת זהות", 100),
        new("KZ_IIN", With("780423384**7", v => IsKazakh(v)), "ИИН", 80),
        new("KW_CIVIL_ID", With("2780423384**", v => Sum(v, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2, 1) % 11 == 0 && v[11] is > '0'), "civil ID", 80),
        new("MA_ICE", With("0013847162593**", v => Mod(v, 97) == 0), "ICE", 95),
        new("NG_NIN", With("3847162593*", Verhoeff), "NIN", 100),
        new("NG_VEHICLE_REGISTRATION", "KPR-384TV", "plate", 0),
        new("SA_NATIONAL_ID", With("138471625*", Luhn), "iqama", 95),
        new("AE_EMIRATES_ID", With("784-1978-3847162-*", Luhn), "Emirates ID", 95),
        new("ZA_ID_NUMBER", With("780423 3847 08*", Luhn), "SA ID", 95),
    ];

    [TestCase("7813233847*81")]
    [TestCase("7804233847*8*5")]
    public void Scan_SouthAfricanDateOrLengthThatIsNone_IsNotFound(string template) => Assert.That(Scan.For("ZA_ID_NUMBER", With(template, Luhn)), Is.Empty);

    private static bool IsKazakh(string value)
    {
        var check = Sum(value, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11) % 11;
        if (check == 10) check = Sum(value, 3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2) % 11;
        return value[11] - '0' == check;
    }
}
