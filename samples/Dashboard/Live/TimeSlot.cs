namespace Dashboard.Live;

/// <summary>The requests that ended within a slot of time.</summary>
internal sealed record TimeSlot(DateTimeOffset Start, long Served = 0, long Refused = 0, long Failed = 0)
{
    public long Requests => Served + Refused + Failed;
}
