using System.Net.Sockets;
using AiGateway.Client.Wire.Formats;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace AiGateway.Client.Wire.Serving;

/// <summary>Sends one answer, event by event, and lets its fault strike where it should.</summary>
internal sealed class Exchange(HttpContext http, WireRequest request, IWireFormat format, WireReply reply, CancellationToken stopping)
{
    private readonly WireFault? _fault = reply.Fault;
    private CancellationToken _left;

    public async Task<WireEnding> RunAsync()
    {
        using var left = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        _left = left.Token;
        try
        {
            return _fault is { After: null, Kind: not WireFaultKind.Unterminated } ? await StrikeBeforeHeadersAsync(_fault).ConfigureAwait(false)
                : await SendAsync(Rendition.Of(request, format, reply)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_left.IsCancellationRequested)
        {
            http.Abort();
            return stopping.IsCancellationRequested ? WireEnding.ServerStopped : WireEnding.ClientAborted;
        }
    }

    private async Task<WireEnding> StrikeBeforeHeadersAsync(WireFault fault)
    {
        await WaitAsync(fault).ConfigureAwait(false);
        return fault.Kind is WireFaultKind.Reset ? Reset() : await SendAsync(Rendition.Of(request, format, reply)).ConfigureAwait(false);
    }

    private async Task<WireEnding> SendAsync(Rendition answer)
    {
        await SendHeadersAsync(answer).ConfigureAwait(false);
        var strike = answer.FindStrike(_fault);
        for (var i = 0; i < answer.Events.Count; i++)
        {
            if (i == strike && await StrikeAsync(_fault!, answer, i).ConfigureAwait(false) is { } ending)
            {
                return ending;
            }

            await WriteAsync(i == strike && _fault!.Kind is WireFaultKind.Malformed ? answer.Events[i].BreakOff() : answer.Events[i]).ConfigureAwait(false);
        }

        return strike == answer.Events.Count && await StrikeAsync(_fault!, answer, strike).ConfigureAwait(false) is { } last ? last
            : await CompleteAsync().ConfigureAwait(false);
    }

    /// <summary>Strikes right before an event of the body.</summary>
    /// <returns>How the exchange ended; <see langword="null"/> when it goes on.</returns>
    private async Task<WireEnding?> StrikeAsync(WireFault fault, Rendition answer, int index)
    {
        await WaitAsync(fault).ConfigureAwait(false);
        switch (fault.Kind)
        {
            case WireFaultKind.Cut:
                return await CutAsync().ConfigureAwait(false);
            case WireFaultKind.Reset:
                return Reset();
            case WireFaultKind.End:
                return await CompleteAsync().ConfigureAwait(false);
            case WireFaultKind.ErrorEvent or WireFaultKind.FailedResponse:
                await WriteAsync(Rendition.ErrorEvent(request, format, reply, index)).ConfigureAwait(false);
                return fault.GoesOn ? null : await CompleteAsync().ConfigureAwait(false);
            default:
                return null;
        }
    }

    private async Task WaitAsync(WireFault fault)
    {
        if (fault.Gate is { } gate)
        {
            await gate.WaitAsync(_left).ConfigureAwait(false);
        }
    }

    private async Task SendHeadersAsync(Rendition answer)
    {
        http.Response.StatusCode = answer.Status;
        http.Response.ContentType = answer.ContentType;
        foreach (var (name, value) in format.Headers(request).Concat(reply.Headers))
        {
            http.Response.Headers[name] = value;
        }

        if (!answer.Streamed && (_fault is null or { After: null, Kind: not WireFaultKind.Unterminated }))
        {
            http.Response.ContentLength = answer.Events.Sum(part => part.Bytes.Length);
        }

        await http.Response.StartAsync(_left).ConfigureAwait(false);
        await FlushAsync().ConfigureAwait(false);
    }

    private async Task WriteAsync(WireEvent part)
    {
        await http.Response.BodyWriter.WriteAsync(part.Bytes, _left).ConfigureAwait(false);
        await FlushAsync().ConfigureAwait(false);
    }

    private async Task FlushAsync()
    {
        await http.Response.BodyWriter.FlushAsync(_left).ConfigureAwait(false);

        // Kestrel drops what is written after the client has gone, without a word.
        _left.ThrowIfCancellationRequested();
    }

    private async Task<WireEnding> CompleteAsync()
    {
        await http.Response.CompleteAsync().ConfigureAwait(false);
        return WireEnding.Completed;
    }

    private async Task<WireEnding> CutAsync()
    {
        Socket.Shutdown(SocketShutdown.Send);
        request.End(WireEnding.ServerAborted);

        // Once the client has read to the end it closes, too. Resetting before that could take from it what it has not read yet.
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _left).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        http.Abort();
        return WireEnding.ServerAborted;
    }

    private WireEnding Reset()
    {
        Socket.LingerState = new LingerOption(enable: true, seconds: 0);
        Socket.Close();
        http.Abort();
        return WireEnding.ServerAborted;
    }

    private Socket Socket => http.Features.Get<IConnectionSocketFeature>()!.Socket;
}
