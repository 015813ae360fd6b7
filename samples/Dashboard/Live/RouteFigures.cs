using AiGateway.Client.Context;

namespace Dashboard.Live;

/// <summary>What the requests of one route came to. Not safe for several threads.</summary>
internal sealed class RouteFigures
{
    private readonly ValueWindow _durations = new();
    private readonly Dictionary<GatewayOutcome, long> _outcomes = [];

    public void Add(GatewayOutcome outcome, double seconds)
    {
        _outcomes[outcome] = _outcomes.GetValueOrDefault(outcome) + 1;
        if (outcome is not GatewayOutcome.Rejected)
        {
            _durations.Add(seconds);
        }
    }

    public RouteView Read(string route) => new(
        route, _outcomes.Values.Sum(), _outcomes.GetValueOrDefault(GatewayOutcome.Failed), _outcomes.GetValueOrDefault(GatewayOutcome.Rejected), _durations.Read());
}
