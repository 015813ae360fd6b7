using AiGateway.Client.Quotas;
using StackExchange.Redis;

namespace AiGateway.Client.Redis;

/// <summary>What finds a reservation in Redis again.</summary>
internal sealed class Reservation
{
    private readonly (long Start, long End)[] _windows;

    public Reservation(RedisKeys keys, string id, ReadOnlySpan<QuotaCharge> charges)
    {
        Id = id;
        Keys = new RedisKey[1 + (2 * charges.Length)];
        Keys[0] = keys.Lease(id);
        Amounts = new long[charges.Length];
        _windows = new (long, long)[charges.Length];
        for (var i = 0; i < charges.Length; i++)
        {
            (Keys[1 + (2 * i)], Keys[2 + (2 * i)]) = keys.Counter(charges[i].Rule, charges[i].Partition);
            Amounts[i] = charges[i].Amount;
        }
    }

    public string Id { get; }

    public RedisKey[] Keys { get; }

    public long[] Amounts { get; }

    public void SetWindow(int index, long start, long end) => _windows[index] = (start, end);

    /// <summary>Makes the arguments that reserve it.</summary>
    public RedisValue[] ReserveArguments(long? clock, long now, long lifetime, long keep, ReadOnlySpan<QuotaCharge> charges)
    {
        var values = new RedisValue[4 + (6 * charges.Length)];
        (values[0], values[1], values[2], values[3]) = (clock ?? RedisValue.EmptyString, Id, lifetime, keep);
        for (var i = 0; i < charges.Length; i++)
        {
            var (rule, at) = (charges[i].Rule, 4 + (6 * i));
            var (start, end) = RedisTime.PeriodAt(rule.Window, now);
            SetWindow(i, start, end);
            (values[at], values[at + 1], values[at + 2]) = (Amounts[i], rule.Limit, rule.Enforced ? 1 : 0);
            (values[at + 3], values[at + 4], values[at + 5]) = (rule.Window.IsSliding ? 1 : 0, start, end);
        }

        return values;
    }

    /// <summary>Makes the arguments that settle it.</summary>
    /// <param name="clock">The time, if not the server's.</param>
    /// <param name="used">What was used of each charge; empty for nothing.</param>
    public RedisValue[] SettleArguments(long? clock, ReadOnlySpan<long> used)
    {
        var values = new RedisValue[2 + (4 * Amounts.Length)];
        (values[0], values[1]) = (clock ?? RedisValue.EmptyString, Id);
        for (var i = 0; i < Amounts.Length; i++)
        {
            var at = 2 + (4 * i);
            (values[at], values[at + 1]) = (Amounts[i], used.IsEmpty ? 0 : used[i]);
            (values[at + 2], values[at + 3]) = (_windows[i].Start, _windows[i].End);
        }

        return values;
    }
}
