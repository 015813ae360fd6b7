using AiGateway.Client.Context;
using AiGateway.Client.Telemetry;
using AiGateway.Client.Tests.Quotas;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Tests.Caching;

/// <summary>What the cache did can be counted.</summary>
public sealed class CacheMetricsTests
{
    [Test]
    public async Task Lookups_SayWhatBecameOfThem([Values] bool streamed)
    {
        using var seen = new Measurements(GatewayTelemetry.CacheLookups);
        using var test = new CacheTest(options => options.StaleWhileRevalidate = TimeSpan.FromMinutes(10));
        await test.AskAsync(streamed);
        await test.AskAsync(streamed);
        await test.AskAsync(streamed, options: new GatewayChatOptions { CacheControl = new() { Bypass = true } });
        test.Time.Advance(TimeSpan.FromMinutes(12));
        await test.AskAsync(streamed);
        await Quiescence.WaitAsync();
        Assert.That(seen.Tags, Is.EqualTo(new[] { Tags("Miss"), Tags("Hit"), Tags("Bypass", "Requested"), Tags("Stale") }));
    }

    [Test]
    public async Task Lookups_OfThoseWhoShareACall_AndOfAFailedOne([Values] bool streamed)
    {
        var gate = new TaskCompletionSource<ChatResponse>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var seen = new Measurements(GatewayTelemetry.CacheLookups);
        using var test = new CacheTest(null, new FakeChatClient { OnResponse = (_, _, _) => gate.Task, OnStream = (_, _, _) => StreamAsync(gate.Task) });
        var calls = Enumerable.Range(0, 3).Select(_ => test.AskAsync(streamed)).ToList();
        gate.SetResult(CacheTest.Answer());
        await Task.WhenAll(calls);
        Assert.That(seen.Tags, Is.EquivalentTo(new[] { Tags("Miss"), Tags("Coalesced"), Tags("Coalesced") }));
        using var broken = new CacheTest(null, new FakeChatClient { OnResponse = (_, _, _) => throw new IOException("x"), OnStream = (_, _, _) => StreamAsync(Task.FromException<ChatResponse>(new IOException("x"))) });
        await Assert.ThrowsAsync<IOException>(() => broken.AskAsync(streamed));
        Assert.That(seen.Tags.Last(), Is.EqualTo(Tags("Miss")));
        Assert.That(seen.Tags.Count(), Is.EqualTo(4));
    }

    [Test]
    public async Task SharedFailures_AreCountedByOperation()
    {
        using var seen = new Measurements(GatewayTelemetry.SharedCacheFailures);
        var store = new SharedStore { OnRead = name => name.Contains("epoch", StringComparison.Ordinal) ? Task.CompletedTask : throw new IOException("x"), OnWrite = _ => throw new IOException("x") };
        using var test = new CacheTest(store: store);
        await test.AskAsync(false);
        Assert.That(seen.Tags, Is.EqualTo(new[] { "aigateway.cache.operation=read", "aigateway.cache.operation=write" }));
    }

    [Test]
    public async Task Evictions_AreCounted()
    {
        using var seen = new Measurements(GatewayTelemetry.CacheEvictions);
        using var test = new CacheTest(options => options.MaxBytes = 1 << 20, new FakeChatClient { OnResponse = (_, _, _) => Task.FromResult(CacheTest.Answer(new string('x', 50_000))) });
        for (var i = 0; i < 30; i++)
        {
            await test.AskAsync(false, $"{i}");
        }

        Assert.That(seen.Values.Sum() + test.Cache.Count, Is.EqualTo(30));
        Assert.That(test.Cache.Bytes, Is.LessThanOrEqualTo(1 << 20).And.GreaterThan(1 << 19));
    }

    private static string Tags(string status, string? bypass = null) => $"aigateway.route=default;aigateway.cache.status={status};aigateway.cache.bypass={bypass}";

    private static async IAsyncEnumerable<ChatResponseUpdate> StreamAsync(Task<ChatResponse> answer)
    {
        foreach (var update in (await answer).ToChatResponseUpdates())
        {
            yield return update;
        }
    }
}
