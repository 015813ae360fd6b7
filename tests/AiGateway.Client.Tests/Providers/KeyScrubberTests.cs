using System.Text;
using AiGateway.Client.Providers;

namespace AiGateway.Client.Tests.Providers;

public sealed class KeyScrubberTests
{
    private static readonly string Key = new('k', 12);

    [TestCase("Authorization", "Bearer {0}")]
    [TestCase("Authorization", "{0}")]
    [TestCase("Proxy-Authorization", "Basic {0}")]
    [TestCase("api-key", "{0}")]
    [TestCase("X-Api-Key", "{0}")]
    [TestCase("x-goog-api-key", "{0}")]
    [TestCase("X-Auth-Token", "{0}")]
    public void Scrub_KeyInTheBody_IsBlankedWhereverItStands(string header, string format) =>
        Assert.That(Scrub($"{Key} is not \"{Key}\", ä {Key}", (header, string.Format(null, format, Key))),
            Is.EqualTo("************ is not \"************\", ä ************"));

    [Test]
    public void Scrub_SeveralKeys_AreAllBlanked() =>
        Assert.That(Scrub($"{Key} and other-secret", ("Authorization", $"Bearer {Key}"), ("api-key", "other-secret")), Is.EqualTo("************ and ************"));

    [TestCase("X-Other", "kkkkkkkkkkkk")]
    [TestCase("api-key", "short")]
    [TestCase("api-key", "")]
    public void Scrub_WhatIsNoKey_StaysAsItIs(string header, string value) =>
        Assert.That(Scrub($"{Key} is short", (header, value)), Is.EqualTo($"{Key} is short"));

    [Test]
    public void Scrub_NoRequest_StaysAsItIs() =>
        Assert.That(Encoding.UTF8.GetString(KeyScrubber.Scrub("body"u8, null)), Is.EqualTo("body"));

    private static string Scrub(string body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage();
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return Encoding.UTF8.GetString(KeyScrubber.Scrub(Encoding.UTF8.GetBytes(body), request.Headers));
    }
}
