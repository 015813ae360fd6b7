using AiGateway.Client.Redaction;

namespace AiGateway.Client.Tests.Redaction.Detectors;

public sealed class PhoneDetectorTests
{
    [TestCase("reply to +44 20 7946 0991.", "+44 20 7946 0991")]
    [TestCase("+442079460991", "+442079460991")]
    [TestCase("+49 (0)30 901820 today", "+49 (0)30 901820")]
    [TestCase("(+1) 202-555-0147", "(+1) 202-555-0147")]
    [TestCase("202-555-0147", "202-555-0147")]
    [TestCase("202.555.0147", "202.555.0147")]
    [TestCase("(202) 555-0147", "(202) 555-0147")]
    [TestCase("1-202-555-0147 x99", "1-202-555-0147 x99")]
    [TestCase("202-555-0147 ext. 1234, thanks", "202-555-0147 ext. 1234")]
    [TestCase("001-202-555-0147x12", "001-202-555-0147x12")]
    [TestCase("01.44.55.66.77", "01.44.55.66.77")]
    [TestCase("0171 555 01 23", "0171 555 01 23")]
    [TestCase("phone: 5550147", "5550147")]
    [TestCase("call me at 88 12 34 56 tonight", "88 12 34 56")]
    [TestCase("téléphone 5550147", "5550147")]
    [TestCase("my number is 88 12 34 56", "88 12 34 56")]
    [TestCase("my Haifa line: 04-8123456", "04-8123456")]
    [TestCase("2025550147 (mobile)", "2025550147")]
    public void Scan_Number_IsFound(string text, string expected) => Assert.That(Scan.For(EntityNames.PhoneNumber, text), Is.EqualTo(new[] { expected }));

    [TestCase("on 2024-11-05 we met")]
    [TestCase("on 05.11.2024 we met")]
    [TestCase("phone call on 2024-11-05")]
    [TestCase("call 192.168.10.25 now")]
    [TestCase("order 5550147 is late")]
    [TestCase("pi is 3.1415926535")]
    [TestCase("$ 1234567 paid")]
    [TestCase("ZIP 98101-1234")]
    [TestCase("phone ssn 219-45-6789")]
    [TestCase("years 2019-2024")]
    [TestCase("1+1234567890")]
    [TestCase("ref_0171 555 01 23")]
    [TestCase("my licence number is 8812-34-5678")]
    [TestCase("1 1 1 1 1 1 1 1")]
    [TestCase("+12")]
    public void Scan_NoNumber_IsNotFound(string text) => Assert.That(Scan.For(EntityNames.PhoneNumber, text), Is.Empty);

    [Test]
    public void Scan_Card_IsNoNumber() => Assert.That(Scan.For(EntityNames.PhoneNumber, "call about " + Valid.Luhn("411111111111")), Is.Empty);
}
