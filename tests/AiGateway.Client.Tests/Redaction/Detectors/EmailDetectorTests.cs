using AiGateway.Client.Redaction;

namespace AiGateway.Client.Tests.Redaction.Detectors;

public sealed class EmailDetectorTests
{
    [TestCase("write to ann.lee+news@mail.example.org, please", "ann.lee+news@mail.example.org")]
    [TestCase("<a@b.io>", "a@b.io")]
    [TestCase("mailto:sam_9@example.com?subject=x", "sam_9@example.com")]
    [TestCase("https://shop.example/?email=joe@example.net&x=1", "joe@example.net")]
    [TestCase("Ends with a dot: joe@example.net.", "joe@example.net")]
    [TestCase("Ends with a dash: joe@example.net- and", "joe@example.net")]
    [TestCase("ünal@müller.example", "ünal@müller.example")]
    [TestCase("почта@пример.рф", "почта@пример.рф")]
    [TestCase("邮箱是tom@example.com吗", "tom@example.com")]
    [TestCase("联系用户@例子.测试", "联系用户@例子.测试")]
    [TestCase("x@xn--bcher-kva.example", "x@xn--bcher-kva.example")]
    [TestCase("root@[192.0.2.7] is local", "root@[192.0.2.7]")]
    [TestCase("\"two words\"@example.org", "\"two words\"@example.org")]
    [TestCase("a..b@example.org", "b@example.org")]
    public void Scan_Address_IsFound(string text, string expected) => Assert.That(Scan.For(EntityNames.EmailAddress, text), Is.EqualTo(new[] { expected }));

    [TestCase("@example.org")]
    [TestCase("joe@")]
    [TestCase("joe@localhost")]
    [TestCase("joe@.org")]
    [TestCase("joe@example.1")]
    [TestCase("joe@example.c")]
    [TestCase("lodash@4.17.21")]
    [TestCase("joe.@example.org")]
    [TestCase("@Override public")]
    [TestCase("a @ b.com")]
    [TestCase("joe@-x.org")]
    public void Scan_NoAddress_IsNotFound(string text) => Assert.That(Scan.For(EntityNames.EmailAddress, text), Is.Empty);

    [TestCase(64, true)]
    [TestCase(65, false)]
    public void Scan_LengthOfMailbox_IsAtMost64(int length, bool isFound)
    {
        var address = new string('m', length) + "@example.org";
        Assert.That(Scan.For(EntityNames.EmailAddress, $"to {address}"), isFound ? Is.EqualTo(new[] { address }) : Is.Empty);
    }

    [TestCase(63, true)]
    [TestCase(64, false)]
    public void Scan_LengthOfLabel_IsAtMost63(int length, bool isFound)
    {
        var address = $"m@{new string('d', length)}.org";
        Assert.That(Scan.For(EntityNames.EmailAddress, address), isFound ? Is.EqualTo(new[] { address }) : Is.Empty);
    }

    [Test]
    public void Scan_PasswordInUrl_IsLeftToSecrets() => Assert.That(Scan.For(EntityNames.EmailAddress, "postgres://app:s3cret@db.example.org/x"), Is.Empty);
}
