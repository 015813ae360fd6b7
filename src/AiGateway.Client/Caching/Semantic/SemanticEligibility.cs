using AiGateway.Client.Redaction;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Caching.Semantic;

/// <summary>Says which requests a semantic cache may answer.</summary>
internal static class SemanticEligibility
{
    /// <summary>A longer question is a document: what matters in it is a detail.</summary>
    public const int MaxLength = 2000;

    /// <summary>Finds the question of a request.</summary>
    /// <returns>Why there is none, or <see cref="SemanticOutcome.Miss"/>.</returns>
    public static SemanticOutcome FindQuestion(IReadOnlyList<ChatMessage> messages, ChatOptions? options, SemanticCacheOptions settings, out string question)
    {
        question = "";
        if (options is { Tools.Count: > 0 } || options?.ToolMode is not (null or AutoChatToolMode or NoneChatToolMode))
        {
            return SemanticOutcome.Tools;
        }

        if (messages is not [.., { Contents: [TextContent text] } last] || last.Role != ChatRole.User || string.IsNullOrWhiteSpace(text.Text))
        {
            return SemanticOutcome.Content;
        }

        question = text.Text;
        return Check(messages, settings) is var outcome and not SemanticOutcome.Miss ? outcome
            : question.Length > MaxLength ? SemanticOutcome.Length
            : !settings.AllowPseudonyms && (IsPersonal(messages) || HasPseudonym(options?.Instructions)) ? SemanticOutcome.Personal
            : SemanticOutcome.Miss;
    }

    private static SemanticOutcome Check(IReadOnlyList<ChatMessage> messages, SemanticCacheOptions settings)
    {
        for (var i = 0; i < messages.Count - 1; i++)
        {
            if (messages[i].Role != ChatRole.System && !settings.AllowEarlierTurns)
            {
                return SemanticOutcome.EarlierTurns;
            }

            foreach (var content in messages[i].Contents)
            {
                if (content is not TextContent)
                {
                    return content is FunctionCallContent or FunctionResultContent ? SemanticOutcome.Tools : SemanticOutcome.Content;
                }
            }
        }

        return SemanticOutcome.Miss;
    }

    private static bool IsPersonal(IReadOnlyList<ChatMessage> messages)
    {
        foreach (var message in messages)
        {
            foreach (var content in message.Contents)
            {
                if (content is TextContent text && HasPseudonym(text.Text))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool HasPseudonym(string? text)
    {
        for (var place = text?.IndexOf('[', StringComparison.Ordinal) ?? -1; place >= 0; place = text!.IndexOf('[', place + 1))
        {
            if (TokenText.Measure(text.AsSpan(place)) > 0)
            {
                return true;
            }
        }

        return false;
    }
}
