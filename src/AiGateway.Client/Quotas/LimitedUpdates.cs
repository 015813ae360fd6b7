using AiGateway.Client.Pipeline;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Quotas;

/// <summary>A stream under limits that begins anew for every reader.</summary>
internal sealed class LimitedUpdates(LimitGate gate, IChatClient inner, IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken call)
    : IAsyncEnumerable<ChatResponseUpdate>
{
    public IAsyncEnumerator<ChatResponseUpdate> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        new LimitedStream(gate, inner, messages, options, new LinkedCancellation(call, cancellationToken));
}
