using System.Diagnostics;
using AiGateway.Client.Quotas;
using AiGateway.Client.Tests.Redis;
using static AiGateway.Client.Redis.Tests.RedisGateway;

namespace AiGateway.Client.Redis.Tests;

/// <summary>A real server that runs, but slowly, too slowly, not at all or without memory, under plain and streamed requests.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class RedisTroubleTests
{
    private const string Unavailable = QuotaStoreUnavailableException.UnavailableCode;

    private RedisServer _server = null!;

    [SetUp]
    public async Task SetUpAsync()
    {
        Redis.RequireInstalled();
        _server = await RedisServer.StartAsync();
    }

    [TearDown]
    public async Task TearDownAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    [Test]
    public async Task Redis_AnswersSlowlyButInTime_AdmitsExactlyTheBudget([Values] bool streamed)
    {
        await using var proxy = new SlowProxy(_server.Port) { Delay = 20 };
        await using var gateway = WithBudget(proxy.ConnectionString, timeout: TimeSpan.FromSeconds(30));
        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => gateway.TryAsync(streamed)));
        Assert.That(answers.GroupBy(static answer => answer == Answered).Select(static group => group.Count()), Is.EquivalentTo(new[] { 50, 10 }));
        Assert.That(answers, Has.None.EqualTo(Unavailable));
        Assert.That(await gateway.UsageAsync(), Is.EqualTo(new QuotaUsage(5_000_000_000, 0, 0)));
        await gateway.AssertReportedAsync(outages: 0);
    }

    [Test]
    public async Task Redis_AnswersTooLateUnderLoad_CountsEachAnswerOnce([Values] bool streamed)
    {
        await using var proxy = new SlowProxy(_server.Port);
        await using var gateway = WithBudget(proxy.ConnectionString, 5_000, TimeSpan.FromSeconds(1));
        using var stop = new CancellationTokenSource();
        Assert.That(await gateway.TryAsync(streamed), Is.EqualTo(Answered));
        var load = gateway.LoadAsync(streamed, stop.Token);
        await gateway.GrowsAsync(100);
        proxy.Delay = 1500;
        await gateway.OutageAsync();
        await gateway.GrowsAsync(100);
        proxy.Delay = 0;
        await gateway.EndsAsync();
        await gateway.GrowsAsync(100);
        await stop.CancelAsync();
        var answers = await load;
        Assert.That(answers, Is.All.EqualTo(Answered).Or.EqualTo(Unavailable));
        await gateway.CountsAsync(1 + answers.Count(static answer => answer == Answered));
        Assert.That(gateway.Text(8000), Does.Contain("Timeout"));
        await gateway.AssertReportedAsync(outages: 1);
        TestContext.Out.WriteLine($"{answers.Count} requests: {gateway.Text(8001)}");
    }

    [Test]
    public async Task Redis_AnswersNoMore_DelaysTheFirstRequestAndNoOther([Values] bool streamed)
    {
        var timeout = TimeSpan.FromSeconds(1);
        await using var gateway = WithRate(_server.ConnectionString, timeout);
        await gateway.TryAsync(streamed);
        await gateway.EndsAsync(gateway.Count(8000));
        var before = gateway.Count(8001);
        Assert.That(await _server.SendAsync("CLIENT", "PAUSE", "60000", "WRITE"), Is.EqualTo("+OK"));
        Assert.That(await gateway.TryAsync(streamed), Is.EqualTo(Answered));
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < 20; i++)
        {
            Assert.That(await gateway.TryAsync(streamed), Is.EqualTo(Answered));
        }

        Assert.That(Stopwatch.GetElapsedTime(start), Is.LessThan(timeout * 5), "twenty requests, not one of which waits");
        Assert.That(gateway.Count(8000), Is.EqualTo(before + 1));
        Assert.That(gateway.Text(8000), Does.Contain("Timeout"));
        Assert.That(await _server.SendAsync("CLIENT", "UNPAUSE"), Is.EqualTo("+OK"));
        await gateway.EndsAsync(before + 1);
        await gateway.AssertReportedAsync(before + 1);
    }

    [Test]
    public async Task Redis_FullUnderLoad_FailsNoRequestOfARateLimitAndLetsNobodySpendUncounted([Values] bool streamed)
    {
        await using var rates = WithRate(_server.ConnectionString);
        await using var gateway = WithBudget(_server.ConnectionString, 5_000);
        using var stop = new CancellationTokenSource();
        var load = Task.WhenAll(rates.LoadAsync(streamed, stop.Token), gateway.LoadAsync(streamed, stop.Token));
        await Task.WhenAll(rates.GrowsAsync(50), gateway.GrowsAsync(50));
        Assert.That(await _server.SendAsync("CONFIG", "SET", "maxmemory", "1mb"), Is.EqualTo("+OK"));
        await Task.WhenAll(rates.OutageAsync(), gateway.OutageAsync());
        await Task.WhenAll(rates.GrowsAsync(50), gateway.GrowsAsync(50));
        Assert.That(await _server.SendAsync("CONFIG", "SET", "maxmemory", "0"), Is.EqualTo("+OK"));
        await Task.WhenAll(rates.EndsAsync(), gateway.EndsAsync());
        await Task.WhenAll(rates.GrowsAsync(50), gateway.GrowsAsync(50));
        await stop.CancelAsync();
        var answers = await load;
        Assert.That(answers[0], Is.All.EqualTo(Answered));
        Assert.That(answers[1], Is.All.EqualTo(Answered).Or.EqualTo(Unavailable));
        Assert.That(answers[1], Has.Some.EqualTo(Unavailable));
        await gateway.CountsAsync(answers[1].Count(static answer => answer == Answered));
        Assert.That(gateway.Text(8000), Does.Contain("Full"));
        await rates.AssertReportedAsync(outages: 1);
        await gateway.AssertReportedAsync(outages: 1);
    }

    [Test]
    public async Task Redis_Full_CountsWhatIsUnderWay()
    {
        await using var gateway = WithBudget(_server.ConnectionString);
        var lease = new QuotaLease(new QuotaCharge(new("budget/B/Everybody", "b", Context.LimitUnit.Usd, QuotaWindow.Calendar(CalendarPeriod.Year), 5_000_000_000), "", Price));
        await gateway.Store.ReserveAsync(lease, Levels.Lifetime);
        Assert.That(await _server.SendAsync("CONFIG", "SET", "maxmemory", "1mb"), Is.EqualTo("+OK"));
        Assert.That(await gateway.TryAsync(streamed: false), Is.EqualTo(Unavailable));
        Assert.That(await gateway.Store.SettleAsync(lease, new QuotaAmounts(1, 0, Price)), Is.True, "what makes room is taken");
        Assert.That(await gateway.UsageAsync(), Is.EqualTo(new QuotaUsage(Price, 0, 5_000_000_000 - Price)));
    }
}
