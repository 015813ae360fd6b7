using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Pipeline;

/// <summary>Waits for the moves of one source on behalf of a relay, until the relay gives the source up.</summary>
/// <remarks>A ticket, odd while a move is waited for, decides who ends the wait: the source, or whoever interrupts it. A source that was given up is disposed as soon as it lets go.</remarks>
internal sealed class SourceReader(RelayStream owner, IAsyncEnumerator<ChatResponseUpdate> source)
{
    // Most sources are relays themselves, and an interface with many implementations is slow to call.
    private readonly RelayStream? _relay = source as RelayStream;
    private readonly bool _isInterruptible = owner.IsInterruptible;
    private ConfiguredValueTaskAwaitable<bool>.ConfiguredValueTaskAwaiter _move;
    private Action? _onMoved;
    private long _ticket;

    /// <summary>Gets the update to which the source has moved.</summary>
    public ChatResponseUpdate Current => _relay is null ? source.Current : _relay.Current;

    /// <summary>Gets the ticket of the present wait; an even number when there is none.</summary>
    public long Ticket => Interlocked.Read(ref _ticket);

    public ValueTask<bool> MoveNextAsync() => _relay is null ? source.MoveNextAsync() : _relay.MoveNextAsync();

    public void Begin(ValueTask<bool> move)
    {
        _move = move.ConfigureAwait(false).GetAwaiter();
        if (_isInterruptible)
        {
            Interlocked.Increment(ref _ticket);
        }
    }

    public void Subscribe() => _move.UnsafeOnCompleted(_onMoved ??= OnMoved);

    /// <summary>Ends a wait.</summary>
    /// <returns><see langword="false"/> when somebody else has ended it.</returns>
    public bool TryEnd(long ticket) => (ticket & 1) != 0 && Interlocked.CompareExchange(ref _ticket, ticket + 1, ticket) == ticket;

    public bool GetResult() => _move.GetResult();

    private void OnMoved()
    {
        if (!_isInterruptible || TryEnd(Ticket))
        {
            owner.OnMoved(this);
        }
        else
        {
            _ = DisposeAsync();
        }
    }

    private async Task DisposeAsync()
    {
        try
        {
            _move.GetResult();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Nobody waits for this source any more.
        }

        await Abandoned.DisposeAsync(source).ConfigureAwait(false);
    }
}
