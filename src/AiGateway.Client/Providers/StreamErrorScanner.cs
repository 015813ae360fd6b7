namespace AiGateway.Client.Providers;

/// <summary>Finds error events in a streamed body (server-sent events or one JSON object a line), or an error in a plain one, that an SDK would swallow.</summary>
/// <remarks>A line counts when it is a JSON object with an <c>error</c> property of its own; text that merely speaks of errors does not.</remarks>
/// <param name="capture">Receives the error.</param>
/// <param name="isDocument">Whether the whole body is one JSON document; one too long to be only an error is passed over.</param>
internal sealed class StreamErrorScanner(ResponseCapture capture, bool isDocument = false)
{
    private const int MaxLine = 256 * 1024;
    private const int MaxDocument = 16 * 1024;

    private byte[] _line = [];
    private int _length;
    private bool _skipping;

    private static ReadOnlySpan<byte> Marker => "\"error\""u8;

    private static ReadOnlySpan<byte> DataField => "data:"u8;

    /// <summary>Reads the next bytes of the body.</summary>
    public void Scan(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            // The body has ended; its last line may lack a line feed.
            Inspect(_line.AsSpan(0, _length));
            _length = 0;
            return;
        }

        int end;
        while (!isDocument && (end = bytes.IndexOf((byte)'\n')) >= 0)
        {
            Complete(bytes[..end]);
            bytes = bytes[(end + 1)..];
        }

        Keep(bytes);
    }

    private void Complete(ReadOnlySpan<byte> rest)
    {
        if (_length == 0 && !_skipping)
        {
            Inspect(rest);
            return;
        }

        Keep(rest);
        Inspect(_line.AsSpan(0, _length));
        _length = 0;
        _skipping = false;
    }

    private void Keep(ReadOnlySpan<byte> part)
    {
        var limit = isDocument ? MaxDocument : MaxLine;
        if (_skipping || _length + part.Length > limit)
        {
            _skipping = true;
            _length = 0;
            return;
        }

        if (_length + part.Length > _line.Length)
        {
            Array.Resize(ref _line, Math.Max(_length + part.Length, Math.Min(limit, Math.Max(1024, _line.Length * 2))));
        }

        part.CopyTo(_line.AsSpan(_length));
        _length += part.Length;
    }

    private void Inspect(ReadOnlySpan<byte> line)
    {
        if (line.IndexOf(Marker) >= 0)
        {
            var json = line.StartsWith(DataField) ? line[DataField.Length..] : line;
            capture.RecordError(json);
        }
    }
}
