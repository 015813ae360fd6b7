using AiGateway.Client.Caching;
using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace AiGateway.Client.Tests.Caching;

/// <summary>Two caches over one store are like two processes: they share answers, and do without the store when it is not there.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SharedTierTests : IDisposable
{
    private readonly SharedStore _store = new();
    private readonly CacheTest _one;
    private readonly CacheTest _two;

    public SharedTierTests()
    {
        _one = new CacheTest(store: _store);
        _two = new CacheTest(store: _store, time: _one.Time);
    }

    public static IEnumerable<CacheScope> Scopes() => [CacheScope.All, CacheScope.Route("default"), CacheScope.Partition(GatewayCaller.Anonymous)];

    [TearDown]
    public void Dispose()
    {
        _one.Dispose();
        _two.Dispose();
    }

    [Test]
    public async Task Answer_OfOneProcess_IsFoundByTheOther([Values] bool first, [Values] bool second)
    {
        await _one.AskAsync(first);
        var answer = await _two.AskAsync(second);
        Assert.That((_two.Calls, answer.GetGatewayResult().Cache.Status), Is.EqualTo((0, CacheStatus.Hit)));
        Assert.That((answer.Text, answer.ResponseId, answer.FinishReason, answer.Usage!.TotalTokenCount), Is.EqualTo((CacheTest.Answer().Text, "r-1", ChatFinishReason.Stop, 0)));
        var reads = _store.Reads;
        Assert.That((await _two.StatusAsync(second), _store.Reads), Is.EqualTo((CacheStatus.Hit, reads)), "what was found is in memory too");
    }

    [Test]
    public async Task Answer_OfAnotherTenant_IsNotFound([Values] bool streamed)
    {
        await _one.AskAsync(streamed, options: new GatewayChatOptions { Caller = new() { Tenant = "a" } });
        Assert.That(await _two.StatusAsync(streamed, options: new GatewayChatOptions { Caller = new() { Tenant = "b" } }), Is.EqualTo(CacheStatus.Miss));
    }

    [Test]
    public async Task Names_AreHashesBehindThePrefix_AndExpire()
    {
        using var test = new CacheTest(options => (options.SharedPrefix, options.StaleWhileRevalidate) = ("shop", TimeSpan.FromMinutes(5)), store: _store);
        await test.AskAsync(false, "a question that nobody is to read in a name");
        var name = _store.Answers.Single().Key;
        Assert.That(name, Does.Match("^shop:[0-9a-f]{64}$"));
        Assert.That(_store.Lifetimes[name].AbsoluteExpirationRelativeToNow, Is.InRange(TimeSpan.FromMinutes(14), TimeSpan.FromMinutes(16)));
        Assert.That(await _two.StatusAsync(false, "a question that nobody is to read in a name"), Is.EqualTo(CacheStatus.Miss), "another prefix is another application");
    }

    [Test]
    public async Task Answer_PastItsTime_IsNotFound([Values] bool streamed)
    {
        await _one.AskAsync(streamed);
        _one.Time.Advance(TimeSpan.FromMinutes(12));
        Assert.That(await _two.StatusAsync(streamed), Is.EqualTo(CacheStatus.Miss));
    }

    [Test]
    public async Task Bytes_ThatCannotBeRead_AreAMiss([Values] bool streamed, [Values] bool truncated)
    {
        await _one.AskAsync(streamed);
        var (name, value) = _store.Answers.Single();
        _store.Values[name] = truncated ? value[..^9] : [(byte)(value[0] + 1), .. value[1..]];
        Assert.That((await _two.StatusAsync(streamed), _two.Calls), Is.EqualTo((CacheStatus.Miss, 1)));
        Assert.That(_store.Values[name], Has.Length.EqualTo(value.Length), "the new answer has taken its place");
    }

    [Test]
    public async Task Invalidation_ReachesBoth_WithinTheInterval([ValueSource(nameof(Scopes))] CacheScope scope, [Values] bool streamed)
    {
        await _one.AskAsync(streamed);
        await _two.AskAsync(streamed);
        await _one.Cache.InvalidateAsync(scope);
        Assert.That(await _one.StatusAsync(streamed), Is.EqualTo(CacheStatus.Miss));
        _one.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.That((await _two.StatusAsync(streamed), _two.Calls), Is.EqualTo((CacheStatus.Hit, 0)), "the new answer of the other");
        await _two.Cache.InvalidateAsync(scope);
        _one.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.That((await _one.StatusAsync(streamed), _one.Calls), Is.EqualTo((CacheStatus.Miss, 3)));
    }

    [Test]
    public async Task Invalidation_OfOtherAnswers_LeavesTheseFindable([Values] bool streamed)
    {
        await _one.AskAsync(streamed);
        await _one.Cache.InvalidateAsync(CacheScope.Route("other"));
        await _one.Cache.InvalidateAsync(CacheScope.Partition(new() { Tenant = "other" }));
        _one.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.That((await _one.StatusAsync(streamed), await _two.StatusAsync(streamed)), Is.EqualTo((CacheStatus.Hit, CacheStatus.Hit)));
    }

    [Test]
    public async Task Invalidation_IsSeenByAProcessThatStartsLater([Values] bool streamed)
    {
        await _one.AskAsync(streamed);
        await _one.Cache.InvalidateAsync(CacheScope.All);
        Assert.That(await _two.StatusAsync(streamed), Is.EqualTo(CacheStatus.Miss));
    }

    [Test]
    public async Task Invalidation_WhileTheStoreIsDown_IsToldLater([ValueSource(nameof(Scopes))] CacheScope scope)
    {
        await _one.AskAsync(false);
        await _two.AskAsync(false);
        _store.OnWrite = _ => throw new IOException("down");
        Assert.That((await Assert.ThrowsAsync<AiGatewayException>(() => _one.Cache.InvalidateAsync(scope).AsTask()))!.Message, Does.Contain("shared cache"));
        Assert.That(await _one.StatusAsync(false), Is.EqualTo(CacheStatus.Miss));
        _store.OnWrite = null;
        _one.Time.Advance(TimeSpan.FromSeconds(6));
        await _one.AskAsync(false, "something else");
        _one.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.That((await _two.StatusAsync(false), _two.Calls), Is.EqualTo((CacheStatus.Miss, 1)));
    }

    [Test]
    public async Task EpochsThatCannotBeRead_AreNotGuessed([Values] bool streamed)
    {
        await _one.AskAsync(streamed);
        await _one.Cache.InvalidateAsync(CacheScope.All);
        _store.OnRead = name => name.Contains("epoch", StringComparison.Ordinal) ? throw new IOException("down") : Task.CompletedTask;
        Assert.That((await _two.StatusAsync(streamed), _two.Calls), Is.EqualTo((CacheStatus.Miss, 1)), "the old answer is still in the store");
        _store.OnRead = null;
        _one.Time.Advance(TimeSpan.FromSeconds(6));
        Assert.That((await _two.StatusAsync(streamed), _two.Calls), Is.EqualTo((CacheStatus.Miss, 2)), "what was stored meanwhile has no epoch");
    }

    [Test]
    public async Task StoreDown_IsAMiss_AndLeftAloneUntilItAnswers([Values] bool streamed)
    {
        _store.OnRead = _ => throw new IOException("down");
        _store.OnWrite = _ => throw new IOException("down");
        for (var i = 0; i < 20; i++)
        {
            Assert.That(await _one.StatusAsync(streamed, $"{i}"), Is.EqualTo(CacheStatus.Miss));
            _one.Time.Advance(TimeSpan.FromMilliseconds(50));
        }

        Assert.That((_store.Reads, _store.Writes, _one.Calls), Is.EqualTo((1, 0, 20)), "without epochs nothing else is asked");
        Assert.That(await _one.StatusAsync(streamed, "0"), Is.EqualTo(CacheStatus.Hit), "the memory goes on");
        _store.OnRead = _store.OnWrite = null;
        _one.Time.Advance(TimeSpan.FromSeconds(6));
        await _one.AskAsync(streamed, "new");
        Assert.That(await _two.StatusAsync(streamed, "new"), Is.EqualTo(CacheStatus.Hit));
    }

    [Test]
    public async Task StoreThatFails_IsReportedOnce_AndAgainWhenItAnswers()
    {
        _store.OnRead = _ => throw new IOException("down");
        for (var i = 0; i < 10; i++)
        {
            await _one.AskAsync(false, $"{i}");
            _one.Time.Advance(TimeSpan.FromSeconds(1.5));
        }

        Assert.That(Events(), Is.EqualTo(new[] { "SharedCacheUnavailable" }));
        Assert.That(_store.Reads, Is.InRange(4, 6), "three in a row, then one every five seconds");
        _store.OnRead = null;
        _one.Time.Advance(TimeSpan.FromSeconds(6));
        await _one.AskAsync(false, "new");
        Assert.That(Events(), Is.EqualTo(new[] { "SharedCacheUnavailable", "SharedCacheAvailable" }));
    }

    [Test]
    public async Task StoreThatNeverAnswers_IsWaitedForNoLongerThanItsTime([Values] bool streamed)
    {
        _store.OnRead = _ => new TaskCompletionSource().Task;
        var start = _one.Time.GetUtcNow();
        var call = _one.StatusAsync(streamed);
        await Quiescence.RunUntilAsync(_one.Time, () => call.IsCompleted, TimeSpan.FromMilliseconds(100));
        Assert.That(await call, Is.EqualTo(CacheStatus.Miss));
        Assert.That(_one.Time.GetUtcNow() - start, Is.LessThanOrEqualTo(TimeSpan.FromMilliseconds(200)));
    }

    [Test]
    public async Task Caller_WhoCancels_DoesNotWaitForTheStore([Values] bool streamed)
    {
        _store.OnRead = _ => new TaskCompletionSource().Task;
        using var cancelled = new CancellationTokenSource();
        var call = _one.AskAsync(streamed, [new(ChatRole.User, "Hi")], null, cancelled.Token);
        await cancelled.CancelAsync();
        Assert.That(async () => await call, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task StoreThatIsFull_StillGivesWhatItHas([Values] bool streamed)
    {
        await _one.AskAsync(streamed, "early");
        _store.OnWrite = _ => throw new IOException("full");
        for (var i = 0; i < 5; i++)
        {
            Assert.That(await _one.StatusAsync(streamed, $"{i}"), Is.EqualTo(CacheStatus.Miss));
        }

        Assert.That(_store.Writes, Is.EqualTo(1 + 3), "writes are left alone after three failures");
        Assert.That((await _two.StatusAsync(streamed, "early"), await _one.StatusAsync(streamed, "0")), Is.EqualTo((CacheStatus.Hit, CacheStatus.Hit)));
    }

    [Test]
    public async Task Writes_AreNotWaitedFor_AndBounded([Values] bool streamed)
    {
        _store.OnWrite = _ => new TaskCompletionSource().Task;
        for (var i = 0; i < 100; i++)
        {
            Assert.That(await _one.StatusAsync(streamed, $"{i}"), Is.EqualTo(CacheStatus.Miss));
        }

        Assert.That(_store.Writes, Is.EqualTo(64));
    }

    [Test]
    public async Task WhatIsNotToBeStored_IsNotInTheStoreEither([Values] bool streamed)
    {
        var inner = new FakeChatClient { OnResponse = (_, _, _) => throw new HttpRequestException("x", null, System.Net.HttpStatusCode.BadRequest), OnStream = (_, _, _) => CacheTest.Stream(CacheTest.Answer(finish: ChatFinishReason.Length)) };
        using var refused = new CacheTest(options => options.NegativeTimeToLive = TimeSpan.FromMinutes(1), inner, _store);
        await _one.AskAsync(streamed, options: new GatewayChatOptions { CacheControl = new() { NoStore = true } });
        await _one.AskAsync(streamed, options: new GatewayChatOptions { CacheControl = new() { Bypass = true } });
        await refused.AskAsync(true);
        await Assert.ThrowsAsync<HttpRequestException>(() => refused.AskAsync(false));
        Assert.That(_store.Answers, Is.Empty);
    }

    [Test]
    public async Task ClientsOfDifferentModels_DoNotShare([Values] bool streamed)
    {
        await _one.AskAsync(streamed);
        var metadata = new ChatClientMetadata("p", new Uri("http://h/"), "other");
        using var other = new CacheTest(null, null, _store, _one.Time, metadata);
        Assert.That(await other.StatusAsync(streamed), Is.EqualTo(CacheStatus.Miss));
    }

    [Test]
    public void SharedWithoutAStore_IsRefused() => Assert.That(
        Assert.Throws<OptionsValidationException>(() => new CacheTest(options => options.Shared = true))!.Failures,
        Has.One.Contains("Caching:Shared = 'True' needs an IDistributedCache"));

    private IEnumerable<string?> Events() => _one.Log.Entries.Where(entry => entry.Id.Id is >= 10_000 and < 11_000).Select(entry => entry.Id.Name);
}
