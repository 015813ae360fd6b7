using Microsoft.Extensions.AI;

namespace AiGateway.Client.Routing;

/// <summary>Fits the stream of another target to what has been delivered: the same message, without the text that the reader has already.</summary>
/// <param name="delivered">The text delivered so far.</param>
/// <param name="prefilled">Whether the target goes on from that text; else it starts anew, and what matches is left out.</param>
/// <param name="first">An update of the broken stream, whose ids the rest takes over.</param>
internal sealed class ResumeFilter(string delivered, bool prefilled, ChatResponseUpdate first)
{
    private int _position = prefilled ? delivered.Length : 0;

    /// <summary>Gets a value indicating whether the new answer is another one.</summary>
    public bool Differs { get; private set; }

    private bool CaughtUp => _position == delivered.Length;

    /// <summary>Takes out of an update what has been delivered.</summary>
    /// <returns>The rest; <see langword="null"/> when nothing is left.</returns>
    public ChatResponseUpdate? Apply(ChatResponseUpdate update)
    {
        var contents = new List<AIContent>(update.Contents.Count);
        foreach (var content in update.Contents)
        {
            if (Apply(content) is { } rest)
            {
                contents.Add(rest);
            }
        }

        Differs |= update.FinishReason is not null && !CaughtUp;
        if (contents.Count == 0 && update.FinishReason is null)
        {
            return null;
        }

        var fitted = update.Clone();
        fitted.Contents = contents;
        fitted.ResponseId = first.ResponseId;
        fitted.MessageId = first.MessageId;
        return fitted;
    }

    private AIContent? Apply(AIContent content)
    {
        if (content is UsageContent or ErrorContent || (CaughtUp && content is not TextReasoningContent))
        {
            return content;
        }

        switch (content)
        {
            case TextContent text:
                return Skip(text);
            case TextReasoningContent:
                // The reader has seen the thoughts that led to the text.
                return null;
            default:
                Differs = true;
                return null;
        }
    }

    private TextContent? Skip(TextContent content)
    {
        var text = content.Text.AsSpan();
        var expected = delivered.AsSpan(_position);
        var length = Math.Min(text.Length, expected.Length);
        if (!text[..length].SequenceEqual(expected[..length]))
        {
            Differs = true;
            return null;
        }

        _position += length;
        return length == text.Length ? null : new TextContent(text[length..].ToString()) { AdditionalProperties = content.AdditionalProperties };
    }
}
