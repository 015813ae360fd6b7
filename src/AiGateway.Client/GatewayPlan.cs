using System.Collections.ObjectModel;
using AiGateway.Client.Context;
using AiGateway.Client.Governance;
using AiGateway.Client.Quotas;
using AiGateway.Client.Resilience;
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

    /// <summary>Gets the governance policies that are in force for the request, in the order in which they would be asked.</summary>
    public IReadOnlyList<PlannedPolicy> Policies { get; internal init; } = [];

    /// <summary>Gets how many values would be redacted, by entity; in dry run, how many would have been.</summary>
    public IReadOnlyDictionary<string, int> Redactions { get; internal init; } = ReadOnlyDictionary<string, int>.Empty;

    /// <summary>Gets what the cache would have to do with the request, as far as this process knows: a hit makes the rest of the plan idle.</summary>
    /// <value>No other process and no embedder is asked: what is a miss here may be found in a shared cache or mean the same as another question.</value>
    public GatewayCacheResult Cache { get; internal init; } = GatewayCacheResult.None;

    /// <summary>Gets the rate limits and budgets that would apply: first those of the request, then those of each target.</summary>
    public IReadOnlyList<PlannedLimit> Limits { get; internal init; } = [];

    /// <summary>Gets the first stage that would refuse the request. What comes after governance and redaction is then not looked at.</summary>
    /// <value><see langword="null"/> when none would.</value>
    public PlannedRefusal? Refusal { get; internal init; }

    /// <summary>Gets the tokens of the request, estimated.</summary>
    public int EstimatedInputTokens { get; internal init; }

    /// <summary>Gets the tokens of the answer that are to be expected: at most what the request allows; less, once the length of the route's answers is known.</summary>
    public int EstimatedOutputTokens { get; internal init; }

    /// <summary>Gets what the request is expected to cost in USD, at the first target that takes attempts.</summary>
    /// <value><see langword="null"/> when there is none, or its price is not known.</value>
    public decimal? EstimatedCost => Targets.FirstOrDefault(static target => target.State is TargetState.Available)?.EstimatedCost;

    /// <summary>Describes the plan, one target a line.</summary>
    /// <returns>Route, policy, targets, and what would refuse the request.</returns>
    public override string ToString() => string.Join(
        Environment.NewLine,
        [$"Route {Route}, policy {Policy}", .. Targets.Select((target, index) => $"{index + 1}. {target}"), .. Excluded.Select(target => $"-  {target}"),
            .. Refusal is null ? Array.Empty<string>() : [$"Refused by {Refusal.Stage}: {Refusal.ReasonCode}"]]);
}
