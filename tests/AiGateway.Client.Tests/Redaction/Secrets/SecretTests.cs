using System.Text;
using AiGateway.Client.Redaction;

namespace AiGateway.Client.Tests.Redaction.Secrets;

/// <summary>Secrets are put together here, so that no file has one of a live shape.</summary>
public sealed class SecretTests
{
    private const string Alphabet = "q7Wz2Rk9Tb4Yx8Lm3Vn6Pc1Hd5Gf0Js";

    [Test]
    public void Scan_Jwt_IsFoundWhole()
    {
        var token = Jwt("{\"typ\":\"JWT\",\"alg\":\"HS256\"}");
        Assert.That(Scan.For(EntityNames.Secret, $"token={token}; path=/"), Is.EqualTo(new[] { token }));
    }

    [Test]
    public void Scan_JsonWithoutAlgorithm_IsNoJwt() => Assert.That(Scan.For(EntityNames.Secret, Jwt("{\"typ\":\"JWT\",\"kid\":\"HS256\"}")), Is.Empty);

    [Test]
    public void Scan_PrivateKey_IsFoundWhole([Values("", "RSA ", "EC ", "OPENSSH ", "ENCRYPTED ")] string kind, [Values("\n", "\\n")] string lineBreak)
    {
        var key = $"{Line("BEGIN", kind)}{lineBreak}{Body(64)}{lineBreak}{Body(30)}=={lineBreak}{Line("END", kind)}";
        Assert.That(Scan.For(EntityNames.Secret, $"before {key} after"), Is.EqualTo(new[] { key }));
    }

    [Test]
    public void Scan_PrivateKeyCutOff_IsFoundToItsEnd()
    {
        var key = $"{Line("BEGIN", "")}\n{Body(64)}\n{Body(20)}";
        Assert.That(Scan.For(EntityNames.Secret, key), Is.EqualTo(new[] { key }));
    }

    [Test]
    public void Scan_PublicKeyAndCertificate_AreNotFound()
    {
        var publicKey = Line("BEGIN", "").Replace("PRIVATE", "PUBLIC", StringComparison.Ordinal);
        Assert.That(Scan.For(EntityNames.Secret, $"{publicKey}\n{Body(64)}\n"), Is.Empty);
        Assert.That(Scan.For(EntityNames.Secret, "-----BEGIN " + "CERTIFICATE-----\n" + Body(64)), Is.Empty);
    }

    [Test]
    public void Scan_PrivateKeyOfPgpOrWithHeaders_IsFoundWhole()
    {
        var label = "PGP PRIVATE " + "KEY BLOCK-----";
        var block = $"-----BEGIN {label}\nVersion: X v1\n\n{Body(64)}\n{Body(20)}=\n=a1B2\n-----END {label}";
        Assert.That(Scan.For(EntityNames.Secret, $"see {block} there"), Is.EqualTo(new[] { block }));
        var cut = $"{Line("BEGIN", "RSA ")}\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,{Body(16)}\n\n{Body(64)}";
        Assert.That(Scan.For(EntityNames.Secret, cut), Is.EqualTo(new[] { cut }));
    }

    [Test]
    public void Scan_PrivateKeyOfPutty_IsFoundWhole()
    {
        var key = "PuTTY-User-" + $"Key-File-2: ssh-rsa\nEncryption: none\nComment: x\nPublic-Lines: 1\n{Body(40)}\nPrivate-Lines: 2\n{Body(64)}\n{Body(30)}==\nPrivate-MAC: 0123456789abcdef0123";
        Assert.That(Scan.For(EntityNames.Secret, $"a {key}\nb"), Is.EqualTo(new[] { key }));
        Assert.That(Scan.For(EntityNames.Secret, "PuTTY-User-" + "Key-File-2 is the first line of such a file"), Is.Empty);
    }

    [TestCase(" is what the first line of the file looks like today")]
    [TestCase("\n...\n")]
    [TestCase("\nMIIE...\n")]
    [TestCase("\n<your key here>\n")]
    [TestCase("\nxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n")]
    public void Scan_PrivateKeyWithoutAKey_IsNotFound(string body)
    {
        Assert.That(Scan.For(EntityNames.Secret, Line("BEGIN", "RSA ") + body), Is.Empty);
        Assert.That(Scan.For(EntityNames.Secret, Line("BEGIN", "RSA ") + body + Line("END", "RSA ")), Is.Empty);
    }

    [TestCase("curl -u admin:{0} https://host.example")]
    [TestCase("curl --user 'admin:{0}' https://host.example")]
    public void Scan_UserOfCommandLine_IsFound(string text)
    {
        var password = "p4ss" + "-W0rd";
        Assert.That(Scan.For(EntityNames.Secret, string.Format(null, text, password)), Is.EqualTo(new[] { "admin:" + password }));
    }

    [TestCase("curl -u user:password https://host.example")]
    [TestCase("curl -u $USER:$TOKEN https://host.example")]
    [TestCase("docker run -u 1000:1000x app")]
    public void Scan_NoUserOfCommandLine_IsNotFound(string text) =>
        Assert.That(Scan.For(EntityNames.Secret, text), text.StartsWith('d') ? Has.Length.LessThanOrEqualTo(1) : Is.Empty);

