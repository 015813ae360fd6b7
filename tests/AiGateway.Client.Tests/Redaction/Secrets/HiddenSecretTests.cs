using AiGateway.Client.Redaction;
using AiGateway.Client.Redaction.Secrets;

namespace AiGateway.Client.Tests.Redaction.Secrets;

/// <summary>Secrets in which an editor or an attacker has put characters that nobody sees, or other ones that look alike.</summary>
public sealed class HiddenSecretTests
{
    private static readonly TextScanner Scanner = new([EntityNames.Secret]);
    private static readonly string Token = "Zx81" + "kQv20pLs" + "97TrWm4bYc";

    private static IEnumerable<string> SubTypes => KeyFormats.All.Select(format => format.SubType);

    [TestCaseSource(nameof(SubTypes))]
    public void Scan_HiddenKey_IsFoundExactly(string subType)
    {
        var key = new KeyMaker(11).Make(KeySamples.Templates[subType]);
        foreach (var hidden in new[] { Split(key, '\u200B'), Split(key, '\u00AD'), Split(key, '\u2060'), Split(key, '\uFE0F'), Widened(key), key[..3] + "\u200D" + key[3..], key[..^2] + "\uFEFF" + key[^2..] })
        {
            AssertFound($"use ({hidden}) here", hidden);
            AssertFound(hidden, hidden);
        }
    }

    [TestCase("Authorization:\u00A0Bearer\u00A0{0}")]
    [TestCase("api_key\u00A0=\u00A0\"{0}\"")]
    [TestCase("client_secret:\u202F{0}")]
    [TestCase("Author\u200Bization: Bearer {0}")]
    [TestCase("api\u00AD_key = {0}")]
    [TestCase("ａｐｉ＿ｋｅｙ＝{0}")]
    [TestCase("Server=db;User\u00A0Id=app;Pass\u200Bword={0};")]
    [TestCase("https://app\u200B:{0}@host.example/")]
    public void Scan_HiddenName_IsSeenThrough(string text)
    {
        foreach (var hidden in new[] { Token, Split(Token, '\u200B'), Widened(Token) })
        {
            var line = string.Format(null, text, hidden);
            Assert.That(Scan.Values(Scanner, line), Has.One.EndsWith(hidden), line);
        }
    }

    [Test]
    public void Scan_HiddenPrivateKey_IsFoundExactly()
    {
        var dashes = new string('-', 5);
        var body = string.Join('\n', Enumerable.Range(0, 4).Select(seed => new KeyMaker(seed).Random("base64", 64)));
        var key = $"{dashes}BEGIN PRIVATE " + $"KEY{dashes}\n{body}\n{dashes}END PRIVATE " + $"KEY{dashes}";
        foreach (var hidden in new[] { Split(key, '\u200B'), key.Replace(' ', '\u00A0'), Widened(key) }) AssertFound($"a {hidden} b", hidden);
    }

    [TestCase("caf\u00E9\u200B and na\u00EFve\u00A0words, with a key in a lock")]
    [TestCase("token\u00A0: none, pass\u00ADword: none")]
    public void Scan_HiddenCharactersInProse_FindNothing(string text) => Assert.That(Scan.Values(Scanner, text), Is.Empty);

    private static void AssertFound(string text, string expected) => Assert.That(Scan.Values(Scanner, text), Is.EqualTo(new[] { expected }));

    private static string Split(string value, char hidden) => string.Join(hidden, value.ToCharArray());

    private static string Widened(string value) => string.Concat(value.Select(c => c is > ' ' and < '\u007F' ? (char)(c + 0xFEE0) : c));
}
