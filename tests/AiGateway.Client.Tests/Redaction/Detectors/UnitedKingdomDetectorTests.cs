using AiGateway.Client.Redaction;

namespace AiGateway.Client.Tests.Redaction.Detectors;

public sealed class UnitedKingdomDetectorTests
{
    private static readonly string Number = Valid.Nhs("450557710")!;

    [Test]
    public void Scan_GroupedNhsNumber_IsFound()
    {
        var grouped = $"{Number[..3]} {Number[3..6]} {Number[6..]}";
        Assert.That(Scan.For(EntityNames.UkNhs, $"it is {grouped}."), Is.EqualTo(new[] { grouped }));
    }

    [Test]
    public void Scan_BareNhsNumber_NeedsContextOrTheWholeText()
    {
        Assert.That(Scan.For(EntityNames.UkNhs, $"order {Number} is late"), Is.Empty);
        Assert.That(Scan.For(EntityNames.UkNhs, $"NHS number {Number} is known"), Is.EqualTo(new[] { Number }));
        Assert.That(Scan.For(EntityNames.UkNhs, $" {Number}\n"), Is.EqualTo(new[] { Number }));
    }

    [Test]
    public void Scan_TelephoneNumberWithValidCheckDigit_IsNoNhsNumber() =>
        Assert.That(Scan.Entities(new TextScanner(TextScanner.SupportedEntities), $"or {Number[..3]}-{Number[3..6]}-{Number[6..]} today"), Is.EqualTo(new[] { EntityNames.PhoneNumber }));

    [TestCase("CE 12 34 56 A.", "CE 12 34 56 A")]
    [TestCase("ce123456d", "ce123456d")]
    [TestCase("CE123456 B", "CE123456 B")]
    [TestCase("nino CE 123456C", "CE 123456C")]
    [TestCase("CE12 34 56 C", "CE12 34 56 C")]
    public void Scan_Nino_IsFound(string text, string expected) => Assert.That(Scan.For(EntityNames.UkNino, text), Is.EqualTo(new[] { expected }));

    [TestCase("DA123456A")]
    [TestCase("AO123456A")]
    [TestCase("GB123456A")]
    [TestCase("ZZ123456A")]
    [TestCase("CE123456E")]
    [TestCase("CE12345A")]
    [TestCase("CE1234567A")]
    [TestCase("XCE123456A")]
    [TestCase("CE123456AB")]
    public void Scan_NoNino_IsNotFound(string text) => Assert.That(Scan.For(EntityNames.UkNino, text), Is.Empty);
}
