using AiGateway.Client.Context;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Governance.Policies;

/// <summary>Limits the tokens of answers.</summary>
internal sealed class OutputTokensPolicy(OutputTokensPolicyOptions options) : SynchronousPolicy
{
    private const string Code = "output_tokens";

    private readonly Action<ChatOptions> _cap = own => own.MaxOutputTokens = options.Max;

    public override PolicyPhase Phases => PolicyPhase.Request;

    public override GovernanceDecision Decide(GovernanceContext context) => context.Options.MaxOutputTokens switch
    {
        null => GovernanceDecision.ChangeOptions(Code, _cap),
        var asked when asked <= options.Max => GovernanceDecision.Allow,
        _ => options.Action switch
        {
            PolicyAction.Deny => GovernanceDecision.Deny(Code),
            PolicyAction.Flag => GovernanceDecision.Flag(Code),
            _ => GovernanceDecision.ChangeOptions(Code, _cap),
        },
    };
}
