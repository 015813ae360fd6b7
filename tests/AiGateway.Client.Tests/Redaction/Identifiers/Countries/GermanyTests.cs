using static AiGateway.Client.Tests.Redaction.Identifiers.Made;

namespace AiGateway.Client.Tests.Redaction.Identifiers.Countries;

public sealed class GermanyTests : CountryTests
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    protected override IReadOnlyList<Example> Examples =>
    [
        new("DE_TAX_ID", With("57 403 861 92*", Hybrid), "Steuer-ID", 100),
        new("DE_TAX_NUMBER", "181/815/08155", "Steuernummer", 0),
        new("DE_VAT_ID", With("DE 81194573*", v => Hybrid(v[2..])), "USt-IdNr.", 100),
        new("DE_ID_CARD", With("LK7PX94C*", v => Sum(v, 7, 3, 1, 7, 3, 1, 7, 3) % 10 == v[8] - '0'), "Personalausweis", 0),
        new("DE_PASSPORT", With("CK7PX94C3*", v => Sum(v, 7, 3, 1, 7, 3, 1, 7, 3, 1) % 10 == v[9] - '0'), "Reisepass", 0),
        new("DE_SOCIAL_SECURITY", With("53 240779 K 41*", v => CrossSum(Spelt(v), 2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1) % 10 == v[^1] - '0'), "Rentenversicherungsnummer", 80),
        new("DE_HEALTH_INSURANCE", With("K74193628*", v => CrossSum(Spelt(v), 1, 2, 1, 2, 1, 2, 1, 2, 1, 2) % 10 == v[^1] - '0'), "Krankenversichertennummer", 80),
        new("DE_LANR", With("748291*34", v => (Sum(v, 4, 9, 4, 9, 4, 9) + v[6] - '0') % 10 == 0), "Arztnummer", 55),
        new("DE_BSNR", "381740900", "Betriebsstättennummer", 0),
        new("DE_HANDELSREGISTER", "HRB 73914", "Firma", 0),
        new("DE_FUEHRERSCHEIN", "K48RT90217P", "Führerschein", 0),
        new("DE_KFZ", "KA-PX 739", "Kennzeichen", 0),
        new("DE_PLZ", "76133", "Postleitzahl", 0),
    ];

    [TestCase("DE_KFZ", "at KA-PX 739 we met again")]
    [TestCase("DE_PLZ", "we sold 76133 of these")]
    [TestCase("DE_BSNR", "order 381740900 is late")]
    [TestCase("DE_TAX_NUMBER", "see pages 181/815/08155 there")]
    public void Scan_NumberWithoutCheckDigitInAText_NeedsItsWord(string entity, string text) => Assert.That(Scan.For(entity, text), Is.Empty);

    [TestCase("LK7PX94C*", 1)]
    [TestCase("OK7PX94C*", 0)]
    [TestCase("LK7PA94C*", 0)]
    public void Scan_SerialNumberWithWrongCheckDigitOrLetters_IsNoIdCard(string template, int off)
    {
        var value = With(template, v => (Sum(v, 7, 3, 1, 7, 3, 1, 7, 3) + off) % 10 == v[8] - '0');
        Assert.That(Scan.For("DE_ID_CARD", value), Is.Empty);
    }

    [Test]
    public void Scan_SerialNumberWithoutCheckDigit_NeedsTheNameOfTheNumber() =>
        Assert.That(Scan.For("DE_ID_CARD", "Personalausweisnummer LK7PX94C8"), Is.EqualTo(new[] { "LK7PX94C8" }));

    [Test]
    public void Scan_TaxNumberWithOneDigitFourTimes_IsNotFound() => Assert.That(Scan.For("DE_TAX_ID", With("5444463819*", Hybrid)), Is.Empty);

    [Test]
    public void Scan_InsuranceNumberOfMonthThirteen_IsNotFound() =>
        Assert.That(Scan.For("DE_SOCIAL_SECURITY", With("53241379K41*", v => CrossSum(Spelt(v), 2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1) % 10 == v[^1] - '0')), Is.Empty);

    private static string Spelt(string value) => string.Concat(value.Select(c => char.IsAsciiDigit(c) ? c.ToString() : (Letters.IndexOf(c) + 1).ToString("00")));
}
