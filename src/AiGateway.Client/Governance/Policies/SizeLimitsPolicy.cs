using AiGateway.Client.Context;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Governance.Policies;

/// <summary>Refuses requests that are too large or too deep.</summary>
internal sealed class SizeLimitsPolicy(SizeLimitsPolicyOptions options) : SynchronousPolicy
{
    public override PolicyPhase Phases => PolicyPhase.Request | PolicyPhase.ToolCall;

    public override GovernanceDecision Decide(GovernanceContext context)
    {
        var reason = context.Phase is PolicyPhase.ToolCall ? CheckCall(context.ToolCall!) : CheckCounts(context) ?? CheckAttachments(context) ?? CheckDepth(context) ?? CheckTexts(context);
        return reason is null ? GovernanceDecision.Allow : GovernanceDecision.Deny(reason);
    }

    private string? CheckCounts(GovernanceContext context) =>
        context.Messages.Count > options.MaxMessages ? "too_many_messages" : context.Options.Tools?.Count > options.MaxTools ? "too_many_tools" : null;

    private string? CheckAttachments(GovernanceContext context)
    {
        var (count, bytes) = (0, 0L);
        for (var i = 0; i < context.Messages.Count; i++)
        {
            var contents = context.Messages[i].Contents;
            for (var j = 0; j < contents.Count; j++)
            {
                Count(contents[j], ref count, ref bytes);
            }
        }

        return count > options.MaxAttachments ? "too_many_attachments" : bytes > options.MaxAttachmentBytes ? "attachments_too_large" : null;
    }

    private static void Count(AIContent content, ref int count, ref long bytes)
    {
        count += content is DataContent or UriContent or HostedFileContent ? 1 : 0;
        bytes += content is DataContent data ? data.Data.Length : 0;
        if (content is not FunctionResultContent { Result: not null and not string } result)
        {
            return;
        }

        // Tools may return contents.
        if (result.Result is AIContent single)
        {
            Count(single, ref count, ref bytes);
        }

        foreach (var part in result.Result as IEnumerable<AIContent> ?? [])
        {
            Count(part, ref count, ref bytes);
        }
    }

    private string? CheckDepth(GovernanceContext context)
    {
        if (options.MaxJsonDepth is not { } most)
        {
            return null;
        }

        for (var i = 0; i < context.Messages.Count; i++)
        {
            var contents = context.Messages[i].Contents;
            for (var j = 0; j < contents.Count; j++)
            {
                if (contents[j] is FunctionCallContent call ? JsonDepth.Exceeds(call.Arguments, most) : contents[j] is FunctionResultContent result && JsonDepth.Exceeds(result.Result, most))
                {
                    return "json_too_deep";
                }
            }
        }

        for (var i = 0; i < (context.Options.Tools?.Count ?? 0); i++)
        {
            if (context.Options.Tools![i] is AIFunctionDeclaration function && JsonDepth.Exceeds(function.JsonSchema, most))
            {
                return "json_too_deep";
            }
        }

        return context.Options.ResponseFormat is ChatResponseFormatJson { Schema: { } schema } && JsonDepth.Exceeds(schema, most) ? "json_too_deep" : null;
    }

    private string? CheckCall(FunctionCallContent call) => options.MaxJsonDepth is { } most && JsonDepth.Exceeds(call.Arguments, most) ? "json_too_deep" : null;

    private string? CheckTexts(GovernanceContext context)
    {
        if (options.MaxCharacters is not { } most)
        {
            return null;
        }

        var counter = new Counter(most);
        return TextWalk.Request(context, ref counter) ? null : "too_long";
    }

    private struct Counter(long left) : ITextVisitor
    {
        private long _left = left;

        public bool Visit(ReadOnlySpan<char> text, TextOrigin origin) => (_left -= text.Length) >= 0;
    }
}
