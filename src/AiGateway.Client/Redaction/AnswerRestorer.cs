using Microsoft.Extensions.AI;

namespace AiGateway.Client.Redaction;

/// <summary>Reads an answer, whole or update by update, and keeps the runs of text of its messages apart.</summary>
internal sealed class AnswerRestorer(RedactedRequest request)
{
    private readonly RestoringRewriter _rewriter = new(request);
    private readonly List<MessageChannels> _messages = [];
    private MessageChannels? _current;

    /// <summary>Restores a whole answer.</summary>
    public ChatResponse Restore(ChatResponse response)
    {
        for (var i = 0; i < response.Messages.Count; i++)
        {
            response.Messages[i] = Restore(response.Messages[i]);
        }

        response.ResponseId = _rewriter.Text(response.ResponseId);
        response.ConversationId = _rewriter.Text(response.ConversationId);
        response.ModelId = _rewriter.Text(response.ModelId);
        response.AdditionalProperties = _rewriter.Properties(response.AdditionalProperties);
        return response;
    }

    /// <summary>Tells whether an update passes as it is. Allocates nothing for a message that is known.</summary>
    public bool Passes(ChatResponseUpdate update)
    {
        if (update.AdditionalProperties is not null || update.FinishReason is not null || Mentions(update.AuthorName))
        {
            return false;
        }

        var contents = update.Contents;
        if (contents.Count != 1)
        {
            return contents.Count == 0;
        }

        if (contents[0] is not TextContent { Annotations: null, AdditionalProperties: null } text)
        {
            return contents[0] is UsageContent { AdditionalProperties: null };
        }

        var channels = Find(update.MessageId);
        if (channels.Reasoning.HoldsText || !channels.Text.Passes(text.Text))
        {
            return false;
        }

        channels.Last = update;
        return true;
    }

    /// <summary>Restores an update: a copy, with the text that can be delivered by now.</summary>
    public ChatResponseUpdate Restore(ChatResponseUpdate update)
    {
        var channels = Find(update.MessageId);
        channels.Last = update;
        var copy = update.Clone();
        copy.Contents = Restore(update.Contents, channels);
        _rewriter.Metadata(copy);
        if (update.FinishReason is not null)
        {
            Finish(update.MessageId, copy.Contents);
        }

        return copy;
    }

    /// <summary>Gets what was held back and has no update to go with.</summary>
    public IEnumerable<ChatResponseUpdate> Flush()
    {
        foreach (var channels in _messages)
        {
            List<AIContent> contents = [];
            Flush(channels, contents);
            if (contents.Count > 0)
            {
                var last = channels.Last!;
                var update = new ChatResponseUpdate(last.Role, contents)
                {
                    AuthorName = last.AuthorName,
                    MessageId = last.MessageId,
                    ResponseId = last.ResponseId,
                    ConversationId = last.ConversationId,
                    ModelId = last.ModelId,
                    CreatedAt = last.CreatedAt,
                };
                _rewriter.Metadata(update);
                yield return update;
            }
        }
    }

    private ChatMessage Restore(ChatMessage message)
    {
        var channels = new MessageChannels(request, null);
        var contents = Restore(message.Contents, channels);
        Flush(channels, contents);

        // Only the contents have runs of text; everything else is the walk's.
        var shell = message.Clone();
        shell.Contents = [];
        shell = _rewriter.Message(shell);
        shell.Contents = contents;
        return shell;
    }

    private List<AIContent> Restore(IList<AIContent> contents, MessageChannels channels)
    {
        List<AIContent> restored = new(contents.Count);
        foreach (var content in contents)
        {
            switch (content)
            {
                case TextContent text:
                    Flush(channels.Reasoning, restored, static held => new TextReasoningContent(held));
                    restored.Add(Restore(text, channels.Text));
                    break;
                case TextReasoningContent reasoning:
                    Flush(channels.Text, restored, static held => new TextContent(held));
                    restored.Add(Restore(reasoning, channels.Reasoning));
                    break;
                case UsageContent:
                    restored.Add(_rewriter.Content(content));
                    break;
                default:
                    Flush(channels, restored);
                    restored.Add(_rewriter.Content(content));
                    break;
            }
        }

        return restored;
    }

    private AIContent Restore(TextContent content, TextChannel channel)
    {
        var text = channel.Push(content.Text);
        return ReferenceEquals(text, content.Text) && content is { Annotations: null, AdditionalProperties: null } ? content : With(content, new TextContent(text));
    }

    private AIContent Restore(TextReasoningContent content, TextChannel channel)
    {
        var text = channel.Push(content.Text);
        return ReferenceEquals(text, content.Text) && content is { Annotations: null, AdditionalProperties: null }
            ? content : With(content, new TextReasoningContent(text) { ProtectedData = content.ProtectedData });
    }

    // Annotations and properties are restored by the walk, on a content whose own text is none of its business.
    private AIContent With(AIContent source, AIContent copy)
    {
        var rest = _rewriter.Content(new AIContent { Annotations = source.Annotations, AdditionalProperties = source.AdditionalProperties });
        copy.Annotations = rest.Annotations;
        copy.AdditionalProperties = rest.AdditionalProperties;
        copy.RawRepresentation = source.RawRepresentation;
        return copy;
    }

    private void Finish(string? messageId, IList<AIContent> contents)
    {
        foreach (var channels in _messages)
        {
            if (messageId is null || channels.MessageId == messageId)
            {
                Flush(channels, contents);
            }
        }
    }

    private static void Flush(MessageChannels channels, IList<AIContent> contents)
    {
        Flush(channels.Reasoning, contents, static held => new TextReasoningContent(held));
        Flush(channels.Text, contents, static held => new TextContent(held));
    }

    private static void Flush(TextChannel channel, IList<AIContent> contents, Func<string, AIContent> create)
    {
        if (channel.HoldsText && channel.Flush() is { Length: > 0 } held)
        {
            contents.Add(create(held));
        }
    }

    private MessageChannels Find(string? messageId)
    {
        if (_current is { } current && (ReferenceEquals(current.MessageId, messageId) || current.MessageId == messageId))
        {
            return current;
        }

        foreach (var channels in _messages)
        {
            if (channels.MessageId == messageId)
            {
                return _current = channels;
            }
        }

        _current = new MessageChannels(request, messageId);
        _messages.Add(_current);
        return _current;
    }

    private static bool Mentions(string? text) => text is not null && text.Contains('[', StringComparison.Ordinal);
}
