using AiGateway.Client.Configuration;
using AiGateway.Client.Configuration.Baselines;

namespace AiGateway.Client.Tests.Configuration;

public sealed class EndpointPatternTests
{
    [TestCase("https://api.vendor.example", "https://api.vendor.example/v1/chat?x=y", true)]
    [TestCase("https://api.vendor.example", "https://API.VENDOR.example:443", true)]
    [TestCase("https://api.vendor.example/", "https://api.vendor.example./", true)]
    [TestCase("https://api.vendor.example", "https://user:word@api.vendor.example", true)]
    [TestCase("https://api.vendor.example", "http://api.vendor.example", false)]
    [TestCase("https://api.vendor.example", "https://api.vendor.example:8443", false)]
    [TestCase("https://api.vendor.example", "https://api.vendor.example.evil.example", false)]
    [TestCase("https://api.vendor.example", "https://api.vendor.example@evil.example", false)]
    [TestCase("https://api.vendor.example", "https://a.api.vendor.example", false)]
    [TestCase("https://*.corp.example", "https://a.corp.example", true)]
    [TestCase("https://*.corp.example", "https://a.b.Corp.example./v1", true)]
    [TestCase("https://*.corp.example", "https://corp.example", false)]
    [TestCase("https://*.corp.example", "https://evilcorp.example", false)]
    [TestCase("https://*.corp.example", "https://a.corp.example.evil.example", false)]
    [TestCase("https://*.corp.example", "http://a.corp.example", false)]
    [TestCase("https://*.corp.example:8443", "https://a.corp.example:8443", true)]
    [TestCase("https://*.corp.example:8443", "https://a.corp.example", false)]
    [TestCase("https://bücher.example", "https://xn--bcher-kva.example", true)]
    [TestCase("http://localhost:11434", "http://localhost:11434/api", true)]
    [TestCase("http://localhost:11434", "http://127.0.0.1:11434", false)]
    [TestCase("http://[::1]:8000", "http://[0:0:0:0:0:0:0:1]:8000/v1", true)]
    public void Matches_Address_ByOriginOrDomain(string pattern, string address, bool expected) =>
        Assert.That(EndpointPattern.Parse(pattern)!.Matches(new Uri(address)), Is.EqualTo(expected));

    [TestCase("https://Api.vendor.example:443/", "https://api.vendor.example")]
    [TestCase("https://*.corp.example:8443", "https://*.corp.example:8443")]
    [TestCase("http://[::1]:8000", "http://[::1]:8000")]
    public void ToString_IsThePattern(string pattern, string expected) => Assert.That(EndpointPattern.Parse(pattern)!.ToString(), Is.EqualTo(expected));

    [TestCase("https://*.corp.example", "https://*.eu.corp.example", true)]
    [TestCase("https://*.corp.example", "https://*.corp.example", true)]
    [TestCase("https://*.eu.corp.example", "https://*.corp.example", false)]
    [TestCase("https://a.corp.example", "https://*.corp.example", false)]
    [TestCase("https://*.corp.example", "https://corp.example", false)]
    public void Covers_OnlyWhatLiesWithin(string pattern, string other, bool expected) =>
        Assert.That(EndpointPattern.Parse(pattern)!.Covers(EndpointPattern.Parse(other)!), Is.EqualTo(expected));
}
