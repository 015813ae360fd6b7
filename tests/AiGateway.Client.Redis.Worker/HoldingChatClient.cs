using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Redis.Worker;

/// <summary>Below the limits: keeps what they have let through under way, plain answers complete and streams after their first update, until it is let go.</summary>
internal sealed class HoldingChatClient(IChatClient inner, Action held, SemaphoreSlim permits) : DelegatingChatClient(inner)
{
    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var response = await base.GetResponseAsync(messages, options, cancellationToken);
        held();
        await permits.WaitAsync(cancellationToken);
        return response;
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var first = true;
        await foreach (var update in base.GetStreamingResponseAsync(messages, options, cancellationToken))
        {
            yield return update;
            if (first)
            {
                first = false;
                held();
                await permits.WaitAsync(cancellationToken);
            }
        }
    }
}
