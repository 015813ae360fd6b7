using AiGateway.Client.Pipeline;

namespace AiGateway.Client.Routing;

/// <summary>No target of the route may serve the request: each lacks what it asks for.</summary>
public sealed class NoEligibleTargetException : GatewayRejectedException
{
    internal NoEligibleTargetException(string route, IReadOnlyList<PlannedTarget> targets, IReadOnlyList<string> constraints)
        : base(GatewayStage.Routing, "no_eligible_target",
            $"No target of route '{route}' may serve the request: {string.Join("; ", targets.Select(target => $"{target.Target}: {target.Excluded}"))}.")
    {
        Targets = targets;
        Constraints = constraints;
    }

    /// <summary>Gets the targets, each with the reason.</summary>
    public IReadOnlyList<PlannedTarget> Targets { get; }

    /// <summary>Gets the kinds of the constraints that kept targets from serving, such as <c>residency</c>.</summary>
    /// <value>Empty when there were none.</value>
    public IReadOnlyList<string> Constraints { get; }
}
