using System.Diagnostics;
using AiGateway.Client.Context;
using AiGateway.Client.Quotas;

namespace AiGateway.Client.Redis.Tests;

/// <summary>
/// A thousand calls at once from four processes on one Redis, with room for fifty; one process is killed while some of its calls are settled and others are under way.
/// What it had settled stays spent; what it had under way comes back when its leases expire, neither before nor twice. Only that is waited for: it is the server's time.
/// </summary>
[Parallelizable(ParallelScope.Self)]
public sealed class SeveralProcessesTests
{
    private const int Admitted = 50;
    private const long Cent = 10_000_000;

    private readonly List<WorkerProcess> _workers = [];
    private string _prefix = "";
    private int _settledByTheKilled;
    private int _lost;

    [TearDown]
    public async Task TearDownAsync()
    {
        foreach (var worker in _workers)
        {
            await worker.DisposeAsync();
        }

        _workers.Clear();
    }

    [Test]
    public Task Budget_OneProcessIsKilled_AdmitsExactlyFiftyOnceItsLeasesHaveExpired() =>
        SpendAsync("budget", new QuotaRule("budget/SHARED/Everybody", "shared", LimitUnit.Usd, QuotaWindow.Calendar(CalendarPeriod.Year), 500 * Cent), 10 * Cent);

    [Test]
    public Task Tokens_OneProcessIsKilled_AdmitsExactlyFiftyOnceItsLeasesHaveExpired() =>
        SpendAsync("tokens", new QuotaRule("shared", "shared", LimitUnit.Tokens, QuotaWindow.Sliding(TimeSpan.FromDays(1)), 5000), 100);

    [Test]
    public async Task Slots_OneProcessIsKilled_AreFiftyAgainOnceItsLeasesHaveExpired()
    {
        var rule = new QuotaRule("rate/SHARED/Everybody/Concurrency", "shared", LimitUnit.Concurrency, QuotaWindow.Always, Admitted);
        var store = Redis.CreateStore(await StartAsync("slots"));
        await AskThenKillOneAsync();
        Assert.That(await UsageAsync(store, rule), Is.EqualTo(new QuotaUsage(0, _lost, Admitted - _lost)), "the killed process keeps its slots until its leases expire");
        await IsAsync(store, rule, new QuotaUsage(0, 0, Admitted));
        var held = await AskAsync();
        Assert.That(held.Sum(), Is.EqualTo(Admitted));
        await ReleaseAsync(held);
        Assert.That(await UsageAsync(store, rule), Is.EqualTo(new QuotaUsage(0, 0, Admitted)));
    }

    private static async Task<QuotaUsage> UsageAsync(RedisQuotaStore store, QuotaRule rule) => await store.GetUsageAsync(rule, "");

    private static Task IsAsync(RedisQuotaStore store, QuotaRule rule, QuotaUsage expected) =>
        Levels.EventuallyAsync(async () => await UsageAsync(store, rule) == expected, "what the killed process had reserved comes back");

    private async Task SpendAsync(string mode, QuotaRule rule, long each)
    {
        var store = Redis.CreateStore(await StartAsync(mode));
        var answered = await AskThenKillOneAsync();
        var left = Admitted - answered - _settledByTheKilled;
        Assert.That(left, Is.EqualTo(_lost));
        Assert.That(await UsageAsync(store, rule), Is.EqualTo(new QuotaUsage((Admitted - _lost) * each, _lost * each, 0)), "its leases have not expired");
        await IsAsync(store, rule, new QuotaUsage((Admitted - _lost) * each, 0, _lost * each));
        var held = await AskAsync();
        Assert.That(held.Sum(), Is.EqualTo(_lost), "just what the killed process had under way");
        await ReleaseAsync(held);
        Assert.That((await AskAsync()).Sum(), Is.Zero);
        Assert.That(await UsageAsync(store, rule), Is.EqualTo(new QuotaUsage(Admitted * each, 0, 0)));
    }

    private async Task<string> StartAsync(string mode)
    {
        _prefix = Redis.NextPrefix();
        _workers.AddRange(await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => WorkerProcess.StartAsync(mode, Redis.PatientConnectionString, _prefix))));
        return _prefix;
    }

    /// <summary>Asks everybody. Lets one settle half of what it was granted, kills it, and lets the others settle all.</summary>
    /// <returns>How many calls of the others were answered.</returns>
    private async Task<int> AskThenKillOneAsync()
    {
        var start = Stopwatch.GetTimestamp();
        var held = await AskAsync();
        Assert.That(held.Sum(), Is.EqualTo(Admitted));
        var most = Array.IndexOf(held, held.Max());
        var victim = _workers[most];
        _settledByTheKilled = await victim.ReleaseAsync(held[most] / 2);
        _lost = held[most] - _settledByTheKilled;
        await victim.KillAsync();
        _workers.RemoveAt(most);
        await victim.DisposeAsync();
        int[] others = [.. held[..most], .. held[(most + 1)..]];
        var answered = (await ReleaseAsync(others)).Sum();
        TestContext.Out.WriteLine($"granted {string.Join(", ", held)}; killed with {_lost} under way; {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s");
        return answered;
    }

    private Task<int[]> AskAsync() => Task.WhenAll(_workers.Select(worker => worker.AskAsync()));

    private Task<int[]> ReleaseAsync(int[] held) => Task.WhenAll(_workers.Select((worker, i) => worker.ReleaseAsync(held[i])));
}
