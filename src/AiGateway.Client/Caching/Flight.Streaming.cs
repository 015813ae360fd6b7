using AiGateway.Client.Pipeline;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Caching;

/// <content>The updates of a streamed call, and those who read them.</content>
internal sealed partial class Flight
{
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
}
