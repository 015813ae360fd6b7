using static AiGateway.Client.Tests.Redaction.Identifiers.Made;

namespace AiGateway.Client.Tests.Redaction.Identifiers.Countries;

public sealed class NorthAmericaTests : CountryTests
{
    protected override IReadOnlyList<Example> Examples =>
    [
        new("IMEI", With("35209900176148*", Luhn), "IMEI", 100),
        new("VIN", With("1M8KPR47?KP042788", IsVin), "VIN", 0),
        new("CA_SIN", With("193 456 78*", Luhn), "SIN", 100),
        new("CA_BN", With("78145612* RC 0001", v => Luhn(v[..9])), "business number", 60),
        new("ABA_ROUTING_NUMBER", With("12109987*", v => Sum(v, 3, 7, 1, 3, 7, 1, 3, 7, 1) % 10 == 0), "routing number", 100),
        new("US_NPI", With("176543210*", v => Luhn("80840" + v)), "NPI", 100),
        new("MEDICAL_LICENSE", With("FG729114*", v => (v[2] + v[4] + v[6] - (3 * '0') + (2 * (v[3] + v[5] + v[7] - (3 * '0')))) % 10 == v[8] - '0'), "DEA number", 80),
        new("US_BANK_NUMBER", "70045119823", "account number", 0),
        new("US_PASSPORT", "K40917255", "passport", 0),
        new("US_DRIVER_LICENSE", "D7301442", "driver's license", 0),
        new("US_ZIP", "90210-1180", "zip code", 0),
    ];

    [TestCase("EIN 41-2077315", "41-2077315")]
    [TestCase("order 41-2077315 is late", null)]
    public void Scan_EmployerNumber_NeedsItsWord(string text, string? expected) => Assert.That(Scan.For("US_EIN", text), Is.EqualTo(expected is null ? [] : new[] { expected }));

    [Test]
    public void Scan_AddressInTheStates_FindsZipWithState() => Assert.That(Scan.For("US_ZIP", "Redmond, WA 98052 is it"), Is.EqualTo(new[] { "WA 98052" }));

    private static bool IsVin(string value)
    {
        const string Letters = "ABCDEFGHJKLMNPRSTUVWXYZ";
        const string Counts = "12345678123457923456789";
        if (!char.IsAsciiDigit(value[8]) && value[8] != 'X') return false;
        int[] weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
        var sum = value.Select((c, i) => (char.IsAsciiDigit(c) ? c - '0' : Counts[Letters.IndexOf(c)] - '0') * weights[i]).Sum();
        return "0123456789X"[sum % 11] == value[8];
    }
}
