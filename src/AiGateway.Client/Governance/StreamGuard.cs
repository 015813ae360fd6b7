using AiGateway.Client.Context;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Governance;

/// <summary>Asks about the texts and the calls of tools in a streamed answer, update by update, before each is delivered.</summary>
internal sealed class StreamGuard
{
    private readonly GovernanceEngine _engine;
    private readonly GovernanceContext _context;
    private readonly ActivePolicy[] _texts;
    private readonly bool _calls;
    private readonly List<MessageWindows> _messages = [];
    private MessageWindows? _current;

    public StreamGuard(GovernanceEngine engine, GovernanceContext context)
    {
        _engine = engine;
        _context = context;
        _texts = [.. engine.Policies.Where(policy => policy.Takes(PolicyPhase.ResponseText, context.Request))];
        _calls = engine.Takes(PolicyPhase.ToolCall, context.Request);
    }

    public bool IsOn => _calls || _texts.Length > 0;

    /// <summary>Tells whether an update passes as it is. Allocates nothing for a message that is known.</summary>
    public bool Passes(ChatResponseUpdate update)
    {
        var contents = update.Contents;
        if (contents.Count == 0)
        {
            return update.FinishReason is null || _messages.Count == 0;
        }

        if (update.FinishReason is not null || contents.Count > 1)
        {
            return false;
        }

        switch (contents[0])
        {
            case UsageContent:
                return true;
            case TextContent text when _texts.Length > 0:
                var windows = Find(update.MessageId);
                if ((windows.HasReasoning && windows.Reasoning.HoldsText) || !windows.Text.Passes(text.Text))
                {
                    return false;
                }

                windows.Last = update;
                return true;
            default:
                return contents[0] is TextContent or TextReasoningContent && _texts.Length == 0;
        }
    }

    /// <summary>Governs an update.</summary>
    /// <returns>A copy, with the text that can be delivered by now.</returns>
    public async ValueTask<ChatResponseUpdate> GovernAsync(ChatResponseUpdate update, CancellationToken cancellationToken)
    {
        var windows = Find(update.MessageId);
        windows.Last = update;
        List<AIContent> contents = new(update.Contents.Count);
        foreach (var content in update.Contents)
        {
            await AddAsync(windows, content, contents, cancellationToken).ConfigureAwait(false);
        }

        if (update.FinishReason is not null)
        {
            foreach (var finished in _messages.Where(message => update.MessageId is null || message.MessageId == update.MessageId))
            {
                await EndAsync(finished, contents, cancellationToken).ConfigureAwait(false);
            }
        }

        var copy = update.Clone();
        copy.RawRepresentation = null;
        copy.Contents = contents;
        return copy;
    }

    /// <summary>Gets what waits and has no update to go with.</summary>
    public async ValueTask<List<ChatResponseUpdate>> FlushAsync(CancellationToken cancellationToken)
    {
        List<ChatResponseUpdate> updates = [];
        foreach (var windows in _messages)
        {
            List<AIContent> contents = [];
            await EndAsync(windows, contents, cancellationToken).ConfigureAwait(false);
            if (contents.Count > 0)
            {
                var update = windows.Last!.Clone();
                (update.Contents, update.RawRepresentation, update.AdditionalProperties, update.FinishReason) = (contents, null, null, null);
                updates.Add(update);
            }
        }

        return updates;
    }

    private async ValueTask AddAsync(MessageWindows windows, AIContent content, List<AIContent> contents, CancellationToken cancellationToken)
    {
        switch (content)
        {
            case TextContent text:
                await EndReasoningAsync(windows, contents, cancellationToken).ConfigureAwait(false);
                var said = await windows.Text.PushAsync(_engine, text.Text, end: false, _context, cancellationToken).ConfigureAwait(false);
                contents.Add(ReferenceEquals(said, text.Text) ? text
                    : new TextContent(said) { Annotations = text.Annotations, AdditionalProperties = text.AdditionalProperties });
                break;
            case TextReasoningContent reasoning:
                await EndAsync(windows.Text, contents, static held => new TextContent(held), cancellationToken).ConfigureAwait(false);
                var thought = await windows.Reasoning.PushAsync(_engine, reasoning.Text, end: false, _context, cancellationToken).ConfigureAwait(false);
                contents.Add(ReferenceEquals(thought, reasoning.Text) ? reasoning
                    : new TextReasoningContent(thought) { ProtectedData = reasoning.ProtectedData, Annotations = reasoning.Annotations, AdditionalProperties = reasoning.AdditionalProperties });
                break;
            case UsageContent:
                contents.Add(content);
                break;
            default:
                await EndAsync(windows, contents, cancellationToken).ConfigureAwait(false);
                contents.Add(await AnswerGuard.OtherAsync(_engine, content, _context, cancellationToken).ConfigureAwait(false));
                break;
        }
    }

    private async ValueTask EndAsync(MessageWindows windows, IList<AIContent> contents, CancellationToken cancellationToken)
    {
        await EndReasoningAsync(windows, contents, cancellationToken).ConfigureAwait(false);
        await EndAsync(windows.Text, contents, static held => new TextContent(held), cancellationToken).ConfigureAwait(false);
    }

    private ValueTask EndReasoningAsync(MessageWindows windows, IList<AIContent> contents, CancellationToken cancellationToken) =>
        windows.HasReasoning ? EndAsync(windows.Reasoning, contents, static held => new TextReasoningContent(held), cancellationToken) : default;

    private async ValueTask EndAsync(TextWindows windows, IList<AIContent> contents, Func<string, AIContent> create, CancellationToken cancellationToken)
    {
        if (windows.IsPending && await windows.PushAsync(_engine, "", end: true, _context, cancellationToken).ConfigureAwait(false) is { Length: > 0 } held)
        {
            contents.Add(create(held));
        }
    }

    private MessageWindows Find(string? messageId)
    {
        if (_current is { } current && current.MessageId == messageId)
        {
            return current;
        }

        // No lambda: what it captures would be allocated for every update.
        foreach (var message in _messages)
        {
            if (message.MessageId == messageId)
            {
                return _current = message;
            }
        }

        _current = new MessageWindows(messageId, () => new TextWindows([.. _texts.Select(policy => new TextWindow(policy))]));
        _messages.Add(_current);
        return _current;
    }
}
