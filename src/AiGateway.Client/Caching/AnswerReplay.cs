using Microsoft.Extensions.AI;

namespace AiGateway.Client.Caching;

/// <summary>Gives an answer that is there already as a stream: text in groups of words, everything else as it is and in its order.</summary>
internal static class AnswerReplay
{
    private const int GroupLength = 24;
    private const int LongestGroup = 64;

    public static IEnumerable<ChatResponseUpdate> Updates(ChatResponse response)
    {
        foreach (var message in response.Messages)
        {
            foreach (var content in message.Contents)
            {
                foreach (var part in Parts(content))
                {
                    yield return Update(response, message, part);
                }
            }
        }

        var last = Update(response, response.Messages.Count == 0 ? null : response.Messages[^1], response.Usage is null ? null : new UsageContent(ResponseCopy.Copy(response.Usage, billed: false)));
        last.FinishReason = response.FinishReason;
        last.ConversationId = response.ConversationId;
        last.AdditionalProperties = response.AdditionalProperties is null ? null : new(response.AdditionalProperties);
        yield return last;
    }

    /// <summary>Finds where the next group of words ends: after a space, and never within a character.</summary>
    public static int GroupEnd(ReadOnlySpan<char> text, int start)
    {
        for (var end = start + GroupLength; end < text.Length && end - start < LongestGroup; end++)
        {
            if (char.IsWhiteSpace(text[end - 1]))
            {
                return end;
            }
        }

        var longest = Math.Min(start + LongestGroup, text.Length);
        return longest < text.Length && char.IsLowSurrogate(text[longest]) ? longest - 1 : longest;
    }

    private static IEnumerable<AIContent> Parts(AIContent content)
    {
        if (content is TextContent { Annotations: null, AdditionalProperties: null } text)
        {
            return Groups(text.Text).Select(static group => new TextContent(group));
        }

        return content is TextReasoningContent { ProtectedData: null, Annotations: null, AdditionalProperties: null } reasoning
            ? Groups(reasoning.Text).Select(static group => new TextReasoningContent(group))
            : [ResponseCopy.Copy(content, billed: false)];
    }

    private static IEnumerable<string> Groups(string text)
    {
        for (int start = 0, end; start < text.Length; start = end)
        {
            end = GroupEnd(text, start);
            yield return text[start..end];
        }
    }

    private static ChatResponseUpdate Update(ChatResponse response, ChatMessage? message, AIContent? content) => new(message?.Role ?? ChatRole.Assistant, content is null ? [] : [content])
    {
        AuthorName = message?.AuthorName,
        MessageId = message?.MessageId,
        ResponseId = response.ResponseId,
        ModelId = response.ModelId,
        CreatedAt = response.CreatedAt,
    };
}
