namespace AiGateway.Client.Quotas;

/// <summary>The counters in memory by their keys. It drops those whose time is over as others are added. Whoever has it keeps others away meanwhile.</summary>
internal sealed class CounterTable(TimeProvider timeProvider, IQuotaHistory? history)
{
    // For each counter that is added so many old ones are looked at: what is over goes faster than it comes.
    private const int SweepStep = 2;

    private readonly Dictionary<CounterKey, QuotaCounter> _counters = [];
    private readonly Queue<QuotaCounter> _sweep = [];

    public int Count => _counters.Count;

    /// <summary>Finds the counter of a moment, or adds it.</summary>
    public QuotaCounter Find(QuotaRule rule, string partition, DateTimeOffset moment)
    {
        var period = rule.Window.PeriodAt(moment);
        var key = new CounterKey(rule, partition, period.Start.UtcTicks, period.End.UtcTicks);
        return _counters.TryGetValue(key, out var counter) ? counter : Add(key, rule, partition, moment.UtcTicks);
    }

    private QuotaCounter Add(CounterKey key, QuotaRule rule, string partition, long now)
    {
        for (var i = 0; i < SweepStep && _sweep.TryDequeue(out var old); i++)
        {
            if (old.IsOver(now))
            {
                _counters.Remove(old.Key);
            }
            else
            {
                _sweep.Enqueue(old);
            }
        }

        QuotaCounter? previous = null;
        var before = new CounterKey(rule, partition, (2 * key.Start) - key.End, key.Start);
        if (rule.Window.IsSliding && !_counters.TryGetValue(before, out previous) && history is not null && rule is LimitRule { ReadsHistory: true })
        {
            previous = Add(before, rule, partition, null);
        }

        if (previous is not null)
        {
            // What came before the window before counts no more.
            previous.Previous = null;
        }

        return Add(key, rule, partition, previous);
    }

    private QuotaCounter Add(CounterKey key, QuotaRule rule, string partition, QuotaCounter? previous)
    {
        var counter = new QuotaCounter(key, rule.Window.IsSliding, previous)
        {
            History = history is not null && rule is LimitRule { ReadsHistory: true } limit
                ? new CounterHistory(history, limit, limit.HistoryOf(partition, key), timeProvider) : null,
        };
        _counters.Add(key, counter);
        _sweep.Enqueue(counter);
        return counter;
    }
}
