using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;
using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Governance;

/// <summary>The streamed half of governance: asks about the request at the first move, then about the updates of the answer.</summary>
internal sealed class GovernedStream(
    GovernanceChatClient client, IEnumerable<ChatMessage> messages, ChatOptions? options, LinkedCancellation cancellation) : RelayStream
{
    private readonly LinkedCancellation _cancellation = cancellation;
    private GovernanceContext? _context;
    private StreamGuard? _guard;
    private IAsyncEnumerator<ChatResponseUpdate>? _updates;
    private Queue<ChatResponseUpdate>? _ready;
    private ExceptionDispatchInfo? _failure;
    private ObservedAnswer? _observed;

    private GovernanceEngine Engine => client.Engine;

    public override async ValueTask DisposeAsync()
    {
        try
        {
            await CloseAsync().ConfigureAwait(false);
        }
        finally
        {
            _cancellation.Dispose();
        }
    }

    protected override bool Observe(ChatResponseUpdate update)
    {
        if (_guard!.IsOn && !_guard.Passes(update))
        {
            return false;
        }

        _observed?.Add(update);
        return true;
    }

    [SuppressMessage("Design", "CA1031", Justification = "The exception goes to whoever awaits the move.")]
    protected override async ValueTask<bool> InterceptAsync(ChatResponseUpdate update)
    {
        try
        {
            Current = await _guard!.GovernAsync(update, _cancellation.Token).ConfigureAwait(false);
            _observed?.Add(Current);
            return true;
        }
        catch (Exception refused)
        {
            return await RefuseAsync(refused).ConfigureAwait(false);
        }
    }

    protected override ValueTask<bool> AdvanceAsync() => _context is null ? OpenAsync() : Deliver();

    [SuppressMessage("Design", "CA1031", Justification = "The exception goes to whoever awaits the move.")]
    protected override async ValueTask<bool> EndAsync()
    {
        Relay(null);
        try
        {
            _ready = new Queue<ChatResponseUpdate>(await _guard!.FlushAsync(_cancellation.Token).ConfigureAwait(false));
            if (_observed is not null && _failure is null)
            {
                await _observed.JudgeAsync(_ready, Engine, _context!, _cancellation.Token).ConfigureAwait(false);
            }
        }
        catch (Exception refused)
        {
            return await RefuseAsync(refused).ConfigureAwait(false);
        }

        return await Deliver().ConfigureAwait(false);
    }

    // What was received goes first, as it would without policies.
    protected override ValueTask<bool> FailAsync(Exception exception)
    {
        _failure = ExceptionDispatchInfo.Capture(exception);
        return EndAsync();
    }

    private async ValueTask<bool> OpenAsync()
    {
        _context = Engine.Begin(messages, options, streamed: true);
        await Engine.RequestAsync(_context, _cancellation.Token).ConfigureAwait(false);
        _guard = new StreamGuard(Engine, _context);
        _updates = client.Open(_context, _cancellation.Token);
        if (Engine.HoldsAnswers(_context.Request))
        {
            return await BufferAsync().ConfigureAwait(false);
        }

        _observed = Engine.Takes(PolicyPhase.Response, _context.Request) ? new ObservedAnswer(Engine.MaxBuffered) : null;
        Relay(_updates);
        return await MoveSourceAsync().ConfigureAwait(false);
    }

    private async ValueTask<bool> BufferAsync()
    {
        try
        {
            var answer = await BufferedAnswer.ReadAsync(_updates!, _guard!, Engine.MaxBuffered, _cancellation.Token).ConfigureAwait(false);
            _ready = new Queue<ChatResponseUpdate>(await answer.GovernAsync(Engine, _context!, _cancellation.Token).ConfigureAwait(false));
        }
        catch (Exception refused)
        {
            return await RefuseAsync(refused).ConfigureAwait(false);
        }

        return await Deliver().ConfigureAwait(false);
    }

    private ValueTask<bool> Deliver()
    {
        if (_ready is { Count: > 0 })
        {
            Current = _ready.Dequeue();
            return new ValueTask<bool>(true);
        }

        return _failure is { } failure ? ValueTask.FromException<bool>(failure.SourceException) : new ValueTask<bool>(false);
    }

    // Nothing more is delivered, not even what waited, and the provider need not go on.
    private async ValueTask<bool> RefuseAsync(Exception refused)
    {
        _failure = ExceptionDispatchInfo.Capture(refused);
        _ready = null;
        await CloseAsync().ConfigureAwait(false);
        ExceptionDispatchInfo.Throw(refused);
        return false;
    }

    private ValueTask CloseAsync()
    {
        Relay(null);
        var updates = _updates;
        _updates = null;
        return updates?.DisposeAsync() ?? default;
    }
}
