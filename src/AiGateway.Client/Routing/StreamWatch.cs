using AiGateway.Client.Pipeline;
using AiGateway.Client.Resilience;

namespace AiGateway.Client.Routing;

/// <summary>Ends waits of a stream that last too long or that the caller cancels, whatever the source does about it.</summary>
/// <remarks>
/// One timer serves the whole stream and is seldom touched: a wait only notes when it began, and the timer, when it fires, looks whether
/// the wait of that moment has lasted long enough. Sources that complete synchronously never arm it.
/// </remarks>
internal sealed class StreamWatch : IDisposable
{
    private readonly RoutingStream _stream;
    private readonly TimeProvider _time;
    private readonly CancellationToken _token;
    private readonly CancellationTokenRegistration _registration;
    private ITimer? _timer;
    private SourceReader? _reader;
    private long _waitStart;
    private long _armedFor = long.MaxValue;

    public StreamWatch(RoutingStream stream, TimeProvider time, CancellationToken token)
    {
        _stream = stream;
        _time = time;
        _token = token;
        _registration = token.UnsafeRegister(static watch => ((StreamWatch)watch!).OnCancelled(), this);
    }

    /// <summary>Notes that a wait has begun, and sees to it that the timer fires in time.</summary>
    public void OnWaiting(SourceReader reader)
    {
        _reader = reader;
        _waitStart = _time.GetTimestamp();
        if (_token.IsCancellationRequested)
        {
            OnCancelled();
            return;
        }

        var limit = _stream.WaitLimit(_waitStart);
        if (limit < Interlocked.Read(ref _armedFor))
        {
            Arm(limit);
        }
    }

    public void Dispose()
    {
        _registration.Dispose();
        _timer?.Dispose();
    }

    private void Arm(long limit)
    {
        Interlocked.Exchange(ref _armedFor, limit);
        var due = _time.Wait(Math.Max(0, limit - _time.GetTimestamp()));
        if (_timer is null)
        {
            _timer = _time.CreateTimer(static watch => ((StreamWatch)watch!).OnTimer(), this, due, Timeout.InfiniteTimeSpan);
        }
        else
        {
            _timer.Change(due, Timeout.InfiniteTimeSpan);
        }
    }

    // The next wait arms the timer anew if there is none now; both sides write before they read, so one of them sees the other.
    private void OnTimer()
    {
        Interlocked.Exchange(ref _armedFor, long.MaxValue);
        if (_reader is not { } reader || (reader.Ticket & 1) == 0)
        {
            return;
        }

        var ticket = reader.Ticket;
        var limit = _stream.WaitLimit(_waitStart);
        if (_time.GetTimestamp() < limit)
        {
            Arm(limit);
        }
        else
        {
            _stream.Interrupt(reader, ticket, cancelled: false);
        }
    }

    // The caller's own Cancel() must not run the consumer's code.
    private void OnCancelled()
    {
        if (_reader is { } reader)
        {
            var ticket = reader.Ticket;
            ThreadPool.UnsafeQueueUserWorkItem(static state => state.Stream.Interrupt(state.Reader, state.Ticket, cancelled: true),
                (Stream: _stream, Reader: reader, Ticket: ticket), preferLocal: false);
        }
    }
}
