using AiGateway.Client.Redaction;

namespace AiGateway.Client.Tests.Redaction.Detectors;

public sealed class MacAddressDetectorTests
{
    [TestCase("at 3c:22:FB:10:9a:0e.", "3c:22:FB:10:9a:0e")]
    [TestCase("(3C-22-FB-10-9A-0E)", "3C-22-FB-10-9A-0E")]
    [TestCase("3c22.fb10.9a0e", "3c22.fb10.9a0e")]
    [TestCase("de:ad:be:ef:ca:fe", "de:ad:be:ef:ca:fe")]
    public void Scan_Address_IsFound(string text, string expected) => Assert.That(Scan.For(EntityNames.MacAddress, text), Is.EqualTo(new[] { expected }));

    [TestCase("00-00-00-00-00-00")]
    [TestCase("FF:ff:FF:ff:FF:ff")]
    [TestCase("3c:22:fb:10:9a")]
    [TestCase("3c:22:fb:10:9a:0e:11")]
    [TestCase("3c:22-fb:10:9a:0e")]
    [TestCase("3c:22:fb:10:9a:0g")]
    [TestCase("x3c:22:fb:10:9a:0e")]
    public void Scan_NoAddress_IsNotFound(string text) => Assert.That(Scan.For(EntityNames.MacAddress, text), Is.Empty);
}
