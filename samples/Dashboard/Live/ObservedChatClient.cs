using System.Runtime.CompilerServices;
using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;
using Microsoft.Extensions.AI;

namespace Dashboard.Live;

/// <summary>Hands the result of every request to the log, however it ends, and the reason where it has no answer.</summary>
internal sealed class ObservedChatClient(IChatClient inner, RequestLog log) : DelegatingChatClient(inner)
{
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        try
        {
            return await base.GetResponseAsync(messages, Observe(options), cancellationToken);
        }
        catch (AiGatewayException failure)
        {
            log.AddReason(failure);
            throw;
        }
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var updates = base.GetStreamingResponseAsync(messages, Observe(options), cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await MoveNextAsync(updates))
        {
            yield return updates.Current;
        }
    }

    private async ValueTask<bool> MoveNextAsync(IAsyncEnumerator<ChatResponseUpdate> updates)
    {
        try
        {
            return await updates.MoveNextAsync();
        }
        catch (AiGatewayException failure)
        {
            log.AddReason(failure);
            throw;
        }
    }

    private GatewayChatOptions Observe(ChatOptions? options)
    {
        var observed = new GatewayChatOptions(options);
        observed.OnCompleted += result => log.Add(observed.Caller, result);
        return observed;
    }
}
