using AiGateway.Client.Context;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Governance;

/// <summary>Shows a policy every result of a tool in a conversation, one by one.</summary>
internal static class ToolResults
{
    public static async ValueTask GovernAsync(GovernanceEngine engine, ActivePolicy policy, GovernanceContext context, CancellationToken cancellationToken)
    {
        for (var i = 0; i < context.Messages.Count; i++)
        {
            var contents = context.Messages[i].Contents;
            for (var j = 0; j < contents.Count; j++)
            {
                if (contents[j] is FunctionResultContent result)
                {
                    (context.Phase, context.ToolResult, context.ToolName) = (PolicyPhase.ToolResult, result, FindName(context.Messages, result.CallId));
                    var decision = await engine.DecideAsync(policy, context, cancellationToken).ConfigureAwait(false);
                    GovernanceEngine.Apply(context, decision);
                    if (decision.Replacement is FunctionResultContent changed)
                    {
                        context.Messages = Replace(context.Messages, i, j, changed);
                        contents = context.Messages[i].Contents;
                    }
                }
            }
        }

        (context.ToolResult, context.ToolName) = (null, null);
    }

    private static string? FindName(IReadOnlyList<ChatMessage> messages, string callId)
    {
        for (var i = messages.Count - 1; i >= 0; i--)
        {
            foreach (var content in messages[i].Contents)
            {
                if (content is FunctionCallContent call && call.CallId == callId)
                {
                    return call.Name;
                }
            }
        }

        return null;
    }

    // An SDK that finds a raw representation sends that instead.
    private static ChatMessage[] Replace(IReadOnlyList<ChatMessage> messages, int message, int content, AIContent changed)
    {
        ChatMessage[] copy = [.. messages];
        copy[message] = messages[message].Clone();
        copy[message].RawRepresentation = null;
        copy[message].Contents = [.. messages[message].Contents];
        copy[message].Contents[content] = changed;
        return copy;
    }
}
