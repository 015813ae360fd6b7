using System.Buffers.Text;

namespace AiGateway.Client.Gateways;

/// <summary>Reads one HTTP/1.1 answer with a Content-Length or in chunks, as its bytes come in.</summary>
internal sealed class HttpAnswer
{
    private byte[] _body = new byte[64 * 1024];
    private int _bodyLength;
    private int _at;
    private int _contentLength;

    public int Status { get; private set; }

    public ReadOnlySpan<byte> Body => _body.AsSpan(0, _bodyLength);

    public void Reset() => (Status, _bodyLength, _at) = (0, 0, 0);

    /// <summary>Goes on with everything received so far.</summary>
    /// <returns>Whether the answer is at its end.</returns>
    /// <exception cref="BadRunException">It says neither how long it is nor that it comes in chunks.</exception>
    public bool Read(ReadOnlySpan<byte> received)
    {
        if (Status == 0 && !ReadHead(received)) return false;
        if (_contentLength < 0) return ReadChunks(received);
        if (received.Length - _at < _contentLength) return false;
        Append(received.Slice(_at, _contentLength));
        return true;
    }

    private bool ReadHead(ReadOnlySpan<byte> received)
    {
        var end = received.IndexOf("\r\n\r\n"u8);
        if (end < 0) return false;
        var head = received[..(end + 2)];
        if (!Utf8Parser.TryParse(head["HTTP/1.1 ".Length..], out int status, out _)) throw new BadRunException("An answer has no status.");
        (Status, _at) = (status, end + 4);
        _contentLength = FindLength(head);
        return true;
    }

    private static int FindLength(ReadOnlySpan<byte> head)
    {
        for (var line = head; line.Length > 0; line = line[(line.IndexOf("\r\n"u8) + 2)..])
        {
            if (Is(line, "content-length: "u8) && Utf8Parser.TryParse(line["content-length: ".Length..], out int length, out _)) return length;
            if (Is(line, "transfer-encoding: chunked"u8)) return -1;
        }

        throw new BadRunException("An answer has neither a Content-Length nor chunks.");
    }

    private static bool Is(ReadOnlySpan<byte> line, ReadOnlySpan<byte> start) =>
        line.Length >= start.Length && System.Text.Ascii.EqualsIgnoreCase(line[..start.Length], start);

    private bool ReadChunks(ReadOnlySpan<byte> received)
    {
        while (true)
        {
            var rest = received[_at..];
            var line = rest.IndexOf("\r\n"u8);
            if (line < 0) return false;
            if (!Utf8Parser.TryParse(rest[..line], out int size, out _, 'x')) throw new BadRunException("A chunk of an answer has no length.");
            if (rest.Length < line + 2 + size + 2) return false;
            Append(rest.Slice(line + 2, size));
            _at += line + 2 + size + 2;
            if (size == 0) return true;
        }
    }

    private void Append(ReadOnlySpan<byte> part)
    {
        if (_bodyLength + part.Length > _body.Length) Array.Resize(ref _body, 2 * (_bodyLength + part.Length));
        part.CopyTo(_body.AsSpan(_bodyLength));
        _bodyLength += part.Length;
    }
}
