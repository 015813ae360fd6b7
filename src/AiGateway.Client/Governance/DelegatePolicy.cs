using AiGateway.Client.Context;

namespace AiGateway.Client.Governance;

/// <summary>A policy that is a callback.</summary>
internal sealed class DelegatePolicy(PolicyPhase phases, Func<GovernanceContext, CancellationToken, ValueTask<GovernanceDecision>> decide) : IGovernancePolicy
{
    public PolicyPhase Phases => phases;

    public ValueTask<GovernanceDecision> DecideAsync(GovernanceContext context, CancellationToken cancellationToken) => decide(context, cancellationToken);
}
