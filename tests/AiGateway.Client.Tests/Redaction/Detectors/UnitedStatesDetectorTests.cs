using AiGateway.Client.Redaction;

namespace AiGateway.Client.Tests.Redaction.Detectors;

public sealed class UnitedStatesDetectorTests
{
    [TestCase("it is 219-45-6789.", "219-45-6789")]
    [TestCase("219 45 6789", "219 45 6789")]
    [TestCase("SSN 219456789", "219456789")]
    [TestCase("219-456789", "219-456789")]
    [TestCase("social security: 219-456789", "219-456789")]
    public void Scan_Ssn_IsFound(string text, string expected) => Assert.That(Scan.For(EntityNames.UsSsn, text), Is.EqualTo(new[] { expected }));

    [TestCase("000-45-6789")]
    [TestCase("666-45-6789")]
    [TestCase("900-45-6789")]
    [TestCase("219-00-6789")]
    [TestCase("219-45-0000")]
    [TestCase("219-09-9999")]
    [TestCase("555-55-5555")]
    [TestCase("219456789")]
    [TestCase("98101-1234 is its ZIP")]
    [TestCase("219-45 6789")]
    [TestCase("12-219-45-6789")]
    [TestCase("219-45-6789-1")]
    public void Scan_NoSsn_IsNotFound(string text) => Assert.That(Scan.For(EntityNames.UsSsn, text), Is.Empty);

    [TestCase("900-70-1234", "900-70-1234")]
    [TestCase("ITIN 912941234 is", "912941234")]
    public void Scan_Itin_IsFound(string text, string expected) => Assert.That(Scan.For(EntityNames.UsItin, text), Is.EqualTo(new[] { expected }));

    [TestCase("800-70-1234")]
    [TestCase("900-66-1234")]
    [TestCase("900-93-1234")]
    [TestCase("order 912941234 is")]
    [TestCase("Redmond, WA 98052-6399")]
    public void Scan_NoItin_IsNotFound(string text) => Assert.That(Scan.For(EntityNames.UsItin, text), Is.Empty);

    [TestCase("MBI 2TK5-GM8-RA34 is", "2TK5-GM8-RA34")]
    [TestCase("2TK5GM8RA34", "2TK5GM8RA34")]
    [TestCase("medicare 2tk5gm8ra34", "2tk5gm8ra34")]
    public void Scan_Mbi_IsFound(string text, string expected) => Assert.That(Scan.For(EntityNames.UsMbi, text), Is.EqualTo(new[] { expected }));

    [TestCase("0TK5-GM8-RA34")]
    [TestCase("2SK5-GM8-RA34")]
    [TestCase("2TKX-GM8-RA34")]
    [TestCase("2TK5-GM8-RA3B")]
    [TestCase("2TK5-GM8 RA34")]
    [TestCase("2TK5GM8RA345")]
    [TestCase("commit 2tk5gm8ra34")]
    public void Scan_NoMbi_IsNotFound(string text) => Assert.That(Scan.For(EntityNames.UsMbi, text), Is.Empty);
}
