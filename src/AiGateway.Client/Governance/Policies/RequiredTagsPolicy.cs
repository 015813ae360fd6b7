using System.Collections.Frozen;
using AiGateway.Client.Context;

namespace AiGateway.Client.Governance.Policies;

/// <summary>Refuses requests that lack a tag, or have one with a value that is not allowed.</summary>
internal sealed class RequiredTagsPolicy(RequiredTagsPolicyOptions options) : SynchronousPolicy
{
    private readonly (string Tag, FrozenSet<string>? Values)[] _tags =
    [
        .. options.Tags.Select(tag => (tag.Key, tag.Value.Trim() == "*" ? null
            : tag.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal))),
    ];

    public override PolicyPhase Phases => PolicyPhase.Request;

    public override GovernanceDecision Decide(GovernanceContext context)
    {
        foreach (var (tag, values) in _tags)
        {
            if (context.Tags is null || !context.Tags.TryGetValue(tag, out var value) || string.IsNullOrWhiteSpace(value))
            {
                return GovernanceDecision.Deny("tag_missing");
            }

            if (values?.Contains(value) is false)
            {
                return GovernanceDecision.Deny("tag_not_allowed");
            }
        }

        return GovernanceDecision.Allow;
    }
}
