using System.Text;
using AiGateway.Client.Context;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Governance;

/// <summary>Asks about the texts and the calls of tools in a plain answer.</summary>
internal static class AnswerGuard
{
    public static async ValueTask GovernAsync(GovernanceEngine engine, ChatResponse response, GovernanceContext context, CancellationToken cancellationToken)
    {
        if (!engine.Takes(PolicyPhase.ToolCall | PolicyPhase.ResponseText, context.Request))
        {
            return;
        }

        for (var i = 0; i < response.Messages.Count; i++)
        {
            var message = response.Messages[i];
            var contents = await TextsAsync<TextContent>(engine, message.Contents, context, cancellationToken).ConfigureAwait(false);
            contents = await TextsAsync<TextReasoningContent>(engine, contents, context, cancellationToken).ConfigureAwait(false);
            contents = await OthersAsync(engine, contents, context, cancellationToken).ConfigureAwait(false);
            if (!ReferenceEquals(contents, message.Contents))
            {
                response.Messages[i] = message = message.Clone();
                message.RawRepresentation = null;
                message.Contents = contents;
            }
        }
    }

    /// <summary>Asks about a content that is no text.</summary>
    /// <returns>The content that is to be delivered.</returns>
    public static async ValueTask<AIContent> OtherAsync(GovernanceEngine engine, AIContent content, GovernanceContext context, CancellationToken cancellationToken)
    {
        if (content is FunctionCallContent call)
        {
            return await engine.ToolCallAsync(call, context, cancellationToken).ConfigureAwait(false);
        }

        if (content is ToolApprovalRequestContent { ToolCall: FunctionCallContent asked } request)
        {
            var approved = await engine.ToolCallAsync(asked, context, cancellationToken).ConfigureAwait(false);
            return ReferenceEquals(approved, asked) ? content : new ToolApprovalRequestContent(request.RequestId, approved);
        }

        if (content is not UriContent address)
        {
            return content;
        }

        // What is fetched when it is shown can give something away like a link in a text.
        var text = address.Uri.OriginalString;
        var governed = await TextAsync(engine, text, context, cancellationToken).ConfigureAwait(false);
        return ReferenceEquals(governed, text) ? content : new TextContent(governed);
    }

    private static async ValueTask<IList<AIContent>> OthersAsync(GovernanceEngine engine, IList<AIContent> contents, GovernanceContext context, CancellationToken cancellationToken)
    {
        for (var i = 0; i < contents.Count; i++)
        {
            var content = await OtherAsync(engine, contents[i], context, cancellationToken).ConfigureAwait(false);
            if (!ReferenceEquals(content, contents[i]))
            {
                contents = [.. contents];
                contents[i] = content;
            }
        }

        return contents;
    }

    // The texts of a message belong together, whatever stands between them: what they say is what they say in one.
    private static async ValueTask<IList<AIContent>> TextsAsync<T>(GovernanceEngine engine, IList<AIContent> contents, GovernanceContext context, CancellationToken cancellationToken)
        where T : AIContent
    {
        var text = Join<T>(contents, out var first);
        if (text.Length == 0)
        {
            return contents;
        }

        var governed = await TextAsync(engine, text, context, cancellationToken).ConfigureAwait(false);
        if (ReferenceEquals(governed, text))
        {
            return contents;
        }

        List<AIContent> changed = [];
        for (var i = 0; i < contents.Count; i++)
        {
            if (i == first)
            {
                changed.Add(typeof(T) == typeof(TextContent) ? new TextContent(governed) : new TextReasoningContent(governed));
            }
            else if (contents[i] is not T)
            {
                changed.Add(contents[i]);
            }
        }

        return changed;
    }

    private static async ValueTask<string> TextAsync(GovernanceEngine engine, string text, GovernanceContext context, CancellationToken cancellationToken)
    {
        foreach (var policy in engine.Policies)
        {
            if (text.Length > 0 && policy.Takes(PolicyPhase.ResponseText, context.Request))
            {
                (context.Phase, context.Text, context.Delivered, context.IsLast) = (PolicyPhase.ResponseText, text, 0, true);
                var decision = await engine.DecideAsync(policy, context, cancellationToken).ConfigureAwait(false);
                text = decision.Replacement as string ?? text;
            }
        }

        context.Text = "";
        return text;
    }

    private static string Join<T>(IList<AIContent> contents, out int first)
    {
        first = -1;
        var text = "";
        StringBuilder? joined = null;
        for (var i = 0; i < contents.Count; i++)
        {
            if (contents[i] is not T)
            {
                continue;
            }

            var part = contents[i] is TextContent content ? content.Text : ((TextReasoningContent)contents[i]).Text;
            if (first < 0)
            {
                (first, text) = (i, part);
            }
            else
            {
                (joined ??= new StringBuilder(text)).Append(part);
            }
        }

        return joined?.ToString() ?? text;
    }
}
