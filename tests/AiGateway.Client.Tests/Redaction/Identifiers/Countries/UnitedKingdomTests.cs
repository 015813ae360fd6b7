using static AiGateway.Client.Tests.Redaction.Identifiers.Made;

namespace AiGateway.Client.Tests.Redaction.Identifiers.Countries;

public sealed class UnitedKingdomTests : CountryTests
{
    protected override IReadOnlyList<Example> Examples =>
    [
        new("UK_DRIVING_LICENCE", "PQRST753116KP9QZ", "driving licence", 0),
        new("UK_VEHICLE_REGISTRATION", "KP19 RTV", "number plate", 0),
        new("UK_POSTCODE", "EH1 2NG", "postcode", 0),
        new("UK_PASSPORT", "KP3847162", "passport", 0),
        new("UK_UTR", With("*384716259", v => "21987654321"[Sum(v[1..], 6, 7, 8, 9, 10, 5, 4, 3, 2) % 11] == v[0]), "UTR", 80),
        new("UK_VAT", With("GB 384 7162 **", v => (Sum(v[2..9], 8, 7, 6, 5, 4, 3, 2) + int.Parse(v[9..])) % 97 == 0), "VAT", 90),
    ];

    [TestCase("PQRST703116KP9QZ", TestName = "month 03 is one, 70 decade")]
    public void Scan_LicenceWithPlausibleDate_IsFound(string value) => Assert.That(Scan.For("UK_DRIVING_LICENCE", value), Is.EqualTo(new[] { value }));

    [TestCase("UK_DRIVING_LICENCE", "PQRST713996KP9QZ")]
    [TestCase("UK_DRIVING_LICENCE", "P9RST753116KP9QZ")]
    [TestCase("UK_VEHICLE_REGISTRATION", "KP45 RTV")]
    [TestCase("UK_VEHICLE_REGISTRATION", "IP19 RTV")]
    [TestCase("UK_VEHICLE_REGISTRATION", "KP19 QTV")]
    [TestCase("UK_POSTCODE", "QH1 2NG")]
    [TestCase("UK_POSTCODE", "EH1 2CG")]
    [TestCase("UK_POSTCODE", "EH1 22G")]
    [TestCase("UK_PASSPORT", "384716259")]
    public void Scan_OutsideOfTheRules_IsNotFound(string entity, string value) => Assert.That(Scan.For(entity, value), Is.Empty);

    [TestCase("K384 RTV")]
    [TestCase("RTV 384K")]
    [TestCase("KP19RTV")]
    public void Scan_FormerPlate_IsFound(string value) => Assert.That(Scan.For("UK_VEHICLE_REGISTRATION", $"number plate {value}"), Is.EqualTo(new[] { value }));

    [TestCase("SW1A 2AB")]
    [TestCase("M1 2AB")]
    [TestCase("B33 8TH")]
    [TestCase("W1A 0AX")]
    [TestCase("gir 0aa")]
    public void Scan_Postcode_IsFoundInAText(string value) => Assert.That(Scan.For("UK_POSTCODE", $"she lives near {value} now"), Is.EqualTo(new[] { value }));
}
