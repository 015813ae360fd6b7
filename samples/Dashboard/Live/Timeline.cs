using AiGateway.Client.Context;

namespace Dashboard.Live;

/// <summary>The last minutes in slots of ten seconds. Not safe for several threads.</summary>
internal sealed class Timeline
{
    public const int Slots = 30;

    private static readonly long SlotTicks = TimeSpan.FromSeconds(10).Ticks;

    private readonly Dictionary<long, TimeSlot> _slots = [];

    public void Add(DateTimeOffset now, GatewayOutcome outcome)
    {
        var number = now.UtcTicks / SlotTicks;
        var slot = _slots.GetValueOrDefault(number) ?? Empty(number);
        _slots[number] = outcome switch
        {
            GatewayOutcome.Failed => slot with { Failed = slot.Failed + 1 },
            GatewayOutcome.Rejected => slot with { Refused = slot.Refused + 1 },
            _ => slot with { Served = slot.Served + 1 },
        };
        _slots.Remove(number - Slots);
    }

    public IReadOnlyList<TimeSlot> Read(DateTimeOffset now)
    {
        var last = now.UtcTicks / SlotTicks;
        foreach (var old in _slots.Keys.Where(number => number <= last - Slots).ToList())
        {
            _slots.Remove(old);
        }

        return [.. Enumerable.Range(0, Slots).Select(place => last - Slots + 1 + place).Select(number => _slots.GetValueOrDefault(number) ?? Empty(number))];
    }

    private static TimeSlot Empty(long number) => new(new DateTimeOffset(number * SlotTicks, TimeSpan.Zero));
}
