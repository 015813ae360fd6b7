using AiGateway.Client.Redaction;

namespace AiGateway.Client.Tests.Redaction.Detectors;

public sealed class IbanDetectorTests
{
    [TestCase("DE", "500105175407324931")]
    [TestCase("GB", "BARC20201530093459")]
    [TestCase("FR", "30006000011234567890189")]
    [TestCase("NO", "86011117948")]
    [TestCase("MT", "MALT011000012345MTLCAST001X")]
    [TestCase("BR", "00360305000010009795493C1")]
    [TestCase("NL", "INGB0001234567")]
    [TestCase("LC", "HEMM000100010012001200023015")]
    public void Scan_Country_IsFoundInAnyGroupingAndCase(string country, string account)
    {
        var iban = Valid.Iban(country, account);
        foreach (var written in new[] { iban, Valid.Grouped(iban, 4, " "), Valid.Grouped(iban, 3, "-"), iban.ToLowerInvariant(), $"{iban[..2]} {iban[2..]}" })
        {
            Assert.That(Scan.For(EntityNames.IbanCode, $"IBAN: {written}."), Is.EqualTo(new[] { written }), written);
        }
    }

    [Test]
    public void Scan_LetterWhereDigitBelongs_IsNotFound() => Assert.That(Scan.For(EntityNames.IbanCode, Valid.Iban("DE", "50010517A407324931")), Is.Empty);

    [Test]
    public void Scan_LengthOfAnotherCountry_IsNotFound() => Assert.That(Scan.For(EntityNames.IbanCode, Valid.Iban("DE", "5001051754073249")), Is.Empty);

    [Test]
    public void Scan_CountryWithoutIbans_IsNotFound() => Assert.That(Scan.For(EntityNames.IbanCode, Valid.Iban("US", "500105175407324931")), Is.Empty);

    [TestCase("X{0}")]
    [TestCase("{0}7")]
    [TestCase("{0}Z")]
    public void Scan_InsideALongerWord_IsNotFound(string text) =>
        Assert.That(Scan.For(EntityNames.IbanCode, string.Format(null, text, Valid.Iban("DE", "500105175407324931"))), Is.Empty);
}
