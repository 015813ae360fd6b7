using System.Diagnostics;
using System.Text;
using AiGateway.Client.Tests.Redis;
using StackExchange.Redis;

namespace AiGateway.Client.Tests.SharedCache;

/// <summary>Answers that processes share in a real Redis, and what happens when it is down, slow or full.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RedisCacheTests
{
    private RedisServer _server = null!;

    [SetUp]
    public async Task StartAsync()
    {
        if (RedisServer.Path is null)
        {
            Assert.That(Environment.GetEnvironmentVariable("CI"), Is.Not.EqualTo("true"), "redis-server is not installed.");
            Assert.Ignore("redis-server is not installed.");
        }

        _server = await RedisServer.StartAsync();
    }

    [TearDown]
    public async Task StopAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    [Test]
    public async Task Processes_ShareAnswers_AndInvalidationReachesBoth([Values] bool streamed)
    {
        await using var here = new SharedGateway(_server.ConnectionString, "here");
        await using var there = await CacheProcess.StartAsync(_server.ConnectionString);
        Assert.That(await here.AskAsync(streamed, "Hi"), Is.EqualTo("Miss here: Hi"));
        await StoredAsync(1);
        Assert.That(await there.AskAsync(streamed, "Hi"), Is.EqualTo("Hit here: Hi"));
        Assert.That(await there.AskAsync(!streamed, "Hi"), Is.EqualTo("Hit here: Hi"));
        await here.InvalidateAsync();
        var fresh = await there.AskAsync(streamed, "Hi");
        await StoredAsync(4);
        Assert.That(fresh, Does.Match("^Miss [0-9]+: Hi$"));
        Assert.That(await here.AskAsync(streamed, "Hi"), Is.EqualTo(fresh.Replace("Miss", "Hit")));
        await there.InvalidateAsync();
        Assert.That(await here.AskAsync(streamed, "Hi"), Is.EqualTo("Miss here: Hi"));
        Assert.That(here.Calls, Is.EqualTo(2));
    }

    [Test]
    public async Task RawValues_NeverReachRedis([Values] bool streamed)
    {
        const string email = "alice@example.org";
        await using var one = new SharedGateway(_server.ConnectionString, "one");
        await using var two = new SharedGateway(_server.ConnectionString, "two");
        await one.AskAsync(streamed, $"Write to {email}.");
        await StoredAsync(1);
        Assert.That(await two.AskAsync(streamed, $"Write to {email}."), Is.EqualTo($"Hit one: Write to {email}."));
        var stored = await DumpAsync();
        Assert.That(stored, Does.Contain("[EMAIL_ADDRESS_"));
        Assert.That(stored, Does.Not.Contain("alice").IgnoreCase);
    }

    [Test]
    public async Task Down_EachAsksForItself_UntilItIsBack([Values] bool streamed)
    {
        var clock = new ShiftedClock();
        await using var one = new SharedGateway(_server.ConnectionString, "one", clock, TimeSpan.FromMilliseconds(200));
        await using var two = new SharedGateway(_server.ConnectionString, "two", clock, TimeSpan.FromSeconds(10));
        await one.AskAsync(streamed, "before");
        await _server.KillAsync();
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < 20; i++)
        {
            Assert.That(await one.AskAsync(streamed, $"{i}"), Is.EqualTo($"Miss one: {i}"));
        }

        Assert.That(Stopwatch.GetElapsedTime(start), Is.LessThan(TimeSpan.FromSeconds(10)), "not twenty times the time of the client library");
        await _server.StartAgainAsync();
        await AnswersAsync(one);
        clock.Skip(TimeSpan.FromSeconds(10));
        Assert.That(await one.AskAsync(streamed, "after"), Is.EqualTo("Miss one: after"));
        await StoredAsync(1);
        Assert.That(await two.AskAsync(streamed, "after"), Is.EqualTo("Hit one: after"));
    }

    [Test]
    public async Task Slow_IsNotWaitedFor([Values] bool streamed)
    {
        await using var gateway = new SharedGateway(_server.ConnectionString, "one", timeout: TimeSpan.FromMilliseconds(100));
        await gateway.AskAsync(streamed, "before");
        Assert.That(await _server.SendAsync("CLIENT", "PAUSE", "600000", "ALL"), Is.EqualTo("+OK"));
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < 20; i++)
        {
            Assert.That(await gateway.AskAsync(streamed, $"{i}"), Is.EqualTo($"Miss one: {i}"));
        }

        Assert.That(Stopwatch.GetElapsedTime(start), Is.LessThan(TimeSpan.FromSeconds(5)));
    }

    [Test]
    public async Task SemanticGroups_OutliveTheProcess_AndNotAnInvalidation([Values] bool streamed)
    {
        await using (var before = new SharedGateway(_server.ConnectionString, "before", semantic: true))
        {
            await before.AskAsync(streamed, "What is the capital of France?");
            await StoredAsync(1);
        }

        await StoredAsync(2);
        await using var after = new SharedGateway(_server.ConnectionString, "after", semantic: true);
        Assert.That(await after.AskAsync(streamed, "What's the capital of France?"), Is.EqualTo("SemanticHit before: What is the capital of France?"));
        Assert.That(await after.AskAsync(streamed, "What's the capital of Norway?"), Is.EqualTo("Miss after: What's the capital of Norway?"));
        await after.InvalidateAsync();
        Assert.That(await after.AskAsync(streamed, "Capital of France?"), Is.EqualTo("Miss after: Capital of France?"));
    }

    [Test]
    public async Task Full_GivesWhatItHas([Values] bool streamed)
    {
        await using var one = new SharedGateway(_server.ConnectionString, "one");
        await using var two = new SharedGateway(_server.ConnectionString, "two");
        await one.AskAsync(streamed, "before");
        await StoredAsync(1);
        Assert.That(await _server.SendAsync("CONFIG", "SET", "maxmemory", "1"), Is.EqualTo("+OK"));
        Assert.That(await one.AskAsync(streamed, "full"), Is.EqualTo("Miss one: full"));
        Assert.That(await one.AskAsync(streamed, "full"), Is.EqualTo("Hit one: full"), "in memory");
        Assert.That(await two.AskAsync(streamed, "full"), Is.EqualTo("Miss two: full"));
        Assert.That(await two.AskAsync(streamed, "before"), Is.EqualTo("Hit one: before"));
    }

    // Writes are not waited for by those who ask.
    private async Task StoredAsync(int names)
    {
        var start = Stopwatch.GetTimestamp();
        while (await _server.SendAsync("DBSIZE") != $":{names}")
        {
            Assert.That(Stopwatch.GetElapsedTime(start), Is.LessThan(TimeSpan.FromSeconds(20)), $"not {names} names");
        }
    }

    // Waits until the client library has connected again.
    private static async Task AnswersAsync(SharedGateway gateway)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                await gateway.Store.GetAsync("anything", CancellationToken.None);
                return;
            }
            catch (Exception exception) when (exception is RedisException or TimeoutException && tries < 20)
            {
                // It waits a while for a connection by itself.
            }
        }
    }

    private async Task<string> DumpAsync()
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync(_server.ConnectionString);
        var text = new StringBuilder();
        await foreach (var key in connection.GetServer(_server.Address).KeysAsync())
        {
            var bytes = (byte[])(await connection.GetDatabase().HashGetAsync(key, "data"))!;
            text.AppendLine((string?)key).AppendLine(Encoding.UTF8.GetString(bytes));
        }

        return text.ToString();
    }
}
