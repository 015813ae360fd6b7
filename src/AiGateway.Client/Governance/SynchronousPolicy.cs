using AiGateway.Client.Context;

namespace AiGateway.Client.Governance;

/// <summary>A policy that decides at once. It needs no time limit.</summary>
internal abstract class SynchronousPolicy : IGovernancePolicy
{
    public abstract PolicyPhase Phases { get; }

    public ValueTask<GovernanceDecision> DecideAsync(GovernanceContext context, CancellationToken cancellationToken) => new(Decide(context));

    public abstract GovernanceDecision Decide(GovernanceContext context);
}
