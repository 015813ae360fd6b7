using System.Collections.Frozen;
using AiGateway.Client.Context;

namespace AiGateway.Client.Governance.Policies;

/// <summary>Limits the targets of a request to the regions and providers that its classification allows.</summary>
internal sealed class ClassificationPolicy(ClassificationPolicyOptions options) : SynchronousPolicy
{
    private readonly FrozenDictionary<string, RoutingConstraint?> _levels = options.Levels.ToFrozenDictionary(
        level => level.Key, level => Constraint(level.Value), StringComparer.OrdinalIgnoreCase);

    public override PolicyPhase Phases => PolicyPhase.Request;

    public override GovernanceDecision Decide(GovernanceContext context) =>
        (context.Options.Classification ?? FromTag(context) ?? options.Default) is not { } name ? GovernanceDecision.Deny("classification_missing")
        : !_levels.TryGetValue(name, out var constraint) ? GovernanceDecision.Deny("classification_unknown")
        : constraint is null ? GovernanceDecision.Allow
        : GovernanceDecision.Constrain(constraint);

    private string? FromTag(GovernanceContext context) => context.Tags is not null && context.Tags.TryGetValue(options.Tag, out var value) ? value : null;

    private static RoutingConstraint? Constraint(ClassificationLevelOptions level) => level.Regions.Count + level.Providers.Count == 0 ? null
        : new RoutingConstraint("residency", new RoutingAlternative(Allowed(level.Regions), Allowed(level.Providers)));

    private static IEnumerable<string>? Allowed(IDictionary<string, bool> names) =>
        names.Count == 0 ? null : names.Where(name => name.Value).Select(name => name.Key);
}
