using Microsoft.Extensions.AI;

namespace AiGateway.Client.Caching;

/// <summary>Copies answers so deep that nobody can change what another one has. Raw representations are left behind.</summary>
internal static class ResponseCopy
{
    /// <summary>Copies an answer.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="billed">Whether the copy says what was used. Whoever gets an answer that somebody else has paid for has used nothing.</param>
    public static ChatResponse Copy(ChatResponse response, bool billed)
    {
        var messages = new List<ChatMessage>(response.Messages.Count);
        for (var i = 0; i < response.Messages.Count; i++)
        {
            messages.Add(Copy(response.Messages[i], billed));
        }

        return new ChatResponse(messages)
        {
            ResponseId = response.ResponseId,
            ConversationId = response.ConversationId,
            ModelId = response.ModelId,
            CreatedAt = response.CreatedAt,
            FinishReason = response.FinishReason,
            Usage = response.Usage is null ? null : Copy(response.Usage, billed),
            AdditionalProperties = Copy(response.AdditionalProperties),
        };
    }

    public static ChatResponseUpdate Copy(ChatResponseUpdate update, bool billed) => new(update.Role, Copy(update.Contents, billed))
    {
        AuthorName = update.AuthorName,
        ResponseId = update.ResponseId,
        MessageId = update.MessageId,
        ConversationId = update.ConversationId,
        CreatedAt = update.CreatedAt,
        FinishReason = update.FinishReason,
        ModelId = update.ModelId,
        AdditionalProperties = Copy(update.AdditionalProperties),
    };

    public static ChatMessage Copy(ChatMessage message, bool billed) => new(message.Role, Copy(message.Contents, billed))
    {
        AuthorName = message.AuthorName,
        MessageId = message.MessageId,
        CreatedAt = message.CreatedAt,
        AdditionalProperties = Copy(message.AdditionalProperties),
    };

    public static UsageDetails Copy(UsageDetails usage, bool billed)
    {
        if (!billed)
        {
            return new UsageDetails { InputTokenCount = 0, OutputTokenCount = 0, TotalTokenCount = 0 };
        }

        var copy = new UsageDetails();
        copy.Add(usage);
        return copy;
    }

    /// <summary>Copies a content. One of an unknown kind cannot be copied and is passed on as it is.</summary>
    public static AIContent Copy(AIContent content, bool billed)
    {
        var type = content.GetType();
        AIContent copy = content switch
        {
            TextContent text => new TextContent(text.Text),
            TextReasoningContent reasoning => new TextReasoningContent(reasoning.Text) { ProtectedData = reasoning.ProtectedData },
            UsageContent usage when type == typeof(UsageContent) => new UsageContent(Copy(usage.Details, billed)),
            DataContent data when type == typeof(DataContent) => new DataContent(data.Data.ToArray(), data.MediaType) { Name = data.Name },
            UriContent uri when type == typeof(UriContent) => new UriContent(uri.Uri, uri.MediaType),
            ErrorContent error when type == typeof(ErrorContent) => new ErrorContent(error.Message) { ErrorCode = error.ErrorCode, Details = error.Details },
            FunctionCallContent call when type == typeof(FunctionCallContent) => new FunctionCallContent(
                call.CallId, call.Name, call.Arguments is null ? null : new Dictionary<string, object?>(call.Arguments))
            { InformationalOnly = call.InformationalOnly, Exception = call.Exception },
            _ => content,
        };
        if (!ReferenceEquals(copy, content))
        {
            copy.Annotations = content.Annotations is null ? null : [.. content.Annotations.Select(Copy)];
            copy.AdditionalProperties = Copy(content.AdditionalProperties);
        }

        return copy;
    }

    private static List<AIContent> Copy(IList<AIContent> contents, bool billed)
    {
        var copies = new List<AIContent>(contents.Count);
        for (var i = 0; i < contents.Count; i++)
        {
            copies.Add(Copy(contents[i], billed));
        }

        return copies;
    }

    private static AIAnnotation Copy(AIAnnotation annotation) => annotation is not CitationAnnotation citation || annotation.GetType() != typeof(CitationAnnotation) ? annotation : new CitationAnnotation
    {
        Title = citation.Title,
        Url = citation.Url,
        FileId = citation.FileId,
        ToolName = citation.ToolName,
        Snippet = citation.Snippet,
        AdditionalProperties = Copy(citation.AdditionalProperties),
        AnnotatedRegions = citation.AnnotatedRegions is null ? null : [.. citation.AnnotatedRegions.Select(Copy)],
    };

    private static AnnotatedRegion Copy(AnnotatedRegion region) =>
        region is TextSpanAnnotatedRegion span ? new TextSpanAnnotatedRegion { StartIndex = span.StartIndex, EndIndex = span.EndIndex } : region;

    private static AdditionalPropertiesDictionary? Copy(AdditionalPropertiesDictionary? properties) => properties is null ? null : new(properties);
}
