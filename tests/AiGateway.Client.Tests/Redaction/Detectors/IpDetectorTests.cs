using AiGateway.Client.Redaction;

namespace AiGateway.Client.Tests.Redaction.Detectors;

public sealed class IpDetectorTests
{
    [TestCase("from 203.0.113.9:443", "203.0.113.9")]
    [TestCase("net 198.51.100.0/24 is", "198.51.100.0/24")]
    [TestCase("net 198.51.100.0/33 is", "198.51.100.0")]
    [TestCase("ends 203.0.113.9.", "203.0.113.9")]
    [TestCase("2001:db8:1:2:3:4:5:6", "2001:db8:1:2:3:4:5:6")]
    [TestCase("at 2001:DB8::AF and", "2001:DB8::AF")]
    [TestCase("http://[2001:db8::5]:8443/", "2001:db8::5")]
    [TestCase("fe80::3%eth0 is up", "fe80::3%eth0")]
    [TestCase("fe80::3%eth0/64 is up", "fe80::3%eth0/64")]
    [TestCase("mapped ::ffff:203.0.113.9 here", "::ffff:203.0.113.9")]
    [TestCase("node:2001:db8::7 joined", "2001:db8::7")]
    [TestCase("listen=::", "::")]
    [TestCase("route ::/0", "::/0")]
    public void Scan_Address_IsFound(string text, string expected) => Assert.That(Scan.For(EntityNames.IpAddress, text), Is.EqualTo(new[] { expected }));

    [TestCase("203.0.113.256")]
    [TestCase("203.0.113")]
    [TestCase("203.0..113.9")]
    [TestCase("version 10.4.0.1 is out")]
    [TestCase("Version=4.0.0.0, Culture=neutral")]
    [TestCase("tool-1.2.3.4 is out")]
    [TestCase("1.2.3.4-beta is out")]
    [TestCase("oid 1.3.6.1.4.1.311")]
    [TestCase("see 1.2.3.4.5 below")]
    [TestCase("x203.0.113.9")]
    [TestCase("1:2:3:4:5:6:7")]
    [TestCase("1:2:3:4:5:6:7:8:9")]
    [TestCase("1::2::3")]
    [TestCase("12345::1")]
    [TestCase("at 10:45:30 sharp")]
    [TestCase("std::vector<int>")]
    [TestCase("abc::def()")]
    [TestCase("items[::2]")]
    [TestCase("f :: Int -> Int")]
    [TestCase("::: note")]
    public void Scan_NoAddress_IsNotFound(string text) => Assert.That(Scan.For(EntityNames.IpAddress, text), Is.Empty);
}
