using static AiGateway.Client.Tests.Redaction.Identifiers.Made;

namespace AiGateway.Client.Tests.Redaction.Identifiers.Countries;

public sealed class SouthernEuropeTests : CountryTests
{
    private const string Spain = "TRWAGMYFPDXBNJZSQVHLCKE";

    // Of odd places, counted from one, in the order of the digits and letters.
    private static readonly int[] Odd = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

    protected override IReadOnlyList<Example> Examples =>
    [
        new("CY_TIC", With("00183746?", v => char.IsAsciiLetter(v[8]) && v[..8].Select((c, i) => i % 2 == 0 ? Odd[c - '0'] : c - '0').Sum() % 26 == v[8] - 'A'), "TIN", 90),
        new("GR_AFM", With("12837465*", v => v[..8].Aggregate(0, (sum, c) => (sum * 2) + c - '0') * 2 % 11 % 10 == v[8] - '0'), "AFM", 80),
        new("GR_AMKA", With("2304781374*", Luhn), "AMKA", 100),
        new("IT_FISCAL_CODE", With("QRTLNZ78D23H501?", IsFiscalCode), "codice fiscale", 90),
        new("IT_VAT_CODE", With("IT 0738461015*", v => Luhn(v[2..])), "partita IVA", 100),
        new("IT_DRIVER_LICENSE", "KP3827461Q", "patente di guida", 0),
        new("IT_IDENTITY_CARD", "CK38274PZ", "carta d'identità", 0),
        new("IT_PASSPORT", "YK3827461", "passaporto", 0),
        new("PT_NIF", With("23847162*", v => v[8] > '0' && Sum(v, 9, 8, 7, 6, 5, 4, 3, 2, 1) % 11 == 0), "NIF", 85),
        new("PT_NISS", With("1238471625*", v => 9 - (Sum(v, 29, 23, 19, 17, 13, 11, 7, 5, 3, 2) % 10) == v[10] - '0'), "NISS", 80),
        new("ES_NIF", With("38471625?", v => v[8] == Spain[Mod(v[..8], 23)]), "DNI", 95),
        new("ES_NIE", With("Y3847162-?", v => v[8] == Spain[Mod("1" + v[1..8], 23)]), "NIE", 95),
        new("ES_CIF", With("B3847162*", v => (CrossSum(v[1..8], 2, 1, 2, 1, 2, 1, 2) + v[8] - '0') % 10 == 0), "CIF", 90),
        new("ES_SOCIAL_SECURITY", With("28/38471625/**", v => Mod(v[..10], 97) == int.Parse(v[10..])), "seguridad social", 95),
        new("ES_PASSPORT", "PKR384716", "pasaporte", 0),
        new("TR_NATIONAL_ID", With("384716259**", IsTurkish), "TC kimlik no", 95),
        new("TR_LICENSE_PLATE", "34 KP 3847", "plaka", 0),
        new("TR_PHONE_NUMBER", "0532 384 71 62", "telefon", 0),
    ];

    [TestCase("QRTLNZ78D23H5L1?")]
    [TestCase("QRTLNZTUD2PH501?")]
    public void Scan_FiscalCodeWithLettersForDigits_IsFound(string template)
    {
        var code = With(template, IsFiscalCode);
        Assert.That(Scan.For("IT_FISCAL_CODE", code), Is.EqualTo(new[] { code }));
    }

    [Test]
    public void Scan_FiscalCodeOfDay35_IsNotFound() => Assert.That(Scan.For("IT_FISCAL_CODE", With("QRTLNZ78D35H501?", IsFiscalCode)), Is.Empty);

    [TestCase("TR_LICENSE_PLATE", "82 KP 3847")]
    [TestCase("TR_LICENSE_PLATE", "00 KP 3847")]
    [TestCase("TR_LICENSE_PLATE", "34 QP 3847")]
    [TestCase("TR_PHONE_NUMBER", "0632 384 71 62")]
    [TestCase("TR_PHONE_NUMBER", "384 71 62")]
    public void Scan_OutOfRange_IsNotFound(string entity, string value) => Assert.That(Scan.For(entity, value), Is.Empty);

    [Test]
    public void Scan_TurkishNumberFromAbroad_HasItsPlus() => Assert.That(Scan.For("TR_PHONE_NUMBER", "at +90 532 384 71 62."), Is.EqualTo(new[] { "+90 532 384 71 62" }));

    private static bool IsFiscalCode(string value) =>
        char.IsAsciiLetter(value[15]) && value[..15].Select((c, i) => i % 2 == 1 ? (char.IsAsciiDigit(c) ? c - '0' : c - 'A') : Odd[char.IsAsciiDigit(c) ? c - '0' : c - 'A']).Sum() % 26 == value[15] - 'A';

    private static bool IsTurkish(string value)
    {
        var digits = value.Select(c => c - '0').ToArray();
        var odd = digits[0] + digits[2] + digits[4] + digits[6] + digits[8];
        var even = digits[1] + digits[3] + digits[5] + digits[7];
        return ((odd * 7) - even) % 10 == digits[9] && digits[..10].Sum() % 10 == digits[10];
    }
}
