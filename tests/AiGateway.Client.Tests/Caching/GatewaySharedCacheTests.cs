using System.Text;
using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;
using AiGateway.Client.Tests.Redaction;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Tests.Caching;

/// <summary>Two gateways that share answers: what they have to agree on, and what they never write down.</summary>
public sealed class GatewaySharedCacheTests
{
    private const string Keyed = $$""" "Redaction": { "DefaultAction": "Pseudonymize", "Key": "{{RedactionTest.Key}}" }, """;

    [Test]
    public async Task RawValues_NeverReachTheStore_AndComeBackElsewhere([Values] bool streamed)
    {
        var store = new SharedStore();
        await using var one = Create(store, Keyed);
        await using var two = Create(store, Keyed);
        var text = $"Mail {RedactionTest.Email} about {RedactionTest.Card} please.";
        await AskAsync(one, streamed, text);
        var answer = await AskAsync(two, !streamed, text);
        Assert.That((answer.GetGatewayResult().Cache.Status, answer.Text), Is.EqualTo((CacheStatus.Hit, text)));
        var stored = string.Concat(store.Values.Select(pair => pair.Key + Encoding.UTF8.GetString(pair.Value)));
        Assert.That(stored, Does.Contain("[EMAIL_ADDRESS_").And.Contain("[CREDIT_CARD_"));
        string[] forms = [RedactionTest.Email, RedactionTest.Card, RedactionTest.Card.Replace(" ", ""), "alice", Convert.ToBase64String(Encoding.UTF8.GetBytes(RedactionTest.Email))];
        Assert.That(forms.Where(form => stored.Contains(form, StringComparison.OrdinalIgnoreCase)), Is.Empty);
        Assert.That(store.Values.Values.Where(value => Encoding.Unicode.GetString(value).Contains(RedactionTest.Email, StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task AnotherKey_IsAnotherAnswer([Values] bool streamed)
    {
        var store = new SharedStore();
        await using var one = Create(store, Keyed);
        await using var two = Create(store, Keyed.Replace(RedactionTest.Key, "another key, of no use either"));
        await AskAsync(one, streamed, "Hi");
        Assert.That((await AskAsync(two, streamed, "Hi")).GetGatewayResult().Cache.Status, Is.EqualTo(CacheStatus.Miss));
    }

    [Test]
    public async Task AnotherModel_IsAnotherAnswer([Values] bool streamed)
    {
        var store = new SharedStore();
        await using var one = Create(store);
        await using var two = Create(store, model: "n");
        await using var three = Create(store);
        await AskAsync(one, streamed, "Hi");
        Assert.That((await AskAsync(two, streamed, "Hi")).GetGatewayResult().Cache.Status, Is.EqualTo(CacheStatus.Miss));
        Assert.That((await AskAsync(three, streamed, "Hi")).GetGatewayResult().Cache.Status, Is.EqualTo(CacheStatus.Hit));
    }

    [Test]
    public void RandomPseudonymKey_RefusesToStart() => Assert.That(
        TestGateway.Failures(Json(""" "Redaction": { "DefaultAction": "Pseudonymize" }, """, "m"), builder => builder.Services.AddSingleton<IDistributedCache>(new SharedStore())),
        Is.EqualTo(new[]
        {
            "AiGateway:Caching:Shared = 'True' needs AiGateway:Redaction:Key: without it every process has a random key, and the pseudonyms in a stored answer mean nothing to the "
                + "others. Set the key, or share no answers.",
        }));

    [Test]
    public void NoStore_RefusesToStart() => Assert.That(TestGateway.Failures(Json("", "m")), Has.One.Contains("AiGateway:Caching:Shared = 'True' needs an IDistributedCache"));

    private static TestGateway Create(SharedStore store, string section = "", string model = "m") => new(Json(section, model), builder =>
    {
        builder.Services.AddSingleton<IDistributedCache>(store);
        builder.AddDecorator(GatewayStage.Attempt, (_, _) => new FakeChatClient
        {
            OnResponse = (messages, _, _) => Task.FromResult(FakeChatClient.Answer(messages.Last().Text)),
            OnStream = (messages, _, _) => FakeChatClient.Stream(FakeChatClient.Text(messages.Last().Text), FakeChatClient.Finish()),
        });
    });

    private static string Json(string section, string model) => """
        { "AiGateway": { SECTION
            "Caching": { "TimeToLive": "00:10:00", "Shared": true },
            "Providers": { "p": { "Type": "Simulated" } },
            "Routes": { "chat": { "Targets": { "main": { "Provider": "p", "Model": "MODEL" } } } } } }
        """.Replace("SECTION", section).Replace("MODEL", model);

    private static async Task<ChatResponse> AskAsync(TestGateway gateway, bool streamed, string text) => streamed
        ? await gateway.Client.GetStreamingResponseAsync(text).ToChatResponseAsync() : await gateway.Client.GetResponseAsync(text);
}
