using System.Collections.Frozen;
using AiGateway.Client.Context;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Governance.Policies;

/// <summary>Refuses or takes out tools that are not allowed, and refuses their calls.</summary>
internal sealed class ToolsPolicy(ToolsPolicyOptions options) : SynchronousPolicy
{
    private const string Code = "tool_not_allowed";

    private readonly NameList _allowed = NameList.Of(options.Allowed);
    private readonly NameList _denied = NameList.Of(options.Denied);
    private readonly bool _named = options.Allowed.Count + options.Grants.Count > 0;
    private readonly FrozenDictionary<string, NameList> _grants = options.Grants.ToFrozenDictionary(
        grant => grant.Key, grant => new NameList(grant.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)), StringComparer.OrdinalIgnoreCase);

    public override PolicyPhase Phases => PolicyPhase.Request | PolicyPhase.ToolCall;

    public override GovernanceDecision Decide(GovernanceContext context)
    {
        if (context.Phase is PolicyPhase.ToolCall)
        {
            return Allows(context.ToolCall!.Name, context.Caller) ? GovernanceDecision.Allow
                : options.Action is PolicyAction.Flag ? GovernanceDecision.Flag(Code) : GovernanceDecision.Deny(Code);
        }

        return HasOther(context) ? options.Action switch
        {
            PolicyAction.Deny => GovernanceDecision.Deny(Code),
            PolicyAction.Flag => GovernanceDecision.Flag(Code),
            _ => GovernanceDecision.ChangeOptions(Code, own => Remove(own, context.Caller)),
        }
        : GovernanceDecision.Allow;
    }

    private bool HasOther(GovernanceContext context)
    {
        for (var i = 0; i < (context.Options.Tools?.Count ?? 0); i++)
        {
            if (!Allows(context.Options.Tools![i].Name, context.Caller))
            {
                return true;
            }
        }

        return false;
    }

    private void Remove(ChatOptions own, GatewayCaller caller)
    {
        List<AITool> left = [.. own.Tools!.Where(tool => Allows(tool.Name, caller))];
        own.Tools = left.Count == 0 ? null : left;
        if (left.Count == 0 || (own.ToolMode is RequiredChatToolMode { RequiredFunctionName: { } name } && !Allows(name, caller)))
        {
            own.ToolMode = null;
        }
    }

    private bool Allows(string name, GatewayCaller caller)
    {
        if (_denied.Contains(name))
        {
            return false;
        }

        if (!_named || _allowed.Contains(name))
        {
            return true;
        }

        foreach (var role in caller.Roles)
        {
            if (_grants.TryGetValue(role, out var granted) && granted.Contains(name))
            {
                return true;
            }
        }

        return false;
    }
}
