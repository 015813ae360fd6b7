namespace AiGateway.Client.Pipeline;

/// <summary>The two ways to cancel a stream, as one token: the call's, and the reader's (<c>WithCancellation</c>).</summary>
internal readonly struct LinkedCancellation : IDisposable
{
    private readonly CancellationTokenSource? _source;

    public LinkedCancellation(CancellationToken call, CancellationToken reader)
    {
        _source = call.CanBeCanceled && reader.CanBeCanceled && call != reader ? CancellationTokenSource.CreateLinkedTokenSource(call, reader) : null;
        Token = _source?.Token ?? (call.CanBeCanceled ? call : reader);
    }

    public CancellationToken Token { get; }

    public void Dispose() => _source?.Dispose();
}
