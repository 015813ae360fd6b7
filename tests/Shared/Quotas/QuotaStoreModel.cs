using AiGateway.Client.Context;
using AiGateway.Client.Quotas;
using CsCheck;

namespace AiGateway.Client.Tests.Quotas;

/// <summary>A slow and obvious quota store, beside which a real one is run through random histories.</summary>
internal sealed class QuotaStoreModel(IQuotaStore store, Func<DateTimeOffset> clock, Func<TimeSpan, Task> advance)
{
    private const int Year = 0;
    private const int Slots = 3;

    private static readonly QuotaRule[] Rules =
    [
        new("ledger", "ledger", LimitUnit.Usd, QuotaWindow.Calendar(CalendarPeriod.Year), 1_000_000),
        new("hour", "hour", LimitUnit.Usd, QuotaWindow.Calendar(CalendarPeriod.Hour), 40),
        new("minute", "minute", LimitUnit.Usd, QuotaWindow.Sliding(TimeSpan.FromMinutes(5)), 60),
        new("slots", "slots", LimitUnit.Concurrency, QuotaWindow.Always, 4),
    ];

    private readonly Dictionary<(int Rule, string Partition, DateTimeOffset Start), (long Spent, long Reserved)> _counts = [];
    private readonly List<Entry> _entries = [];
    private long _settled;

    /// <summary>Runs random histories of reserving, settling, releasing, expiring and changing periods.</summary>
    public static Task CheckAsync(Func<IQuotaStore> create, Func<DateTimeOffset> clock, Func<TimeSpan, Task> advance, int histories) =>
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 99], Gen.Int[0, 30]).Array[1, 120].SampleAsync(
            async steps =>
            {
                var model = new QuotaStoreModel(create(), clock, advance);
                foreach (var (kind, which, amount) in steps)
                {
                    await model.StepAsync(kind, which, amount);
                    await model.CompareAsync();
                }
            },
            iter: histories, threads: 1);

    private Task StepAsync(int kind, int which, int amount) => kind switch
    {
        <= 3 => ReserveAsync(which, amount),
        <= 6 when _entries.Count > 0 => SettleAsync(_entries[which % _entries.Count], amount),
        7 when _entries.Count > 0 => SettleAsync(_entries[which % _entries.Count], 0),
        8 => AdvanceAsync(TimeSpan.FromSeconds(which)),
        _ => AdvanceAsync(TimeSpan.FromMinutes(amount)),
    };

    private async Task ReserveAsync(int which, int amount)
    {
        string[] partitions = ["all", "tenant" + (which % 2), "user" + (which % 3), "all"];
        long[] amounts = [amount, amount, amount, 1];
        var entry = new Entry(new QuotaLease([.. Rules.Select((rule, i) => new QuotaCharge(rule, partitions[i], amounts[i]))]), TimeSpan.FromMinutes(1 + (which % 4)), clock());
        var fits = Enumerable.Range(0, Rules.Length).All(i => Math.Max(1, amounts[i]) <= Remaining(i, partitions[i]));
        var decision = await store.ReserveAsync(entry.Lease, entry.Lifetime);
        Assert.That(decision.Granted, Is.EqualTo(fits));
        if (!decision.Granted)
        {
            Assert.That(decision.RefusedIndex, Is.InRange(0, Rules.Length - 1));
            return;
        }

        _entries.Add(entry);
        Change(entry, (count, i) => (count.Spent, count.Reserved + amounts[i]));
        for (var i = 0; i < Rules.Length; i++)
        {
            Assert.That(Remaining(i, partitions[i]), Is.Not.Negative, "spent and reserved exceed the limit");
            Assert.That(entry.Lease.Charges[i].Remaining, Is.EqualTo(Remaining(i, partitions[i])));
        }
    }

    private async Task SettleAsync(Entry entry, int used)
    {
        Assert.That(await store.SettleAsync(entry.Lease, new QuotaAmounts(1, used, used)), Is.EqualTo(!entry.Settled));
        if (entry.Settled)
        {
            return;
        }

        _settled += used;
        Change(entry, (count, i) => (count.Spent + (i == Slots ? 0 : used), count.Reserved - (entry.Expired ? 0 : entry.Lease.Charges[i].Amount)));
        entry.Settled = true;
    }

    private async Task AdvanceAsync(TimeSpan time)
    {
        await advance(time);
        foreach (var entry in _entries.Where(entry => entry is { Settled: false, Expired: false } && clock() >= entry.ReservedAt + entry.Lifetime))
        {
            Change(entry, (count, i) => (count.Spent, count.Reserved - entry.Lease.Charges[i].Amount));
            entry.Expired = true;
        }
    }

    private async Task CompareAsync()
    {
        foreach (var (rule, partition) in _counts.Keys.Select(key => (key.Rule, key.Partition)).Distinct().ToList())
        {
            var (spent, reserved) = Count(rule, partition, clock());
            Assert.That(await store.GetUsageAsync(Rules[rule], partition), Is.EqualTo(new QuotaUsage(spent, reserved, Remaining(rule, partition))));
        }

        Assert.That(Count(Year, "all", clock()).Spent, Is.EqualTo(_settled), "the ledger is the sum of what was settled");
    }

    private void Change(Entry entry, Func<(long Spent, long Reserved), int, (long Spent, long Reserved)> change)
    {
        for (var i = 0; i < Rules.Length; i++)
        {
            var key = (i, entry.Lease.Charges[i].Partition, Rules[i].Window.PeriodAt(entry.ReservedAt).Start);
            _counts[key] = change(_counts.GetValueOrDefault(key), i);
        }
    }

    private (long Spent, long Reserved) Count(int rule, string partition, DateTimeOffset moment) =>
        _counts.GetValueOrDefault((rule, partition, Rules[rule].Window.PeriodAt(moment).Start));

    private long Remaining(int rule, string partition)
    {
        var (spent, reserved) = Count(rule, partition, clock());
        var used = spent + reserved;
        if (Rules[rule].Window.IsSliding)
        {
            var period = Rules[rule].Window.PeriodAt(clock());
            var before = Count(rule, partition, period.Start.AddTicks(-1));
            used += (long)Math.Ceiling((decimal)(before.Spent + before.Reserved) * (period.End - clock()).Ticks / (period.End - period.Start).Ticks);
        }

        return Rules[rule].Limit - used;
    }

    private sealed class Entry(QuotaLease lease, TimeSpan lifetime, DateTimeOffset reservedAt)
    {
        public QuotaLease Lease => lease;

        public TimeSpan Lifetime => lifetime;

        public DateTimeOffset ReservedAt => reservedAt;

        public bool Expired { get; set; }

        public bool Settled { get; set; }
    }
}
