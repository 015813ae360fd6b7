using System.Net;

namespace AiGateway.Client.Providers;

/// <summary>A body that a scanner reads along with the SDK.</summary>
internal sealed class TappedContent : HttpContent
{
    private readonly HttpContent _inner;
    private readonly StreamErrorScanner _scanner;
    private readonly CancellationToken _attempt;

    public TappedContent(HttpContent inner, StreamErrorScanner scanner, CancellationToken attempt)
    {
        _inner = inner;
        _scanner = scanner;
        _attempt = attempt;
        foreach (var (name, values) in inner.Headers.NonValidated)
        {
            Headers.TryAddWithoutValidation(name, values);
        }
    }

    protected override Task<Stream> CreateContentReadStreamAsync() => CreateContentReadStreamAsync(CancellationToken.None);

    protected override async Task<Stream> CreateContentReadStreamAsync(CancellationToken cancellationToken) =>
        new TappedStream(await _inner.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), _scanner, _attempt);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var source = await CreateContentReadStreamAsync(cancellationToken).ConfigureAwait(false);
        await source.CopyToAsync(stream, cancellationToken).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
