namespace AiGateway.Client.Providers;

/// <summary>A read-only stream that shows every byte it passes to a scanner, and ends with the attempt even when its reader has no token of its own.</summary>
internal sealed class TappedStream(Stream inner, StreamErrorScanner scanner, CancellationToken attempt) : Stream
{
    // Readers pass the same token every time, so one linked source serves the whole body.
    private CancellationTokenSource? _linked;
    private CancellationToken _linkedTo;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        attempt.ThrowIfCancellationRequested();
        var read = inner.Read(buffer);
        scanner.Scan(buffer[..read]);
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, Link(cancellationToken)).ConfigureAwait(false);
        scanner.Scan(buffer.Span[..read]);
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _linked?.Dispose();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private CancellationToken Link(CancellationToken reader)
    {
        if (!attempt.CanBeCanceled || reader == attempt)
        {
            return reader;
        }

        if (!reader.CanBeCanceled)
        {
            return attempt;
        }

        if (_linked is null || _linkedTo != reader)
        {
            _linked?.Dispose();
            _linked = CancellationTokenSource.CreateLinkedTokenSource(reader, attempt);
            _linkedTo = reader;
        }

        return _linked.Token;
    }
}
