using System.Threading.Tasks.Sources;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Caching;

/// <summary>One reader of a flight's updates. Waiting costs no object.</summary>
internal sealed class FlightReader : IAsyncEnumerator<ChatResponseUpdate>, IValueTaskSource<bool>
{
    private readonly Flight _flight;
    private ManualResetValueTaskSourceCore<bool> _moved = new() { RunContinuationsAsynchronously = true };
    private CancellationTokenRegistration _registration;
    private CancellationToken _cancellationToken;
    private bool _waiting;

    public FlightReader(Flight flight, bool isFirst)
    {
        _flight = flight;
        IsFirst = isFirst;
    }

    /// <summary>Gets a value indicating whether this is the reader who started the flight and gets what the provider sent.</summary>
    public bool IsFirst { get; }

    public int Index { get; private set; }

    public ChatResponseUpdate Current { get; private set; } = null!;

    /// <summary>Gets a value indicating whether anything was delivered that the caller can see.</summary>
    public bool HasDelivered { get; private set; }

    public ValueTask<bool> MoveNextAsync() => _flight.Advance(this) is { } moved ? new ValueTask<bool>(moved) : new ValueTask<bool>(this, _moved.Version);

    public void Watch(CancellationToken cancellationToken)
    {
        _cancellationToken = cancellationToken;
        _registration = cancellationToken.UnsafeRegister(static reader => ((FlightReader)reader!).Cancel(), this);
    }

    public ValueTask DisposeAsync() => _registration.DisposeAsync();

    public void Dispose() => _registration.Dispose();

    // The methods below run under the lock of the flight.
    public void ThrowIfCancelled() => _cancellationToken.ThrowIfCancellationRequested();

    public void Take(ChatResponseUpdate update)
    {
        Index++;
        Current = update;
        HasDelivered |= update.Contents.Count > 0;
    }

    public void Wait()
    {
        _moved.Reset();
        _waiting = true;
    }

    public void Wake()
    {
        if (_waiting)
        {
            _waiting = false;
            _moved.SetResult(true);
        }
    }

    bool IValueTaskSource<bool>.GetResult(short token)
    {
        _moved.GetResult(token);
        return _flight.Advance(this) ?? throw new InvalidOperationException("A reader was woken for nothing.");
    }

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _moved.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _moved.OnCompleted(continuation, state, token, flags);

    private void Cancel() => _flight.Wake(this);
}
