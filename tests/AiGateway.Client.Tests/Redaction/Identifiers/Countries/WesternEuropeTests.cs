using static AiGateway.Client.Tests.Redaction.Identifiers.Made;

namespace AiGateway.Client.Tests.Redaction.Identifiers.Countries;

public sealed class WesternEuropeTests : CountryTests
{
    protected override IReadOnlyList<Example> Examples =>
    [
        new("AT_SVNR", With("1*3* 150876", v => v[3] - '0' == Sum(v, 3, 7, 9, 0, 5, 8, 4, 2, 1, 6) % 11), "SVNR", 90),
        new("AT_UID", With("ATU6183472*", v => (CrossSum(v[3..], 1, 2, 1, 2, 1, 2, 1, 1) + 4) % 10 == 0), "UID", 100),
        new("BE_NN", With("78.04.23-417.**", v => (Mod(v[..9], 97) + int.Parse(v[9..])) == 97), "rijksregisternummer", 95),
        new("BE_VAT", With("BE 0674.381.2**", v => Mod(v[2..10], 97) + int.Parse(v[10..]) == 97), "BTW", 95),
        new("FR_NIR", With("2 78 04 75 116 042 **", v => Mod(v[..13], 97) + int.Parse(v[13..]) == 97), "numéro de sécurité sociale", 95),
        new("FR_SIREN", With("73928416*", Luhn), "SIREN", 100),
        new("FR_SIRET", With("73928416* 00027", v => Luhn(v)), "SIRET", 100),
        new("FR_VAT", With("FR ** 73928416*", v => Luhn(v[4..]) && (12 + (3 * Mod(v[4..], 97)) - int.Parse(v[2..4])) % 97 == 0), "TVA", 95),
        new("FR_TAX_ID", With("19 47 382 615 ***", v => Mod(v[..10], 511) == int.Parse(v[10..])), "numéro fiscal", 95),
        new("FR_PASSPORT", "17CK48291", "passeport", 0),
        new("IE_PPSN", With("4738291?", v => char.IsAsciiLetter(v[7]) && Sum(v[..7], 8, 7, 6, 5, 4, 3, 2) % 23 == v[7] - 'A' + 1), "PPSN", 90),
        new("IE_VAT", With("IE4738291?A", v => char.IsAsciiLetter(v[9]) && (Sum(v[2..9], 8, 7, 6, 5, 4, 3, 2) + 9) % 23 == v[9] - 'A' + 1), "VAT", 90),
        new("LU_NATIONAL_ID", With("19780423412**", v => Luhn(v[..12]) && Verhoeff(v[..11] + v[12])), "matricule", 95),
        new("LU_VAT", With("LU183746**", v => Mod(v[2..8], 89) == int.Parse(v[8..])), "TVA", 95),
        new("NL_BSN", With("18374629*", v => (Sum(v, 9, 8, 7, 6, 5, 4, 3, 2) - v[8] + '0') % 11 == 0), "BSN", 90),
        new("NL_VAT", With("NL183746291B**", v => Mod("2321" + v[2..11] + "11" + v[12..], 97) == 1), "BTW", 90),
        new("CH_AHV", With("756.3827.4619.1*", v => Sum(v, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1) % 10 == 0), "AHV-Nummer", 100),
        new("CH_UID", With("CHE-183.746.2**", v => Sum(v[3..], 5, 4, 3, 2, 7, 6, 5, 4, 1) % 11 == 0), "UID", 95),
    ];

    [Test]
    public void Scan_NumberFromCorsica_IsFound()
    {
        var number = With("278042A116042**", v => Mod(v[..13].Replace("2A", "19"), 97) + int.Parse(v[13..]) == 97);
        Assert.That(Scan.For("FR_NIR", number), Is.EqualTo(new[] { number }));
    }

    [Test]
    public void Scan_BelgianBornAfter1999_HasTwoBeforeTheNumber()
    {
        var number = With("04.04.23-417.**", v => Mod("2" + v[..9], 97) + int.Parse(v[9..]) == 97);
        Assert.That(Scan.For("BE_NN", number), Is.EqualTo(new[] { number }));
    }

    [Test]
    public void Scan_CardOfFrance_NeedsItsWord() => Assert.That(Scan.For("FR_ID_CARD", "carte nationale 880692310285"), Is.EqualTo(new[] { "880692310285" }));
}
