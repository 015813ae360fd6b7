using AiGateway.Client;
using AiGateway.Client.Resilience;
using Dashboard.Live;

namespace Dashboard;

/// <summary>Everything that the page shows, read at one moment.</summary>
internal sealed record DashboardView
{
    public required DateTimeOffset Now { get; init; }

    public required string ConfigurationVersion { get; init; }

    public required LiveView Live { get; init; }

    public required IReadOnlyList<RecentRequest> Recent { get; init; }

    public required CostView Costs { get; init; }

    public required IReadOnlyList<TargetHealth> Targets { get; init; }

    public required IReadOnlyList<PlanView> Plans { get; init; }

    public Spread FirstTokens(string? route = null) => Spread.Of(Recent
        .Where(request => route is null || request.Result.Route == route).Select(request => request.FirstToken?.TotalSeconds).OfType<double>());

    /// <summary>Finds the routes that may ask a target.</summary>
    public IEnumerable<string> RoutesOf(TargetHealth target) => Plans
        .Where(plan => plan.Targets.Any(planned => planned.Provider == target.Provider && planned.Model == target.Model)).Select(plan => plan.Route);
}
