using System.Diagnostics.CodeAnalysis;
using AiGateway.Client.Pipeline;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Caching;

/// <summary>One call to what is below, shared by everybody who asks the same while it lasts. It is cancelled only when the last of them has left.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Whoever ends the flight disposes its cancellation.")]
internal sealed class Flight
{
    private readonly Lock _lock = new();
    private readonly GatewayCache _cache;
    private readonly CancellationTokenSource _cancellation;
    private readonly TaskCompletionSource<FlightResult> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly UpdateLog _log;
    private readonly FlightReaders _readers = new();
    private TaskCompletionSource? _room;
    private int _subscribers = 1;
    private int _plain;
    private bool _closed;
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

    /// <summary>Gets the end of the flight. It never fails.</summary>
    public Task<FlightResult> Completion => _completion.Task;

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

    /// <summary>Reads the updates of a stream from the first one.</summary>
    public FlightReader Read(bool isFirst, CancellationToken cancellationToken)
    {
        var reader = new FlightReader(this, isFirst);
        lock (_lock)
        {
            _readers.Add(reader);
        }

        reader.Watch(cancellationToken);
        return reader;
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

    /// <summary>Moves a reader on.</summary>
    /// <returns><see langword="null"/> when it has to wait.</returns>
    public bool? Advance(FlightReader reader)
    {
        lock (_lock)
        {
            reader.ThrowIfCancelled();
            if (reader.Index < _log.Start)
            {
                throw new AiGatewayException("The shared answer was read so slowly that its oldest part was dropped. Read faster, or set CacheControl.Bypass for this request.");
            }

            if (reader.Index < _log.End)
            {
                reader.Take(reader.IsFirst ? _log.TakeOriginal(reader.Index) : _log.Copy(reader.Index, billed: false));
                Trim();
                return true;
            }

            if (_result is not null)
            {
                return false;
            }

            reader.Wait();
            return null;
        }
    }

    /// <summary>Ends the wait of a reader whose caller has cancelled.</summary>
    public void Wake(FlightReader reader)
    {
        lock (_lock)
        {
            reader.Wake();
        }
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

    private async Task<FlightResult> StreamAsync()
    {
        await foreach (var update in Request.Inner.GetStreamingResponseAsync(Request.Messages, Request.Options, _cancellation.Token)
            .WithCancellation(_cancellation.Token).ConfigureAwait(false))
        {
            if (Deliver(update) is { } room)
            {
                await room.WaitAsync(_cancellation.Token).ConfigureAwait(false);
            }
        }

        return new FlightResult { Shared = _log.ToResponse(), Origin = GatewayCache.OriginOf(Request) };
    }

    // Nobody is waited for but the fastest: those who are far behind lose what the buffer cannot hold.
    private Task? Deliver(ChatResponseUpdate update)
    {
        bool full;
        Task? room;
        lock (_lock)
        {
            _log.Add(update);
            _readers.Wake();

            full = _plain == 0 && _log.Bytes > Request.Settings.MaxEntryBytes;
            _closed |= full;
            Trim();
            room = full && _log.Bytes > Request.Settings.MaxEntryBytes
                ? (_room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task : null;
        }

        if (full)
        {
            _cache.Flights.Forget(this);
        }

        return room;
    }

    private void Trim()
    {
        if (_log.Bytes <= Request.Settings.MaxEntryBytes || _plain > 0 || !_closed)
        {
            return;
        }

        var furthest = _readers.Furthest;
        while (_log.Bytes > Request.Settings.MaxEntryBytes && _log.Start < furthest)
        {
            _log.Trim(_log.Start + 1);
        }

        if (_log.Bytes <= Request.Settings.MaxEntryBytes)
        {
            _room?.SetResult();
            _room = null;
        }
    }

    private void End(FlightResult result)
    {
        _cache.Flights.Forget(this);
        lock (_lock)
        {
            _closed = true;
            _result = result;
            _readers.Wake();
        }

        _completion.SetResult(result);
        _cancellation.Dispose();
        Request.Release?.Invoke();
    }

    private AiGatewayException TimedOut(Exception exception) =>
        new($"The shared call was ended after {Request.Settings.FlightTimeout} (Caching:FlightTimeout), or because nobody waited for it any more.", exception);
}
