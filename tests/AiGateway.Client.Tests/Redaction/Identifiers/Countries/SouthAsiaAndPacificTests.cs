using static AiGateway.Client.Tests.Redaction.Identifiers.Made;

namespace AiGateway.Client.Tests.Redaction.Identifiers.Countries;

public sealed class SouthAsiaAndPacificTests : CountryTests
{
    private const string Base36 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    protected override IReadOnlyList<Example> Examples =>
    [
        new("AU_TFN", With("384 716 25*", v => Sum(v, 1, 4, 3, 7, 5, 8, 6, 9, 10) % 11 == 0), "TFN", 100),
        new("AU_ABN", With("** 384 716 259", v => Sum((v[0] - '1').ToString() + v[1..], 10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19) % 89 == 0 && v[0] > '0'), "ABN", 95),
        new("AU_ACN", With("384 716 25*", v => Sum(v, 8, 7, 6, 5, 4, 3, 2, 1, 1) % 10 == 0), "ACN", 60),
        new("AU_MEDICARE", With("3847 1625* 1", v => Sum(v, 1, 3, 7, 9, 1, 3, 7, 9) % 10 == v[8] - '0'), "Medicare", 80),
        new("IN_AADHAAR", With("3847 1625 938*", Verhoeff), "Aadhaar", 100),
        new("IN_PAN", "KPRCT3847Q", "PAN", 0),
        new("IN_GSTIN", With("27KPRCT3847Q1Z?", v => (v[..14].Select((c, i) => Base36.IndexOf(c) * (1 + (i % 2))).Sum(p => (p / 36) + (p % 36)) + Base36.IndexOf(v[14])) % 36 == 0), "GSTIN", 0),
        new("IN_VOTER", "KPR3847162", "voter", 0),
        new("IN_PASSPORT", "K3847162", "passport", 0),
        new("IN_VEHICLE_REGISTRATION", "MH12KP3847", "vehicle", 0),
        new("ID_NIK", "3273236304780001", "NIK", 0),
        new("ID_NPWP", With("38.471.625.*-123.000", v => Luhn(v[..9])), "NPWP", 50),
        new("MY_NRIC", "780423-14-3847", "NRIC", 0),
        new("NZ_IRD", With("38-471-62*", v => Sum(v, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0), "IRD", 80),
        new("NZ_NHI", With("KPR38**", v => v[6] != '0' && (Sum2(v, 7, 6, 5) + Sum(v[3..], 4, 3, 2, 1)) % 11 == 0), "NHI", 80),
        new("PK_CNIC", "38471-6259384-7", "CNIC", 0),
        new("LK_NIC", "780423847V", "NIC", 0),
        new("PH_TIN", "384-716-259-000", "TIN", 0),
        new("PH_MOBILE_NUMBER", "0917 384 7162", "mobile", 0),
        new("SG_NRIC_FIN", With("S7804238?", v => "JZIHGFEDCBA"[Sum(v[1..], 2, 7, 6, 5, 4, 3, 2) % 11] == v[8]), "NRIC", 100),
        new("SG_UEN", With("201238471?", v => "ZKCMDNERGWH"[Sum(v, 10, 8, 6, 4, 9, 7, 5, 3, 1) % 11] == v[9]), "UEN", 90),
        new("TH_TNIN", With("3-1023-84716-25-*", v => (11 - (Sum(v, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2) % 11)) % 10 == v[12] - '0'), "Thai ID", 80),
    ];

    [TestCase("T", 4, "JZIHGFEDCBA")]
    [TestCase("F", 0, "XWUTRQPNMLK")]
    [TestCase("G", 4, "XWUTRQPNMLK")]
    [TestCase("M", 3, "XWUTRQPNJLK")]
    public void Scan_SeriesOfSingapore_HaveLettersOfTheirOwn(string series, int plus, string letters)
    {
        var number = With(series + "0384716?", v => letters[(plus + Sum(v[1..], 2, 7, 6, 5, 4, 3, 2)) % 11] == v[8]);
        Assert.That(Scan.For("SG_NRIC_FIN", number), Is.EqualTo(new[] { number }));
    }

    [TestCase("38KPRCT3847Q1Z1")]
    [TestCase("27KPRCT3847Q1Y1")]
    [TestCase("00KPRCT3847Q1Z1")]
    [TestCase("27KPRCT3847Q0Z1")]
    public void Scan_OtherStructure_IsNoGstin(string value) => Assert.That(Scan.For("IN_GSTIN", value), Is.Empty);

    [Test]
    public void Scan_CardOfVietnam_NeedsItsWord()
    {
        Assert.That(Scan.For("VN_CCCD", "CCCD 001178384716"), Is.EqualTo(new[] { "001178384716" }));
        Assert.That(Scan.For("VN_CCCD", "001178384716"), Is.Empty);
    }

    [Test]
    public void Scan_NumberOfProvinceThatIsNone_IsNotFound() =>
        Assert.That(Scan.For("TH_TNIN", With("3290384716**5", v => (11 - (Sum(v, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2) % 11)) % 10 == v[12] - '0')), Is.Empty);

    [TestCase("+63 917 384 7162")]
    [TestCase("639173847162")]
    public void Scan_PhilippineNumberFromAbroad_IsFound(string value) => Assert.That(Scan.For("PH_MOBILE_NUMBER", $"text {value} now"), Is.EqualTo(new[] { value }));

    // Letters count from 1, without I and O.
    private static int Sum2(string value, params int[] weights) => value.Zip(weights, (c, weight) => ("ABCDEFGHJKLMNPQRSTUVWXYZ".IndexOf(c) + 1) * weight).Sum();
}
