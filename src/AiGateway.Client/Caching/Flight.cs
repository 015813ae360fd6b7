using System.Diagnostics.CodeAnalysis;
using AiGateway.Client.Pipeline;

namespace AiGateway.Client.Caching;

/// <summary>One call to what is below, shared by everybody who asks the same while it lasts. It is cancelled only when the last of them has left.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Whoever ends the flight disposes its cancellation.")]
internal sealed partial class Flight
{
    private readonly Lock _lock = new();
    private readonly GatewayCache _cache;
    private readonly CancellationTokenSource _cancellation;
    private readonly TaskCompletionSource<FlightResult> _completion = new();
    private readonly UpdateLog _log;
    private readonly FlightReaders _readers = new();
    private TaskCompletionSource? _room;
    private int _subscribers = 1;
    private int _plain;
    private bool _closed;
    private bool _isShared;
    private FlightResult? _result;

    public Flight(GatewayCache cache, FlightRequest request)
    {
        _cache = cache;
        Request = request;
        _plain = request.Streamed ? 0 : 1;
        _log = request.Streamed ? new UpdateLog() : UpdateLog.Empty;
        _cancellation = new CancellationTokenSource(request.Settings.FlightTimeout, cache.Time);
    }

    public FlightRequest Request { get; }

    /// <summary>Runs the flight. Whoever starts it is its first subscriber.</summary>
    public async Task RunAsync()
    {
        FlightResult result;
        try
        {
            result = await _cache.FindAsync(Request, _cancellation.Token).ConfigureAwait(false)
                ?? (Request.Streamed ? await StreamAsync().ConfigureAwait(false) : await AskAsync().ConfigureAwait(false));
            _cache.Keep(Request, result);
        }
        catch (Exception exception)
        {
            _cache.Remember(Request, exception);
            result = new FlightResult { Failure = _cancellation.IsCancellationRequested && exception is OperationCanceledException ? TimedOut(exception) : exception };
        }

        End(result);
    }

    /// <summary>Waits for the end of the flight.</summary>
    /// <exception cref="OperationCanceledException">The wait was cancelled. The flight itself never fails.</exception>
    public async ValueTask<FlightResult> WaitAsync(CancellationToken cancellationToken)
    {
        var result = await _completion.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (_isShared)
        {
            // Of several who wait none may hold up the others by what it does next.
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        }

        return result;
    }

    /// <summary>Joins the flight, if it is not over and nothing of it is lost.</summary>
    public bool TryJoin(bool streamed)
    {
        lock (_lock)
        {
            if (_closed)
            {
                return false;
            }

            _subscribers++;
            _plain += streamed ? 0 : 1;
            return true;
        }
    }

    /// <summary>Leaves the flight, with its reader where there is one.</summary>
    public void Leave(bool streamed, FlightReader? reader = null)
    {
        bool isLast;
        lock (_lock)
        {
            if (reader is not null)
            {
                _readers.Remove(reader);
            }

            _plain -= streamed ? 0 : 1;
            isLast = --_subscribers == 0 && _result is null;
            _closed |= isLast;
            Trim();
        }

        if (isLast)
        {
            _cache.Flights.Forget(this);
            Cancel();
        }
    }

    /// <summary>Gives up a flight that was never begun.</summary>
    public void Abandon()
    {
        _cancellation.Dispose();
        Request.Release?.Invoke();
    }

    private void Cancel()
    {
        try
        {
            _cancellation.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The flight ended at the same moment.
        }
    }

    private async Task<FlightResult> AskAsync()
    {
        var response = await Request.Inner.GetResponseAsync(Request.Messages, Request.Options, _cancellation.Token).ConfigureAwait(false);
        return new FlightResult { Original = response, Shared = ResponseCopy.Copy(response, billed: true), Origin = GatewayCache.OriginOf(Request) };
    }

    private void End(FlightResult result)
    {
        _cache.Flights.Forget(this);
        lock (_lock)
        {
            _closed = true;
            _isShared = _subscribers > 1;
            _result = result;
            _readers.Wake();
        }

        _cancellation.Dispose();
        Request.Release?.Invoke();
        _completion.SetResult(result);
    }

    private AiGatewayException TimedOut(Exception exception) =>
        new($"The shared call was ended after {Request.Settings.FlightTimeout} (Caching:FlightTimeout), or because nobody waited for it any more.", exception);
}
