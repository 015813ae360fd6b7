using System.Text.Json;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Caching;

/// <summary>Decides whether an answer may be stored: it is complete, and a copy of it is the whole of it.</summary>
internal static class Storability
{
    private const int ObjectBytes = 64;

    /// <summary>Measures an answer that may be stored.</summary>
    /// <returns>Its size in bytes; -1 for one that may not.</returns>
    public static int Measure(ChatResponse response, bool toolCalls)
    {
        var complete = response.FinishReason == ChatFinishReason.Stop || (toolCalls && response.FinishReason == ChatFinishReason.ToolCalls);
        if (!complete || response.ConversationId is not null || IsUnderWay(response) || response.Messages.Count == 0 || !IsPlain(response.AdditionalProperties))
        {
            return -1;
        }

        var size = 4L * ObjectBytes;
        var contents = 0;
        foreach (var message in response.Messages)
        {
            size += ObjectBytes;
            if (!IsPlain(message.AdditionalProperties))
            {
                return -1;
            }

            foreach (var content in message.Contents)
            {
                if (Measure(content, toolCalls) is var bytes && bytes < 0)
                {
                    return -1;
                }

                contents++;
                size += bytes;
            }
        }

        return contents == 0 ? -1 : (int)Math.Min(size, int.MaxValue);
    }

#pragma warning disable MEAI001 // Work in the background is experimental in the abstraction.
    private static bool IsUnderWay(ChatResponse response) => response.ContinuationToken is not null;
#pragma warning restore MEAI001

    private static long Measure(AIContent content, bool toolCalls)
    {
        if (!IsPlain(content.AdditionalProperties) || content.Annotations?.All(static annotation => IsPlain(annotation)) is false)
        {
            return -1;
        }

        return ObjectBytes + (content.Annotations?.Count ?? 0) * 4L * ObjectBytes + content switch
        {
            TextContent text => Size(text.Text),
            TextReasoningContent reasoning => Size(reasoning.Text) + Size(reasoning.ProtectedData),
            UsageContent => ObjectBytes,
            _ when content.GetType() == typeof(DataContent) => ((DataContent)content).Data.Length,
            _ when content.GetType() == typeof(UriContent) => Size(((UriContent)content).Uri.OriginalString),
            FunctionCallContent { Exception: null } call when toolCalls && call.GetType() == typeof(FunctionCallContent) => Size(call),
            _ => long.MinValue / 2,
        };
    }

    private static long Size(FunctionCallContent call)
    {
        var size = 2L * ObjectBytes;
        foreach (var (name, value) in call.Arguments ?? new Dictionary<string, object?>())
        {
            if (!IsPlain(value))
            {
                return long.MinValue / 2;
            }

            size += Size(name) + (value switch { string text => Size(text), JsonElement json => Size(json.GetRawText()), _ => ObjectBytes });
        }

        return size;
    }

    private static long Size(string? text) => 2L * (text?.Length ?? 0);

    private static bool IsPlain(AIAnnotation annotation) =>
        annotation.GetType() == typeof(CitationAnnotation) && IsPlain(annotation.AdditionalProperties)
        && annotation.AnnotatedRegions?.All(static region => region is TextSpanAnnotatedRegion) is not false;

    private static bool IsPlain(AdditionalPropertiesDictionary? properties)
    {
        if (properties is null)
        {
            return true;
        }

        foreach (var (_, value) in properties)
        {
            if (!IsPlain(value))
            {
                return false;
            }
        }

        return true;
    }

    // Values that nobody can change, and that can be written and read again.
    private static bool IsPlain(object? value) => value is null or string or bool or int or long or double or JsonElement;
}
