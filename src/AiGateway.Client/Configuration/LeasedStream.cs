using Microsoft.Extensions.AI;

namespace AiGateway.Client.Configuration;

/// <summary>A stream that leases the current snapshot at its first move and gives the lease back when it is disposed.</summary>
/// <remarks>Hand-written, because it does nothing per update: an iterator would add its cost to every one.</remarks>
internal sealed class LeasedStream(
    RouteChatClient facade, IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
    : IAsyncEnumerable<ChatResponseUpdate>
{
    public IAsyncEnumerator<ChatResponseUpdate> GetAsyncEnumerator(CancellationToken cancellationToken = default) => new Enumerator(this, cancellationToken);

    private sealed class Enumerator(LeasedStream stream, CancellationToken enumeratorToken) : IAsyncEnumerator<ChatResponseUpdate>
    {
        private GatewaySnapshot? _snapshot;
        private IAsyncEnumerator<ChatResponseUpdate>? _inner;

        public ChatResponseUpdate Current => _inner?.Current!;

        public ValueTask<bool> MoveNextAsync() => (_inner ?? Open()).MoveNextAsync();

        public async ValueTask DisposeAsync()
        {
            try
            {
                if (_inner is not null)
                {
                    await _inner.DisposeAsync().ConfigureAwait(false);
                }
            }
            finally
            {
                Interlocked.Exchange(ref _snapshot, null)?.Release();
            }
        }

        private IAsyncEnumerator<ChatResponseUpdate> Open()
        {
            var pipeline = stream.Facade.Lease(out _snapshot);
            return _inner = pipeline.GetStreamingResponseAsync(stream.Messages, stream.Options, stream.Token).GetAsyncEnumerator(enumeratorToken);
        }
    }

    private RouteChatClient Facade => facade;

    private IEnumerable<ChatMessage> Messages => messages;

    private ChatOptions? Options => options;

    private CancellationToken Token => cancellationToken;
}
