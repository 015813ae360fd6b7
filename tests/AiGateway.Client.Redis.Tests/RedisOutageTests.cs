using System.Diagnostics;
using AiGateway.Client.Quotas;
using AiGateway.Client.Tests.Redis;

namespace AiGateway.Client.Redis.Tests;

/// <summary>A real server that is stopped, slow, full or takes no writes, under plain and streamed requests.</summary>
public sealed class RedisOutageTests
{
    private const string Answered = "Well.";

    [Test]
    public async Task Redis_StoppedAndStartedUnderLoad_FailsNoRequestOfARateLimit([Values] bool streamed)
    {
        await using var server = await StartAsync();
        await using var gateway = new RedisGateway(server.ConnectionString, RedisGateway.WithRate);
        using var stop = new CancellationTokenSource();
        var load = Enumerable.Range(0, 8).Select(_ => Task.Run(() => LoadAsync(gateway, streamed, stop.Token))).ToList();
        await LoadGrowsAsync(gateway, 100);
        await server.KillAsync();
        await Levels.EventuallyAsync(() => Task.FromResult(gateway.Count(8000) > 0), "the outage begins");
        await LoadGrowsAsync(gateway, 100);
        await server.StartAgainAsync();
        await gateway.EndsAsync();
        await LoadGrowsAsync(gateway, 100);
        await stop.CancelAsync();
        var answers = (await Task.WhenAll(load)).SelectMany(static answer => answer).ToList();
        Assert.That(answers, Is.All.EqualTo(Answered));
        Assert.That(answers, Has.Count.GreaterThanOrEqualTo(300));
        Assert.That((gateway.Count(8000), gateway.Count(8001)), Is.EqualTo((1, 1)));
        TestContext.Out.WriteLine($"{answers.Count} requests: {gateway.Log.Entries.Single(entry => entry.Id.Id == 8001).Text}");
    }

