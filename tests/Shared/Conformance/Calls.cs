using Microsoft.Extensions.AI;

namespace AiGateway.Client.Tests.Conformance;

/// <summary>Makes the same call plain or streamed.</summary>
internal static class Calls
{
    public static Task<ChatResponse> AskAsync(this IChatClient client, bool streamed, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        client.AskAsync(streamed, [new ChatMessage(ChatRole.User, "Hi")], options, cancellationToken);

    public static Task<ChatResponse> AskAsync(
        this IChatClient client, bool streamed, IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        streamed ? client.GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken)
            : client.GetResponseAsync(messages, options, cancellationToken);
}
