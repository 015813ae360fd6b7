namespace Dashboard.Live;

/// <summary>The requests of one route, and how long those took that were not refused.</summary>
internal sealed record RouteView(string Route, long Requests, long Failed, long Refused, Spread Durations);
