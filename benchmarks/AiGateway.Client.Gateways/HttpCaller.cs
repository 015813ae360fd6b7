using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace AiGateway.Client.Gateways;

/// <summary>One kept connection over which whole HTTP/1.1 exchanges go: lighter than a client library, so that what is measured is the other side.</summary>
internal sealed class HttpCaller : ICaller
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly HttpAnswer _answer = new();
    private readonly Leg _leg;
    private readonly bool _streamed;
    private readonly byte[] _request;
    private byte[] _buffer = new byte[64 * 1024];

    public HttpCaller(Leg leg, bool streamed)
    {
        (_leg, _streamed) = (leg, streamed);
        var body = Exchange.RequestBody(streamed);
        _request = Encoding.ASCII.GetBytes(
            $"POST /v1/chat/completions HTTP/1.1\r\nHost: {leg.Url.Authority}\r\nContent-Type: application/json\r\nAuthorization: Bearer loopback\r\n" +
            $"x-portkey-provider: openai\r\nx-portkey-custom-host: {new Uri(leg.Upstream, "/v1")}\r\nContent-Length: {body.Length}\r\n\r\n{body}");
    }

    public async Task<long> AskAsync()
    {
        if (!_socket.Connected)
        {
            await _socket.ConnectAsync(_leg.Url.Host, _leg.Url.Port);
        }

        await _socket.SendAsync(_request);
        var length = 0;
        var first = 0L;
        _answer.Reset();
        while (!_answer.Read(_buffer.AsSpan(0, length)))
        {
            if (length == _buffer.Length) Array.Resize(ref _buffer, length * 2);
            var read = await _socket.ReceiveAsync(_buffer.AsMemory(length));
            if (read == 0) throw Wrong("the connection was closed in the middle");
            length += read;
            if (first == 0) first = Stopwatch.GetTimestamp();
        }

        if (_answer.Status != 200) throw Wrong($"status {_answer.Status}");
        if (AnswerCheck.FindFault(_answer.Body, _streamed) is { } fault) throw Wrong(fault);
        return first;
    }

    public void Dispose() => _socket.Dispose();

    private BadRunException Wrong(string what) =>
        new($"{_leg.Name}, {(_streamed ? "stream" : "plain")}: the answer is not whole: {what}. {Encoding.UTF8.GetString(_answer.Body[..Math.Min(300, _answer.Body.Length)])}");
}
