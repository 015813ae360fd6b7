using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Tests.SharedCache;

/// <summary>A provider that says who it is and repeats what it was sent.</summary>
internal sealed class NamedChatClient(string name, Action onCall) : IChatClient
{
    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        onCall();
        await Task.Yield();
        yield return new ChatResponseUpdate(ChatRole.Assistant, $"{name}: ");
        yield return new ChatResponseUpdate(ChatRole.Assistant, messages.Last().Text) { FinishReason = ChatFinishReason.Stop };
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
