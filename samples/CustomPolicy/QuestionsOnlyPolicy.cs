using AiGateway.Client.Context;
using AiGateway.Client.Governance;
using Microsoft.Extensions.AI;

namespace CustomPolicy;

/// <summary>Lets only questions pass: the last message of the user has to end with a question mark.</summary>
internal sealed class QuestionsOnlyPolicy : IGovernancePolicy
{
    public PolicyPhase Phases => PolicyPhase.Request;

    public ValueTask<GovernanceDecision> DecideAsync(GovernanceContext context, CancellationToken cancellationToken)
    {
        var last = context.Messages.LastOrDefault(message => message.Role == ChatRole.User)?.Text.TrimEnd();
        return new(last?.EndsWith('?') is true ? GovernanceDecision.Allow : GovernanceDecision.Deny("not_a_question"));
    }
}
