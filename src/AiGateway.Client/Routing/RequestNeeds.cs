using Microsoft.Extensions.AI;

namespace AiGateway.Client.Routing;

/// <summary>What a request asks of a target.</summary>
internal readonly struct RequestNeeds
{
    // A rough average over languages and models; a window is ruled out only by a clear excess.
    private const int CharactersPerToken = 4;

    public required bool Streaming { get; init; }

    public required bool Tools { get; init; }

    public required bool JsonSchema { get; init; }

    public required bool Images { get; init; }

    public required long Tokens { get; init; }

    public required ICollection<string>? Regions { get; init; }

    public static RequestNeeds Of(IEnumerable<ChatMessage> messages, ChatOptions options, ICollection<string>? regions, bool streaming)
    {
        var characters = (long)(options.Instructions?.Length ?? 0);
        var images = false;
        foreach (var message in messages)
        {
            foreach (var content in message.Contents)
            {
                characters += Characters(content);
                images |= IsImage(content);
            }
        }

        return new RequestNeeds
        {
            Streaming = streaming,
            Tools = options.Tools is { Count: > 0 } && options.ToolMode is not NoneChatToolMode,
            JsonSchema = options.ResponseFormat is ChatResponseFormatJson { Schema: not null },
            Images = images,
            Tokens = characters / CharactersPerToken,
            Regions = regions,
        };
    }

    /// <summary>Says what a target lacks.</summary>
    /// <returns>The reason, in words; <see langword="null"/> when it lacks nothing.</returns>
    public string? FindLack(RouteTarget target)
    {
        var able = target.Capabilities;
        return Tools && !able.Tools ? "its model calls no tools"
            : JsonSchema && !able.JsonSchema ? "its model cannot be held to a JSON schema"
            : Images && !able.Images ? "its model reads no images"
            : Streaming && !able.Streaming ? "its answers cannot be streamed"
            : Tokens > able.ContextWindow ? $"the request has about {Tokens} tokens, its context window {able.ContextWindow}"
            : Regions is not null && !IsIn(target.Region) ? $"its region is '{target.Region ?? "unknown"}'"
            : null;
    }

    private static int Characters(AIContent content) => content switch
    {
        TextContent text => text.Text.Length,
        TextReasoningContent reasoning => reasoning.Text.Length,
        FunctionResultContent { Result: string result } => result.Length,
        _ => 0,
    };

    private static bool IsImage(AIContent content) =>
        (content is DataContent data && data.HasTopLevelMediaType("image")) || (content is UriContent uri && uri.HasTopLevelMediaType("image"));

    private bool IsIn(string? region)
    {
        foreach (var allowed in Regions!)
        {
            if (allowed.Equals(region, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
