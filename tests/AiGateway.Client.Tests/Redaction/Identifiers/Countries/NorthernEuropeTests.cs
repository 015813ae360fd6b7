using static AiGateway.Client.Tests.Redaction.Identifiers.Made;

namespace AiGateway.Client.Tests.Redaction.Identifiers.Countries;

public sealed class NorthernEuropeTests : CountryTests
{
    private const string Finland = "0123456789ABCDEFHJKLMNPRSTUVWXY";

    protected override IReadOnlyList<Example> Examples =>
    [
        new("DK_CPR", "230478-3847", "CPR", 0),
        new("DK_CVR", With("3847162*", v => Sum(v, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0), "CVR", 95),
        new("EE_ISIKUKOOD", With("3780423384*", IsBaltic), "isikukood", 80),
        new("LT_ASMENS_KODAS", With("4780423384*", IsBaltic), "asmens kodas", 80),
        new("LV_PERSONAS_KODS", With("230478-1384*", v => (1 + Sum(v, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9)) % 11 == v[10] - '0'), "personas kods", 80),
        new("FI_PERSONAL_IDENTITY_CODE", With("230478-384?", v => v[^1] == Finland[Mod(v[..9], 31)]), "henkilötunnus", 100),
        new("FI_BUSINESS_ID", With("38471*2-*", v => Sum(v, 7, 9, 10, 5, 8, 4, 2, 1) % 11 == 0), "Y-tunnus", 95),
        new("IS_KENNITALA", With("230478-38*9", v => Sum(v, 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0), "kennitala", 80),
        new("NO_FODSELSNUMMER", With("230478 38***", v => Sum(v, 3, 7, 6, 1, 8, 9, 4, 5, 2, 1) % 11 == 0 && Sum(v, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0), "fødselsnummer", 100),
        new("NO_ORGNR", With("98471625*", v => Sum(v, 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0), "organisasjonsnummer", 95),
        new("SE_PERSONNUMMER", With("780423-384*", Luhn), "personnummer", 100),
        new("SE_ORGANISATIONSNUMMER", With("556384-716*", Luhn), "organisationsnummer", 100),
        new("SE_VAT", With("SE 556384716*01", v => Luhn(v[2..12])), "VAT", 80),
    ];

    [TestCase("230478+384?")]
    [TestCase("230478A384?")]
    [TestCase("230478U384?")]
    public void Scan_FinnishCentury_IsASignOrALetter(string template)
    {
        var code = With(template, v => v[^1] == Finland[Mod(string.Concat(v.Where(char.IsAsciiDigit))[..9], 31)]);
        Assert.That(Scan.For("FI_PERSONAL_IDENTITY_CODE", code), Is.EqualTo(new[] { code }));
    }

    [TestCase(".")]
    [TestCase("/")]
    [TestCase(":")]
    [TestCase("Q")]
    public void Scan_OtherSignInFinnishCode_IsNotFound(string sign)
    {
        var code = With("230478-384?", v => v[^1] == Finland[Mod(v[..9], 31)]).Replace("-", sign);
        Assert.That(Scan.For("FI_PERSONAL_IDENTITY_CODE", code), Is.Empty);
    }

    [TestCase("19780423-384*")]
    [TestCase("19780483-384*")]
    [TestCase("780423+384*")]
    public void Scan_SwedishForms_AreFound(string template)
    {
        var number = With(template, v => Luhn(v[^10..]));
        Assert.That(Scan.For("SE_PERSONNUMMER", number), Is.EqualTo(new[] { number }));
    }

    [Test]
    public void Scan_SwedishBornOnDay42_IsNotFound() => Assert.That(Scan.For("SE_PERSONNUMMER", With("197804423**4", v => Luhn(v[2..]))), Is.Empty);

    private static bool IsBaltic(string value)
    {
        var check = Sum(value, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1) % 11;
        if (check == 10) check = Sum(value, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3) % 11 % 10;
        return value[10] - '0' == check;
    }
}
