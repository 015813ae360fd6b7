using Microsoft.Extensions.AI;

namespace AiGateway.Client.Pipeline;

/// <summary>A stream that begins anew for every reader.</summary>
/// <param name="open">Makes the enumerator, given the reader's cancellation token.</param>
internal sealed class DeferredStream(Func<CancellationToken, IAsyncEnumerator<ChatResponseUpdate>> open) : IAsyncEnumerable<ChatResponseUpdate>
{
    public IAsyncEnumerator<ChatResponseUpdate> GetAsyncEnumerator(CancellationToken cancellationToken = default) => open(cancellationToken);
}
