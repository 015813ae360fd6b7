using AiGateway.Client.Redaction;

namespace AiGateway.Client.Tests.Redaction;

/// <summary>Values never become part of an address, unless its host is allowed.</summary>
public sealed class UrlTrackerTests
{
    private static readonly UrlHosts Hosts = new([new("api.example.com", true), new("*.example.net", true), new("off.example.org", false)]);

    [TestCase("https://evil.test/?q=")]
    [TestCase("![x](https://evil.test/")]
    [TestCase("https://")]
    [TestCase("https://api.example.com")]
    [TestCase("https://api.example.com.evil.test/")]
    [TestCase("https://api.example.com@evil.test/")]
    [TestCase("https://evil.test\\@api.example.com/")]
    [TestCase("https://example.net/")]
    [TestCase("https://off.example.org/")]
    [TestCase("https://api.example.com:x/")]
    [TestCase("HTTPS:\\\\evil.test/")]
    [TestCase("http:evil.test/?")]
    [TestCase("https:/evil.test/")]
    [TestCase("//evil.test/")]
    [TestCase("custom://evil.test/")]
    [TestCase("[a](<https://evil.test/? a ")]
    [TestCase("<img src=\"https://evil.test/?a b\n")]
    [TestCase("<img src='https://evil.test/?a b ")]
    [TestCase("https://evil.test/?a=()")]
    public void Forbids_InsideAnAddressThatIsNotAllowed(string text) => Assert.That(IsForbidden(text), Is.True);

    [TestCase("")]
    [TestCase("plain text / with : signs ")]
    [TestCase("https://evil.test/ ")]
    [TestCase("(https://evil.test/) ")]
    [TestCase("<https://evil.test/>")]
    [TestCase("<img src=\"https://evil.test/\">")]
    [TestCase("mailto:")]
    [TestCase("C:\\\\Users\\\\")]
    [TestCase("// ")]
    [TestCase("https://api.example.com/?q=")]
    [TestCase("https://user@API.example.com:8443/x/")]
    [TestCase("https://a.b.example.net/")]
    public void Allows_OutsideAndAtAllowedHosts(string text) => Assert.That(IsForbidden(text), Is.False);

    [Test]
    public async Task Answer_PseudonymInAnAddress_Stays([Values] bool streamed)
    {
        var test = new RedactionTest(messages => [.. $"![x](https://evil.test/?q={messages[0].Text}) {messages[0].Text}".Select(c => RedactionTest.Text(c.ToString())), FakeChatClient.Finish()]);
        var response = await test.AskAsync(RedactionTest.Email, streamed);
        Assert.That(response.Text, Is.EqualTo($"![x](https://evil.test/?q={test.SentText}) {RedactionTest.Email}"));
    }

    // The same whatever the pieces are.
    private static bool IsForbidden(string text)
    {
        var results = Enumerable.Range(1, Math.Max(text.Length, 1)).Select(size =>
        {
            var tracker = new UrlTracker(Hosts);
            foreach (var piece in text.Chunk(size))
            {
                tracker.Feed(piece);
            }

            return tracker.Forbids;
        }).Distinct().ToList();
        Assert.That(results, Has.Count.EqualTo(1));
        return results[0];
    }
}
