using Microsoft.Extensions.AI;

namespace AiGateway.Client.Providers;

/// <summary>A message holds something that OllamaSharp would leave out: it sends images by value, and no other files.</summary>
internal sealed class AttachmentNotSupportedException(string mediaType, bool byAddress) : NotSupportedException(
    $"Ollama takes no {mediaType} content {(byAddress ? "by address" : "at all")}. Send images as data, and other content as text.")
{
    /// <summary>The code under which the refusal is reported: another provider may take the content.</summary>
    public const string ErrorCode = "unsupported_value";

    /// <summary>Passes messages on that can be sent whole.</summary>
    /// <exception cref="AttachmentNotSupportedException">One cannot.</exception>
    public static IReadOnlyList<ChatMessage> Check(IEnumerable<ChatMessage> messages)
    {
        var all = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        foreach (var message in all)
        {
            foreach (var content in message.Contents)
            {
                if (content is UriContent or DataContent && Find(content) is { } exception)
                {
                    throw exception;
                }
            }
        }

        return all;
    }

    private static AttachmentNotSupportedException? Find(AIContent content) => content switch
    {
        UriContent uri => new(uri.MediaType, byAddress: true),
        DataContent data when !data.HasTopLevelMediaType("image") => new(data.MediaType, byAddress: false),
        _ => null,
    };
}
