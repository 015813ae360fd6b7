using AiGateway.Client.Wire.Serving;

namespace AiGateway.Client.Wire;

/// <summary>Where the server holds an answer back until the test says so. Once open it stays open; a client that leaves is let through.</summary>
/// <param name="opensAfter">A real time after which it lets an answer through by itself. Default: never.</param>
public sealed class WireGate(TimeSpan? opensAfter = null)
{
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Changes _changes = new();
    private int _arrived;

    /// <summary>Gets the number of answers that have come to the gate, those that went on included.</summary>
    public int Arrived => Volatile.Read(ref _arrived);

    /// <summary>Lets all answers through, now and later.</summary>
    public void Open() => _opened.TrySetResult();

    /// <summary>Waits until answers have come to the gate: everything before it has then been handed to the network.</summary>
    /// <param name="count">How many.</param>
    public Task ReachedAsync(int count = 1) => _changes.UntilAsync(() => Arrived >= count, () => $"{count} answer(s) at the gate, but {Arrived} came");

    internal async Task WaitAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _arrived);
        _changes.Notify();
        if (opensAfter is { } time)
        {
            await Task.WhenAny(_opened.Task, Task.Delay(time, TimeProvider.System, cancellationToken)).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }
        else
        {
            await _opened.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
