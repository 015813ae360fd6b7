using AiGateway.Client.Context;
using AiGateway.Client.Quotas;
using static AiGateway.Client.Redis.Tests.Levels;

namespace AiGateway.Client.Redis.Tests;

/// <summary>A thousand calls at once from four processes, of which one is killed in the middle.</summary>
public sealed class SeveralProcessesTests
{
    private const int Admitted = 50;

    private readonly List<WorkerProcess> _workers = [];
    private string _prefix = "";

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
    public async Task Budget_OneProcessIsKilled_AdmitsExactlyFiftyOnceItsLeasesHaveExpired()
    {
        await StartAsync("gateway");
        _workers.ForEach(worker => worker.Send("ask"));
        var killed = await KillOneInTheMiddleAsync();
        var survivors = _workers.Where(worker => worker != killed).ToList();
        var answered = 0;
        foreach (var worker in survivors)
        {
            answered += await worker.ReadNumberAsync();
        }

        var rule = new QuotaRule("budget/SHARED/Everybody", "shared", LimitUnit.Usd, QuotaWindow.Calendar(CalendarPeriod.Year), 5_000_000_000);
        var store = Redis.CreateStore(_prefix);
        await EventuallyAsync(
            async () =>
            {
                foreach (var worker in survivors)
                {
                    answered += await worker.AskAsync("ask");
                }

                return await store.GetUsageAsync(rule, "") == new QuotaUsage(5_000_000_000, 0, 0);
            },
            "what the killed process had reserved comes back");
        TestContext.Out.WriteLine($"killed after {killed.Answers} answers, with {killed.UnderWay} streams under way; the others had {answered}");
        Assert.That(killed.UnderWay, Is.Positive, "it was killed in the middle");
        Assert.That(answered + killed.Answers, Is.LessThanOrEqualTo(Admitted), "what was settled and not yet told is the difference");
        Assert.That(await Task.WhenAll(survivors.Select(worker => worker.AskAsync("ask"))), Is.All.Zero);
        Assert.That(await store.GetUsageAsync(rule, ""), Is.EqualTo(new QuotaUsage(5_000_000_000, 0, 0)));
    }

    [Test]
    public async Task Tokens_OneProcessIsKilled_AdmitsExactlyFiftyOnceItsLeasesHaveExpired()
    {
        await StartAsync("tokens");
        var granted = await ReserveAsync(_workers);
        Assert.That(granted.Sum(), Is.EqualTo(Admitted));
        var index = Array.FindIndex(granted, static count => count > 1);
        var settled = await _workers[index].AskAsync($"settle {granted[index] / 2}");
        await _workers[index].KillAsync();
        var survivors = _workers.Where((_, i) => i != index).ToList();
        settled += (await Task.WhenAll(survivors.Select(worker => worker.AskAsync("settle")))).Sum();
        Assert.That(settled, Is.EqualTo(Admitted - (granted[index] - (granted[index] / 2))));
        await EventuallyAsync(
            async () =>
            {
                await ReserveAsync(survivors);
                settled += (await Task.WhenAll(survivors.Select(worker => worker.AskAsync("settle")))).Sum();
                return settled >= Admitted;
            },
            "what the killed process had reserved comes back");
        Assert.That((settled, (await ReserveAsync(survivors)).Sum()), Is.EqualTo((Admitted, 0)));
    }

    [Test]
    public async Task Slots_OneProcessIsKilled_AreFiftyAgainOnceItsLeasesHaveExpired()
    {
        await StartAsync("slots");
        var granted = await ReserveAsync(_workers);
        Assert.That(granted.Sum(), Is.EqualTo(Admitted));
        var index = Array.FindIndex(granted, static count => count > 0);
        await _workers[index].KillAsync();
        var survivors = _workers.Where((_, i) => i != index).ToList();
        Assert.That((await Task.WhenAll(survivors.Select(worker => worker.AskAsync("settle")))).Sum(), Is.EqualTo(Admitted - granted[index]));
        await EventuallyAsync(
            async () =>
            {
                var free = (await ReserveAsync(survivors)).Sum();
                Assert.That(free, Is.LessThanOrEqualTo(Admitted));
                await Task.WhenAll(survivors.Select(worker => worker.AskAsync("settle")));
                return free == Admitted;
            },
            "the slots of the killed process come back");
    }

    private static Task<int[]> ReserveAsync(IEnumerable<WorkerProcess> workers) => Task.WhenAll(workers.Select(worker => worker.AskAsync("reserve")));

    private async Task StartAsync(string mode)
    {
        _prefix = Redis.NextPrefix();
        _workers.AddRange(await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => WorkerProcess.StartAsync(mode, Redis.Server.ConnectionString, _prefix))));
    }

    // Plain calls are answered first, while streams are still under way.
    private async Task<WorkerProcess> KillOneInTheMiddleAsync()
    {
        WorkerProcess? started = null;
        await EventuallyAsync(() => Task.FromResult((started = _workers.Find(worker => worker is { Answers: > 0, UnderWay: > 0 })) is not null), "answers come");
        await started!.KillAsync();
        return started;
    }
}
