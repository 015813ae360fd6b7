using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Tasks.Sources;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Pipeline;

/// <summary>A stream that passes the updates of another one on, at the cost of a few calls per update and no allocation.</summary>
/// <remarks>
/// An async iterator costs some 20 ns for each update that is there already and 80 ns for each that is waited for. This hand-written
/// enumerator waits on its source directly; what happens rarely (opening, ending, failing) is left to ordinary async methods of the stage.
/// </remarks>
internal abstract class RelayStream : IAsyncEnumerator<ChatResponseUpdate>, IValueTaskSource<bool>
{
    private ManualResetValueTaskSourceCore<bool> _completion;
    private ConfiguredValueTaskAwaitable<bool>.ConfiguredValueTaskAwaiter _move;
    private IAsyncEnumerator<ChatResponseUpdate>? _source;
    private Action? _onMoved;

    /// <inheritdoc />
    public ChatResponseUpdate Current { get; protected set; } = null!;

    /// <inheritdoc />
    public ValueTask<bool> MoveNextAsync()
    {
        if (_source is not { } source)
        {
            return AdvanceAsync();
        }

        ValueTask<bool> move;
        try
        {
            move = source.MoveNextAsync();
        }
        catch (Exception exception)
        {
            return FailAsync(exception);
        }

        return move.IsCompletedSuccessfully ? Accept(source, move.Result) : Wait(move);
    }

    /// <inheritdoc />
    public abstract ValueTask DisposeAsync();

    bool IValueTaskSource<bool>.GetResult(short token) => _completion.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _completion.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _completion.OnCompleted(continuation, state, token, flags);

    /// <summary>Starts to pass on the updates of a source, or stops with <see langword="null"/>.</summary>
    protected void Relay(IAsyncEnumerator<ChatResponseUpdate>? source) => _source = source;

    /// <summary>Moves while there is no source: opens one, delivers something of the stage's own, or ends.</summary>
    protected abstract ValueTask<bool> AdvanceAsync();

    /// <summary>Looks at an update on its way. Must neither wait nor allocate.</summary>
    /// <returns><see langword="false"/> to keep it back and go on with <see cref="InterceptAsync"/>.</returns>
    protected virtual bool Observe(ChatResponseUpdate update) => true;

    /// <summary>Decides what follows an update that was kept back.</summary>
    protected virtual ValueTask<bool> InterceptAsync(ChatResponseUpdate update) => MoveSourceAsync();

    /// <summary>Decides what follows the end of the source.</summary>
    protected abstract ValueTask<bool> EndAsync();

    /// <summary>Decides what follows a failure of the source.</summary>
    protected abstract ValueTask<bool> FailAsync(Exception exception);

    /// <summary>Moves the source on, for the methods of a stage that run while the consumer's own move is under way.</summary>
    protected async ValueTask<bool> MoveSourceAsync()
    {
        bool moved;
        try
        {
            moved = await _source!.MoveNextAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            return await FailAsync(exception).ConfigureAwait(false);
        }

        return await Accept(_source!, moved).ConfigureAwait(false);
    }

    private ValueTask<bool> Accept(IAsyncEnumerator<ChatResponseUpdate> source, bool moved)
    {
        if (!moved)
        {
            return EndAsync();
        }

        var update = source.Current;
        if (!Observe(update))
        {
            return InterceptAsync(update);
        }

        Current = update;
        return new ValueTask<bool>(true);
    }

    private ValueTask<bool> Wait(ValueTask<bool> move)
    {
        _completion.Reset();
        var completion = new ValueTask<bool>(this, _completion.Version);
        _move = move.ConfigureAwait(false).GetAwaiter();
        _move.UnsafeOnCompleted(_onMoved ??= OnMoved);
        return completion;
    }

    private void OnMoved()
    {
        var next = AcceptMove();
        if (next.IsCompletedSuccessfully)
        {
            _completion.SetResult(next.Result);
        }
        else
        {
            _ = CompleteAsync(next);
        }
    }

    private ValueTask<bool> AcceptMove()
    {
        bool moved;
        try
        {
            moved = _move.GetResult();
        }
        catch (Exception exception)
        {
            return FailAsync(exception);
        }

        return Accept(_source!, moved);
    }

    [SuppressMessage("Design", "CA1031", Justification = "The exception goes to whoever awaits the move.")]
    private async Task CompleteAsync(ValueTask<bool> next)
    {
        bool result;
        try
        {
            result = await next.ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            _completion.SetException(exception);
            return;
        }

        _completion.SetResult(result);
    }
}
