namespace Dashboard.Live;

/// <summary>What the gateway's metrics have said since the start.</summary>
internal sealed record LiveView
{
    public required DateTimeOffset Since { get; init; }

    public required IReadOnlyList<RouteView> Routes { get; init; }

    public required Spread Durations { get; init; }

    public required Spread Overheads { get; init; }

    public required long Attempts { get; init; }

    public required long Fallbacks { get; init; }

    public required IReadOnlyList<KeyValuePair<string, long>> Entities { get; init; }

    public required IReadOnlyList<KeyValuePair<string, long>> Refusals { get; init; }

    public required IReadOnlyList<TimeSlot> Timeline { get; init; }

    public long Requests => Routes.Sum(route => route.Requests);

    public long Failed => Routes.Sum(route => route.Failed);

    public long Refused => Routes.Sum(route => route.Refused);
}
