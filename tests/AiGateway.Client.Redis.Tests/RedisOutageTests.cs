using AiGateway.Client.Quotas;
using AiGateway.Client.Tests.Redis;
using static AiGateway.Client.Redis.Tests.RedisGateway;

namespace AiGateway.Client.Redis.Tests;

/// <summary>A real server that is stopped and started, or takes no writes, under plain and streamed requests.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class RedisOutageTests
{
    private const string Unavailable = QuotaStoreUnavailableException.UnavailableCode;

    [Test]
    public async Task Redis_StoppedAndStartedUnderLoad_FailsNoRequestOfARateLimit([Values] bool streamed)
    {
        await using var server = await StartAsync();
        await using var gateway = WithRate(server.ConnectionString);
        using var stop = new CancellationTokenSource();
        var load = gateway.LoadAsync(streamed, stop.Token);
        await gateway.GrowsAsync(100);
        await server.KillAsync();
        await gateway.OutageAsync();
        await gateway.GrowsAsync(100);
        await server.StartAgainAsync();
        await gateway.EndsAsync();
        await gateway.GrowsAsync(100);
        await stop.CancelAsync();
        var answers = await load;
        Assert.That(answers, Is.All.EqualTo(Answered));
        Assert.That(answers, Has.Count.GreaterThanOrEqualTo(300));
        await gateway.AssertReportedAsync(outages: 1);
        TestContext.Out.WriteLine($"{answers.Count} requests: {gateway.Text(8001)}");
    }

    [Test]
    public async Task Redis_StoppedAndStartedUnderLoad_AdmitsExactlyTheBudget([Values] bool streamed)
    {
        await using var server = await StartAsync("--appendonly", "yes", "--appendfsync", "always");
        await using var gateway = WithBudget(server.ConnectionString);
        List<string> answers = [];
        await AskAsync(gateway, streamed, answers, 20);
        var underWay = Enumerable.Range(0, 4).Select(_ => gateway.TryAsync(streamed)).ToList();
        await server.KillAsync();
        answers.AddRange(await Task.WhenAll(underWay));
        Assert.That(await gateway.TryAsync(streamed), Is.EqualTo(Unavailable));
        await server.StartAgainAsync();
        await gateway.EndsAsync();
        await AskAsync(gateway, streamed, answers, 48);
        Assert.That(answers.Count(static answer => answer == Answered), Is.EqualTo(50));
        Assert.That(await gateway.UsageAsync(), Is.EqualTo(new QuotaUsage(5_000_000_000, 0, 0)));
        await gateway.AssertReportedAsync(outages: 1);
    }

    [Test]
    public async Task Redis_StartsEmpty_CountsFromZero([Values] bool streamed)
    {
        await using var server = await StartAsync();
        await using var gateway = WithBudget(server.ConnectionString);
        Assert.That(await gateway.TryAsync(streamed), Is.EqualTo(Answered));
        await server.KillAsync();
        Assert.That(await gateway.TryAsync(streamed), Is.EqualTo(Unavailable));
        await server.StartAgainAsync();
        await gateway.EndsAsync();
        Assert.That(await gateway.TryAsync(streamed), Is.EqualTo(Answered));
        Assert.That(await gateway.UsageAsync(), Is.EqualTo(new QuotaUsage(Price, 0, 5_000_000_000 - Price)));
    }

    [Test]
    public async Task Redis_DownAtTheStart_IsUsedOnceItRuns([Values] bool streamed)
    {
        await using var server = await StartAsync();
        await server.KillAsync();
        await using var gateway = WithBudget(server.ConnectionString);
        await using var rates = WithRate(server.ConnectionString);
        Assert.That((await gateway.TryAsync(streamed), await rates.TryAsync(streamed)), Is.EqualTo((Unavailable, Answered)));
        await server.StartAgainAsync();
        await gateway.EndsAsync();
        Assert.That(await gateway.TryAsync(streamed), Is.EqualTo(Answered));
    }

    [Test]
    public async Task Redis_BecomesAReplica_IsAnOutageUntilItTakesWritesAgain([Values] bool streamed)
    {
        await using var server = await StartAsync();
        await using var gateway = WithBudget(server.ConnectionString + ",configCheckSeconds=1");
        Assert.That(await gateway.TryAsync(streamed), Is.EqualTo(Answered));
        Assert.That(await server.SendAsync("REPLICAOF", "127.0.0.1", "1"), Is.EqualTo("+OK"));
        Assert.That(await gateway.TryAsync(streamed), Is.EqualTo(Unavailable));
        Assert.That(await server.SendAsync("REPLICAOF", "NO", "ONE"), Is.EqualTo("+OK"));
        await gateway.EndsAsync();
        await Levels.EventuallyAsync(async () => await gateway.TryAsync(streamed) == Answered, "writes are taken again");
    }

    private static Task<RedisServer> StartAsync(params string[] arguments)
    {
        Redis.RequireInstalled();
        return RedisServer.StartAsync(arguments);
    }

    private static async Task AskAsync(RedisGateway gateway, bool streamed, List<string> answers, int count)
    {
        for (var i = 0; i < count; i += 4)
        {
            answers.AddRange(await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => gateway.TryAsync(streamed))));
        }
    }
}