    [Test]
    public async Task Redis_StoppedAndStartedUnderLoad_AdmitsExactlyTheBudget([Values] bool streamed)
    {
        await using var server = await StartAsync("--appendonly", "yes", "--appendfsync", "always");
        await using var gateway = new RedisGateway(server.ConnectionString, RedisGateway.WithBudget);
        var answers = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            answers.AddRange(await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => gateway.TryAsync(streamed))));
        }

        var underWay = Enumerable.Range(0, 4).Select(_ => gateway.TryAsync(streamed)).ToList();
        await Levels.EventuallyAsync(async () => (await gateway.Store.GetUsageAsync(RedisGateway.Budget, "")).Spent > 2_000_000_000 - 1, "some are under way");
        await server.KillAsync();
        answers.AddRange(await Task.WhenAll(underWay));
        var denied = await gateway.TryAsync(streamed);
        Assert.That(denied, Is.EqualTo(QuotaStoreUnavailableException.UnavailableCode));
        await server.StartAgainAsync();
        await gateway.EndsAsync();
        for (var i = 0; i < 12; i++)
        {
            answers.AddRange(await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => gateway.TryAsync(streamed))));
        }

        Assert.That(answers.Count(static answer => answer == Answered), Is.EqualTo(50));
        Assert.That(await gateway.Store.GetUsageAsync(RedisGateway.Budget, ""), Is.EqualTo(new QuotaUsage(5_000_000_000, 0, 0)));
    }

    [Test]
    public async Task Redis_StartsEmpty_CountsFromZero([Values] bool streamed)
    {
        await using var server = await StartAsync();
        await using var gateway = new RedisGateway(server.ConnectionString, RedisGateway.WithBudget);
        Assert.That(await gateway.TryAsync(streamed), Is.EqualTo(Answered));
        await server.KillAsync();
        Assert.That(await gateway.TryAsync(streamed), Is.EqualTo(QuotaStoreUnavailableException.UnavailableCode));
        await server.StartAgainAsync();
        await gateway.EndsAsync();
        Assert.That(await gateway.TryAsync(streamed), Is.EqualTo(Answered));
        Assert.That(await gateway.Store.GetUsageAsync(RedisGateway.Budget, ""), Is.EqualTo(new QuotaUsage(100_000_000, 0, 4_900_000_000)));
    }

    [Test]
    public async Task Redis_DownAtTheStart_IsUsedOnceItRuns([Values] bool streamed)
    {
        await using var server = await StartAsync();
        await server.KillAsync();
        await using var gateway = new RedisGateway(server.ConnectionString, RedisGateway.WithBudget);
        await using var rates = new RedisGateway(server.ConnectionString, RedisGateway.WithRate);
        Assert.That((await gateway.TryAsync(streamed), await rates.TryAsync(streamed)), Is.EqualTo((QuotaStoreUnavailableException.UnavailableCode, Answered)));
        await server.StartAgainAsync();
        await gateway.EndsAsync();
        Assert.That(await gateway.TryAsync(streamed), Is.EqualTo(Answered));
    }

    [Test]
    public async Task Redis_AnswersNoMore_DelaysTheFirstRequestAndNoOther([Values] bool streamed)
    {
        await using var server = await StartAsync();
        var timeout = TimeSpan.FromSeconds(2);
        await using var gateway = new RedisGateway(server.ConnectionString, RedisGateway.WithRate, timeout);
        Assert.That(await gateway.TryAsync(streamed), Is.EqualTo(Answered));
        Assert.That(await server.SendAsync("CLIENT", "PAUSE", "8000", "ALL"), Is.EqualTo("+OK"));
        Assert.That(await gateway.TryAsync(streamed), Is.EqualTo(Answered));
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < 20; i++)
        {
            Assert.That(await gateway.TryAsync(streamed), Is.EqualTo(Answered));
        }

        Assert.That(Stopwatch.GetElapsedTime(start), Is.LessThan(timeout * 4), "twenty requests, not one of which waits");
        Assert.That(gateway.Log.Entries.Single(entry => entry.Id.Id == 8000).Text, Does.Contain("Timeout"));
        await gateway.EndsAsync();
    }

    [Test]
    public async Task Redis_Full_LetsNobodySpendAndCountsWhatIsUnderWay([Values] bool streamed)
    {
        await using var server = await StartAsync();
        await using var gateway = new RedisGateway(server.ConnectionString, RedisGateway.WithBudget);
        var lease = new QuotaLease(new QuotaCharge(RedisGateway.Budget, "", 100_000_000));
        await gateway.Store.ReserveAsync(lease, Levels.Lifetime);
        Assert.That(await server.SendAsync("CONFIG", "SET", "maxmemory", "1mb"), Is.EqualTo("+OK"));
        Assert.That(await gateway.TryAsync(streamed), Is.EqualTo(QuotaStoreUnavailableException.UnavailableCode));
        Assert.That(gateway.Log.Entries.Single(entry => entry.Id.Id == 8000).Text, Does.Contain("Full"));
        Assert.That(await gateway.Store.SettleAsync(lease, new QuotaAmounts(1, 0, 100_000_000)), Is.True);
        Assert.That(await server.SendAsync("CONFIG", "SET", "maxmemory", "0"), Is.EqualTo("+OK"));
        await gateway.EndsAsync();
        Assert.That(await gateway.TryAsync(streamed), Is.EqualTo(Answered));
        Assert.That((await gateway.Store.GetUsageAsync(RedisGateway.Budget, "")).Spent, Is.EqualTo(200_000_000));
    }

    [Test]
    public async Task Redis_BecomesAReplica_IsAnOutageUntilItTakesWritesAgain([Values] bool streamed)
    {
        await using var server = await StartAsync();
        await using var gateway = new RedisGateway(server.ConnectionString + ",configCheckSeconds=1", RedisGateway.WithBudget);
        Assert.That(await gateway.TryAsync(streamed), Is.EqualTo(Answered));
        Assert.That(await server.SendAsync("REPLICAOF", "127.0.0.1", "1"), Is.EqualTo("+OK"));
        Assert.That(await gateway.TryAsync(streamed), Is.EqualTo(QuotaStoreUnavailableException.UnavailableCode));
        TestContext.Out.WriteLine(gateway.Log.Entries.First(entry => entry.Id.Id == 8000).Text);
        Assert.That(await server.SendAsync("REPLICAOF", "NO", "ONE"), Is.EqualTo("+OK"));
        await gateway.EndsAsync();
        await Levels.EventuallyAsync(async () => await gateway.TryAsync(streamed) == Answered, "writes are taken again");
    }

    private static Task<RedisServer> StartAsync(params string[] arguments)
    {
        Redis.RequireInstalled();
        return RedisServer.StartAsync(arguments);
    }

    private static Task LoadGrowsAsync(RedisGateway gateway, int by)
    {
        var goal = gateway.Count(1000) + by;
        return Levels.EventuallyAsync(() => Task.FromResult(gateway.Count(1000) >= goal), "requests are answered");
    }

    private static async Task<List<string>> LoadAsync(RedisGateway gateway, bool streamed, CancellationToken stop)
    {
        List<string> answers = [];
        while (!stop.IsCancellationRequested)
        {
            answers.Add(await gateway.TryAsync(streamed));
        }

        return answers;
    }
}
