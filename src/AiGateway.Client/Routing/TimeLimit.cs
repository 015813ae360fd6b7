namespace AiGateway.Client.Routing;

/// <summary>The kinds of time limits of a route.</summary>
internal enum TimeLimit
{
    Total,
    Attempt,
    FirstToken,
    Idle,
}
