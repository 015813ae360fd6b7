using AiGateway.Client.Routing;

namespace Dashboard;

/// <summary>What the gateway would do with a request of a route now.</summary>
internal sealed record PlanView(string Route, string Policy, IReadOnlyList<PlannedTarget> Targets);
