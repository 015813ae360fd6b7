using System.Text;
using AiGateway.Client.Caching;
using AiGateway.Client.Context;
using AiGateway.Client.Metering;
using AiGateway.Client.Pipeline;
using AiGateway.Client.Tests.Redaction;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Tests.Caching;

/// <summary>The cache as a stage of the gateway, from its configuration.</summary>
public sealed class GatewayCachingTests
{
    [Test]
    public async Task NotConfigured_ThereIsNoStage()
    {
        await using var gateway = new TestGateway();
        Assert.That(gateway.Client.GetService<GatewayCachingChatClient>(), Is.Null);
        Assert.That((await gateway.Client.GetResponseAsync("Hi")).GetGatewayResult().Cache.Status, Is.EqualTo(CacheStatus.None));
    }

    [Test]
    public async Task Hit_SpendsNothing_AndSaysWhatItSaved([Values] bool streamed)
    {
        var sink = new MemoryUsageSink();
        await using var gateway = new TestGateway(Json(
            """ "RateLimits": { "r": { "Requests": 1 } }, "Budgets": { "b": { "Amount": 0.41 } }, "Prices": { "m": { "Input": 1, "Output": 100 } }, """),
            builder => builder.AddUsageSink(sink));
        var (first, second) = (await AskAsync(gateway, streamed), await AskAsync(gateway, streamed));
        var (paid, saved) = (first.GetGatewayResult(), second.GetGatewayResult());
        Assert.That((paid.Cache.Status, saved.Cache.Status), Is.EqualTo((CacheStatus.Miss, CacheStatus.Hit)));
        Assert.That((paid.Attempts.Count, saved.Attempts.Count), Is.EqualTo((1, 0)));
        Assert.That(paid.Cost, Is.GreaterThan(0));
        Assert.That((paid.SavedCost, saved.Cost, saved.SavedCost), Is.EqualTo((0m, 0m, paid.Cost)));
        Assert.That(saved.UsageStatus, Is.EqualTo(UsageStatus.CacheHit));
        Assert.That(paid.Limits, Has.Count.EqualTo(2), "the one who asked sees what is left");
        Assert.That(sink.Records.Select(record => (record.Status, record.Cost, record.SavedCost)),
            Is.EqualTo(new[] { (UsageStatus.Exact, paid.Cost, 0m), (UsageStatus.CacheHit, 0m, paid.Cost) }));
        Assert.That(sink.Records.Select(record => (record.Provider, record.Model, record.Target)).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task Followers_SaveWhatTheFirstPays([Values] bool streamed)
    {
        await using var gateway = new TestGateway(Json(""" "Prices": { "m": { "Input": 1, "Output": 100 } }, """, """ "Latency": "00:00:01", """));
        var calls = Enumerable.Range(0, 10).Select(_ => AskAsync(gateway, streamed)).ToList();
        var results = (await gateway.RunAsync(Task.WhenAll(calls))).Select(response => response.GetGatewayResult()).ToList();
        Assert.That(results.Select(result => result.Cache.Status), Is.EqualTo(Enumerable.Repeat(CacheStatus.Coalesced, 9).Prepend(CacheStatus.Miss)));
        Assert.That(results.Skip(1).Select(result => (result.Cost, result.SavedCost)).Distinct(), Is.EqualTo(new[] { (0m, results[0].Cost) }));
        Assert.That((results[0].Attempts.Count, results[0].Cost), Is.EqualTo((1, results[0].Cost)));
        Assert.That(results.Select(result => result.RequestId).Distinct().Count(), Is.EqualTo(10));
        Assert.That(results.Select(result => result.Overhead), Is.All.EqualTo(TimeSpan.Zero), "all have waited for the provider");
        Assert.That(gateway.Log.Entries.Where(entry => entry.Id.Id == 1000).Count(entry => entry.Text.Contains(", cache Coalesced, ", StringComparison.Ordinal)), Is.EqualTo(9));
    }

    [Test]
    public async Task RawValues_NeverReachTheStore_AndComeBack([Values] bool streamed)
    {
        await using var gateway = new TestGateway(Json(""" "Redaction": { "DefaultAction": "Pseudonymize" }, """), builder => builder.AddDecorator(GatewayStage.Attempt, (_, _) => Echo()));
        await AskAsync(gateway, streamed, $"Mail {RedactionTest.Email} please.");
        var again = await AskAsync(gateway, !streamed, $"Mail {RedactionTest.Email} please.");
        Assert.That(again.GetGatewayResult().Cache.Status, Is.EqualTo(CacheStatus.Hit));
        Assert.That(again.Text, Is.EqualTo($"Mail {RedactionTest.Email} please."));
        var entry = gateway.Services.GetRequiredService<GatewayCache>().Entries.Single();
        var stored = Encoding.UTF8.GetString(entry.Key.Bytes) + entry.Answer.Response!.Text;
        Assert.That(stored, Does.Contain("[EMAIL_ADDRESS_"));
        Assert.That(stored, Does.Not.Contain(RedactionTest.Email));
    }

    [Test]
    public async Task Reload_KeepsAnswers_UnlessAnotherModelAnswers([Values] bool streamed)
    {
        await using var gateway = new TestGateway(Json());
        await AskAsync(gateway, streamed);
        gateway.Reload(Json(""" "RateLimits": { "r": { "Requests": 100 } }, """));
        Assert.That((await AskAsync(gateway, streamed)).GetGatewayResult().Cache.Status, Is.EqualTo(CacheStatus.Hit));
        gateway.Reload(Json().Replace("\"m\"", "\"n\""));
        Assert.That((await AskAsync(gateway, streamed)).GetGatewayResult().Cache.Status, Is.EqualTo(CacheStatus.Miss));
    }

    [Test]
    public async Task Reload_WhileAFlightIsUnderWay_KeepsItsClients([Values] bool streamed)
    {
        await using var gateway = new TestGateway(Json(provider: """ "Latency": "00:01:00", """));
        using var cancelled = new CancellationTokenSource();
        var leader = AskAsync(gateway, streamed, token: cancelled.Token);
        var follower = AskAsync(gateway, streamed);
        await cancelled.CancelAsync();
        Assert.That(async () => await leader, Throws.InstanceOf<OperationCanceledException>());
        gateway.Reload(Json(""" "RateLimits": { "r": { "Requests": 100 } }, """, """ "Latency": "00:01:00", """));
        Assert.That((await gateway.RunAsync(follower)).Text, Does.StartWith("Hello"));
    }

    [Test]
    public async Task ExplainAsync_SaysWhatTheCacheWould_AndLeavesNoTrace()
    {
        await using var gateway = new TestGateway(Json(""" "RateLimits": { "r": { "Requests": 1 } }, """));
        Assert.That((await PlanAsync(gateway)).Cache.Status, Is.EqualTo(CacheStatus.Miss));
        Assert.That(gateway.Services.GetRequiredService<GatewayCache>().Count, Is.Zero);
        await AskAsync(gateway, streamed: false);
        var plan = await PlanAsync(gateway);
        Assert.That((plan.Cache.Status, plan.Refusal), Is.EqualTo((CacheStatus.Hit, (PlannedRefusal?)null)), "what is stored needs no limit");
        Assert.That(gateway.Services.GetRequiredService<GatewayCache>().Entries.Single().TakeUse(), Is.False, "looking is no use");
        Assert.That((await PlanAsync(gateway, new() { CacheControl = new() { Bypass = true } })).Cache, Is.EqualTo(GatewayCacheResult.Bypass(CacheBypass.Requested)));
        gateway.Time.Advance(TimeSpan.FromHours(1));
        Assert.That(((await PlanAsync(gateway)).Cache.Status, gateway.Services.GetRequiredService<GatewayCache>().Count), Is.EqualTo((CacheStatus.Miss, 1)));
    }

    private static Task<GatewayPlan> PlanAsync(TestGateway gateway, GatewayChatOptions? options = null) =>
        gateway.Services.GetRequiredService<IAiGateway>().ExplainAsync([new ChatMessage(ChatRole.User, "Hi")], options);

    [Test]
    public async Task Invalidate_ThroughTheContainer([Values] bool streamed)
    {
        await using var gateway = new TestGateway(Json());
        await AskAsync(gateway, streamed);
        await gateway.Services.GetRequiredService<IGatewayCache>().InvalidateAsync(CacheScope.Route("chat"));
        Assert.That((await AskAsync(gateway, streamed)).GetGatewayResult().Cache.Status, Is.EqualTo(CacheStatus.Miss));
    }

    [Test]
    public void Validation_NamesKeyAndValue() => Assert.That(
        TestGateway.Failures(Json(""" "Budgets": {}, """).Replace("\"TimeToLive\": \"00:10:00\"", "\"TimeToLive\": \"00:00:00\", \"PartitionBy\": \"Planet\"")),
        Is.EqualTo(new[]
        {
            "AiGateway:Caching:TimeToLive = '00:00:00' is out of range: from 00:00:01 to 365.00:00:00.",
            "AiGateway:Caching:PartitionBy = 'Planet' is not known. Use any of Tenant, User, App, Tag:<name>, or Shared alone.",
        }));

    private static string Json(string section = "", string provider = "") => """
        { "AiGateway": { SECTION
            "Caching": { "TimeToLive": "00:10:00" },
            "Providers": { "p": { "Type": "Simulated", PROVIDER "Answer": "Hello from the simulated provider." } },
            "Routes": { "chat": { "Targets": { "main": { "Provider": "p", "Model": "m" } } } } } }
        """.Replace("PROVIDER", provider).Replace("SECTION", section);

    private static FakeChatClient Echo() => new()
    {
        OnResponse = (messages, _, _) => Task.FromResult(FakeChatClient.Answer(messages.Last().Text)),
        OnStream = (messages, _, _) => FakeChatClient.Stream(FakeChatClient.Text(messages.Last().Text), FakeChatClient.Finish()),
    };

    private static async Task<ChatResponse> AskAsync(TestGateway gateway, bool streamed, string text = "Hi", CancellationToken token = default) => streamed
        ? await gateway.Client.GetStreamingResponseAsync(text, cancellationToken: token).ToChatResponseAsync(token)
        : await gateway.Client.GetResponseAsync(text, cancellationToken: token);
}