    [Test]
    public void Scan_BasicCredentials_AreFoundOnlyWhenTheyDecode()
    {
        var value = Convert.ToBase64String(Encoding.UTF8.GetBytes("admin:" + "s3cr3t9x"));
        Assert.That(Scan.For(EntityNames.Secret, $"header Basic {value} sent"), Is.EqualTo(new[] { value }));
        Assert.That(Scan.For(EntityNames.Secret, "the basic Q29uZmlndXJhdGlvbjEyMw form"), Is.Empty);
    }

    [TestCase("Server=db;User Id=app;Password={0};Encrypt=true")]
    [TestCase("Host=db;Username=app;pwd = {0}")]
    [TestCase("\"Data Source=db;Password={0};\"")]
    [TestCase("Password='{0}';Server=db")]
    public void Scan_PasswordOfConnectionString_IsFound(string text)
    {
        var password = "tR0ub" + "4dor&3";
        Assert.That(Scan.For(EntityNames.Secret, string.Format(null, text, password)), Is.EqualTo(new[] { password }));
    }

    [TestCase("Server=db;Password={password};")]
    [TestCase("Server=db;Password=<yours>;")]
    [TestCase("Server=db;Password=${DB_PASS};")]
    [TestCase("Server=db;Password=********;")]
    [TestCase("Server=db;Password=;")]
    [TestCase("my password = nothing you know")]
    [TestCase("Server=db;NoPassword=abcdef;")]
    public void Scan_NoPassword_IsNotFound(string text) => Assert.That(Scan.For(EntityNames.Secret, text), Is.Empty);

    [Test]
    public void Scan_AccountKey_IsFound()
    {
        var key = Body(86) + "==";
        Assert.That(Scan.For(EntityNames.Secret, $"AccountName=x;AccountKey={key};EndpointSuffix=y"), Is.EqualTo(new[] { key }));
    }

    [TestCase("Authorization: Bearer {0}")]
    [TestCase("authorization: {0}")]
    [TestCase("\"Authorization\": \"Basic {0}\"")]
    [TestCase("headers[\"Authorization\"] = \"token {0}\"")]
    [TestCase("curl -H 'X-Api-Key: {0}'")]
    [TestCase("send Bearer {0} with it")]
    public void Scan_AuthorizationValue_IsFound(string text)
    {
        var value = Body(28);
        Assert.That(Scan.For(EntityNames.Secret, string.Format(null, text, value)), Is.EqualTo(new[] { value }));
    }

    [TestCase("Authorization: Bearer YOUR_TOKEN_0123")]
    [TestCase("authorization is required here")]
    [TestCase("Authorization: required everywhere")]
    [TestCase("the bearer of this letter")]
    [TestCase("Authorization: Bearer ${TOKEN1234567}")]
    public void Scan_NoAuthorizationValue_IsNotFound(string text) => Assert.That(Scan.For(EntityNames.Secret, text), Is.Empty);

    [TestCase("postgres://app:{0}@db.internal:5432/x")]
    [TestCase("see https://app:{0}@host.example/path?q=1")]
    public void Scan_UserInfoOfUrl_IsFound(string text)
    {
        var password = "p4ss" + "-W0rd";
        Assert.That(Scan.For(EntityNames.Secret, string.Format(null, text, password)), Is.EqualTo(new[] { "app:" + password }));
    }

    [Test]
    public void Scan_TokenBeforeHost_IsFound()
    {
        var token = "a8f5" + "f167f44f4964e6" + "c998dee827110c";
        Assert.That(Scan.For(EntityNames.Secret, $"git clone https://{token}@host.example/x.git"), Is.EqualTo(new[] { token }));
    }

    [TestCase("https://first.last-2@host.example/")]
    [TestCase("https://host.example:8080/a@b")]
    [TestCase("https://user@host.example/")]
    [TestCase("https://user:password@host.example/")]
    [TestCase("https://user:{password}@host.example/")]
    public void Scan_NoUserInfo_IsNotFound(string text) => Assert.That(Scan.For(EntityNames.Secret, text), Is.Empty);

    [Test]
    public void Scan_SecretWithOtherEntityInside_IsOneSecret()
    {
        var scanner = new TextScanner(TextScanner.SupportedEntities);
        Assert.That(Scan.Entities(scanner, "https://app:" + "s3cr3t9" + "@db.example.org/"), Is.EqualTo(new[] { EntityNames.Secret }));
    }

    private static string Jwt(string header) =>
        $"{Encode(header)}.{Encode("{\"sub\":\"7\"}")}.{Body(43)}";

    private static string Encode(string json) => Convert.ToBase64String(Encoding.UTF8.GetBytes(json)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static string Line(string what, string kind) => new string('-', 5) + what + " " + kind + "PRIVATE " + "KEY" + new string('-', 5);

    private static string Body(int length) => string.Concat(Enumerable.Range(0, length).Select(i => Alphabet[(i * 7 + i / 32) % Alphabet.Length]));
}
