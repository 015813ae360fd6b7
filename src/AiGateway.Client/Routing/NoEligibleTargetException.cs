using AiGateway.Client.Pipeline;

namespace AiGateway.Client.Routing;

/// <summary>No target of the route may serve the request: each lacks what it asks for.</summary>
public sealed class NoEligibleTargetException : GatewayRejectedException
{
    internal NoEligibleTargetException(string route, IReadOnlyList<PlannedTarget> targets)
        : base(GatewayStage.Routing, "no_eligible_target",
            $"No target of route '{route}' may serve the request: {string.Join("; ", targets.Select(target => $"{target.Target}: {target.Excluded}"))}.") =>
        Targets = targets;

    /// <summary>Gets the targets, each with the reason.</summary>
    public IReadOnlyList<PlannedTarget> Targets { get; }
}
