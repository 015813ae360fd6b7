using AiGateway.Client.Context;
using AiGateway.Client.Governance;

namespace Contoso.Ai;

/// <summary>A rule that only this organisation has: every request says for which application it is.</summary>
internal sealed class NamedApplicationPolicy : IGovernancePolicy
{
    public PolicyPhase Phases => PolicyPhase.Request;

    public ValueTask<GovernanceDecision> DecideAsync(GovernanceContext context, CancellationToken cancellationToken) =>
        new(context.Caller.Application is null ? GovernanceDecision.Deny("application_missing") : GovernanceDecision.Allow);
}
