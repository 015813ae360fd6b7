using AiGateway.Client.Context;
using AiGateway.Client.Routing;

namespace AiGateway.Client;

/// <summary>What the gateway would do with a request, found out without asking any provider.</summary>
public sealed class GatewayPlan
{
    internal GatewayPlan(string route, string policy, IReadOnlyList<PlannedTarget> targets, IReadOnlyList<PlannedTarget> excluded, IReadOnlyList<PolicyDecision> decisions)
    {
        Route = route;
        Policy = policy;
        Targets = targets;
        Excluded = excluded;
        Decisions = decisions;
    }

    /// <summary>Gets the route that would serve the request.</summary>
    public string Route { get; }

    /// <summary>Gets the name of the policy that ordered the targets.</summary>
    public string Policy { get; }

    /// <summary>Gets the targets that may serve the request, in the order in which they would be tried.</summary>
    public IReadOnlyList<PlannedTarget> Targets { get; }

    /// <summary>Gets the targets of the route that may not, each with the reason.</summary>
    public IReadOnlyList<PlannedTarget> Excluded { get; }

    /// <summary>Gets what policies would decide about the request, other than to allow. One that would refuse it leaves no targets.</summary>
    public IReadOnlyList<PolicyDecision> Decisions { get; }

    /// <summary>Describes the plan, one target a line.</summary>
    /// <returns>Route, policy and targets.</returns>
    public override string ToString() => string.Join(
        Environment.NewLine,
        [$"Route {Route}, policy {Policy}", .. Targets.Select((target, index) => $"{index + 1}. {target}"), .. Excluded.Select(target => $"-  {target}")]);
}
