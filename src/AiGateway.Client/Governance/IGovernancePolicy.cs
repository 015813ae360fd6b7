using AiGateway.Client.Context;

namespace AiGateway.Client.Governance;

/// <summary>Decides whether a request and its answer may pass. A policy is asked by many requests at once.</summary>
public interface IGovernancePolicy
{
    /// <summary>Gets the moments at which the policy is to be asked.</summary>
    PolicyPhase Phases { get; }

    /// <summary>Decides about what the context holds at its present phase.</summary>
    /// <param name="context">The request. It must not be kept.</param>
    /// <param name="cancellationToken">Cancelled with the request, and when the policy takes too long.</param>
    /// <returns>The decision.</returns>
    /// <remarks>A policy that throws or takes too long refuses, unless it is configured to fail open. Its exception's message is never repeated.</remarks>
    ValueTask<GovernanceDecision> DecideAsync(GovernanceContext context, CancellationToken cancellationToken);
}
