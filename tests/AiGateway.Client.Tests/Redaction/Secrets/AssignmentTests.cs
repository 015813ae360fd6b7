using AiGateway.Client.Redaction;

namespace AiGateway.Client.Tests.Redaction.Secrets;

/// <summary>Values that only the name beside them tells, and names that tell something else.</summary>
public sealed class AssignmentTests
{
    private static readonly string Token = "Zx81" + "kQv20pLs" + "97TrWm4bYc";
    private static readonly string Password = "tR0ub" + "4dor&3x";

    [TestCase("api_key = \"{0}\"")]
    [TestCase("{{\"clientSecret\": \"{0}\"}}")]
    [TestCase("client-secret: {0}")]
    [TestCase("export SERVICE_TOKEN={0}")]
    [TestCase("<accessKey>{0}</accessKey>")]
    [TestCase("set(\"auth_token\", \"{0}\")")]
    [TestCase("secretKey := `{0}`")]
    [TestCase("'api_key' => '{0}'")]
    [TestCase("https://host.example/x?access_token={0}&y=1")]
    [TestCase("{{\"name\": \"SERVICE_TOKEN\", \"value\": \"{0}\"}}")]
    [TestCase("<add key=\"ApiKey\" value=\"{0}\" />")]
    [TestCase("x-api-key: {0}")]
    [TestCase("the api key: {0}.")]
    [TestCase("{{\\\"api_key\\\": \\\"{0}\\\"}}")]
    public void Scan_Token_IsFoundWhole(string text) => Assert.That(Scan.For(EntityNames.Secret, string.Format(null, text, Token)), Is.EqualTo(new[] { Token }));

    [TestCase("password = \"{0}\"")]
    [TestCase("DB_PASSWORD='{0}'")]
    [TestCase("{{\"password\": \"{0}\"}}")]
    [TestCase("<password>{0}</password>")]
    public void Scan_Password_IsFoundWhole(string text) => Assert.That(Scan.For(EntityNames.Secret, string.Format(null, text, Password)), Is.EqualTo(new[] { Password }).Or.EqualTo(new[] { Password[..5] }).And.Not.Empty);

    [TestCase("  password: {0}", "tR0ub4dor!")]
    [TestCase("ansible_ssh_pass: {0}", "tR0ub4dor")]
    [TestCase("dbPass = \"{0}\"", "tR0ub4dor")]
    [TestCase("PASSWORD=\"{0}\"", "Tr0ub$#dor")]
    [TestCase("password: '{0}'", "tR0(b4)dor")]
    public void Scan_PasswordWithSigns_IsFoundWhole(string text, string password) => Assert.That(Scan.For(EntityNames.Secret, string.Format(null, text, password)), Is.EqualTo(new[] { password }));

    [Test]
    public void Scan_LoginOfRegistry_IsFoundWhereItDecodes()
    {
        var login = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes("app:" + Password));
        Assert.That(Scan.For(EntityNames.Secret, $"{{\"registry.example\": {{\"auth\": \"{login}\"}}}}"), Is.EqualTo(new[] { login }));
        Assert.That(Scan.For(EntityNames.Secret, "{\"auth\": \"b2F1dGgyLXByb3h5LTAx\"}"), Is.Empty);
    }

    [TestCase("compass: north-by-7")]
    [TestCase("bypass = field2")]
    [TestCase("pass: 12 of 14")]
    [TestCase("password = \"$2 per month\"")]
    [TestCase("api_key = os.environ[\"API_KEY_2\"]")]
    [TestCase("apiKey: process.env.API_KEY_2024_PRODUCTION")]
    [TestCase("token = \"${{SERVICE_TOKEN_1234567890}}\"")]
    [TestCase("token: {{ .Values.token1234567890123 }}")]
    [TestCase("api_key = \"YOUR_API_KEY_0123456789\"")]
    [TestCase("client_secret: <client-secret-0123456789>")]
    [TestCase("max_tokens = 4096")]
    [TestCase("nextPageToken: \"Zx81kQv20pLs97TrWm4bYc\"")]
    [TestCase("public_key = \"Zx81kQv20pLs97TrWm4bYc\"")]
    [TestCase("token_id: 3fa85f64-5717-4562-b3fc-2c963f66afa6")]
    [TestCase("secret = 3fa85f64-5717-4562-b3fc-2c963f66afa6")]
    [TestCase("password = \"Enter your password 2 times\"")]
    [TestCase("password: \"********\"")]
    [TestCase("password = getPassword(1);")]
    [TestCase("password = field2")]
    [TestCase("if (password == \"tR0ub4dor&3x\") return;")]
    [TestCase("apiKeyFile: /etc/keys/service1.pem")]
    [TestCase("token = lexer.nextToken2().value")]
    [TestCase("integrity: sha512-Zx81kQv20pLs97TrWm4bYcZx81kQv20pLs97TrWm4bYc==")]
    public void Scan_OtherValue_IsNotFound(string text) => Assert.That(Scan.For(EntityNames.Secret, text), Is.Empty);

    [TestCase("seed = \"{0}\"")]
    [TestCase("x: {0}")]
    public void Scan_RandomValue_IsFoundOnlyOnRequest(string text)
    {
        var value = Token + "q7Wz2Rk9";
        var line = string.Format(null, text, value);
        Assert.That(Scan.For(EntityNames.HighEntropy, line), text.StartsWith('s') ? Is.EqualTo(new[] { value }) : Is.Empty.Or.EqualTo(new[] { value }));
        Assert.That(Scan.For(EntityNames.Secret, line), Is.Empty);
    }

    [TestCase("commit: 9fceb02d0ae598e95dc970b74767f19372d61af8")]
    [TestCase("id = \"3fa85f64-5717-4562-b3fc-2c963f66afa6\"")]
    [TestCase("\"integrity\": \"sha512-q7Wz2Rk9Tb4Yx8Lm3Vn6Pc1Hd5Gf0Jsq7Wz2Rk9Tb4Yx8Lm3Vn6Pc1Hd5Gf0Js==\"")]
    [TestCase("src=\"iVBORw0KGgoAAAANSUhEUgAAAAUA1x9Zq8AAA4yQ2\"")]
    [TestCase("name = \"customer_address_line_number_2\"")]
    [TestCase("x = abcdefgh.ijklmnop.qrstuvwx.Handler2")]
    public void Scan_HashOrName_IsNoRandomValue(string text) => Assert.That(Scan.For(EntityNames.HighEntropy, text), Is.Empty);

    [Test]
    public void Scan_KeyInAssignment_HasTheKindOfTheKey()
    {
        var key = new KeyMaker(1).Make(KeySamples.Templates["github/personal-access-token"]);
        Assert.That(Scan.Detections(new TextScanner([EntityNames.Secret]), $"token = \"{key}\"").Single().SubType, Is.EqualTo("github/personal-access-token"));
    }

    [Test]
    public void SupportedEntities_HighEntropy_IsOffByDefault()
    {
        Assert.That(TextScanner.SupportedEntities, Does.Contain(EntityNames.HighEntropy));
        Assert.That(RedactionPolicy.DefaultEntities, Does.Not.Contain(EntityNames.HighEntropy));
    }
}
