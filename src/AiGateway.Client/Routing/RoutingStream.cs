using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;
using AiGateway.Client.Resilience;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace AiGateway.Client.Routing;

/// <summary>The streamed half of the routing stage: holds updates back until a target has committed to an answer, then passes them on.</summary>
internal sealed class RoutingStream(
    Route route, GatewayContext context, IEnumerable<ChatMessage> messages, ILogger logger, LinkedCancellation cancellation) : RelayStream
{
    private readonly LinkedCancellation _cancellation = cancellation;
    private readonly List<ChatResponseUpdate> _held = [];
    private StreamProgress _progress = new();
    private IAsyncEnumerator<ChatResponseUpdate>? _updates;
    private Exception? _firstFailure;
    private Attempt _attempt;
    private int _nextTarget;
    private int _nextHeld;
    private bool _open;
    private bool _ended;

    public override async ValueTask DisposeAsync()
    {
        if (_open)
        {
            Leave(_cancellation.Token.IsCancellationRequested ? GatewayOutcome.Cancelled : GatewayOutcome.Abandoned);
        }

        await CloseAsync().ConfigureAwait(false);
        _cancellation.Dispose();
    }

    protected override ValueTask<bool> AdvanceAsync()
    {
        if (_nextHeld < _held.Count)
        {
            Current = _held[_nextHeld++];
            if (_nextHeld == _held.Count && !_ended)
            {
                Relay(_updates);
            }

            return new ValueTask<bool>(true);
        }

        return _ended ? new ValueTask<bool>(false) : CommitAsync();
    }

    protected override bool Observe(ChatResponseUpdate update)
    {
        _progress.Observe(update);
        return _progress.Error is null;
    }

    protected override ValueTask<bool> InterceptAsync(ChatResponseUpdate update) => EndAsync();

    protected override async ValueTask<bool> EndAsync()
    {
        if (_attempt.Inspect(_progress) is { } failure)
        {
            return await BreakAsync(failure, null).ConfigureAwait(false);
        }

        _ended = true;
        _open = false;
        _attempt.Succeed(_progress.Usage);
        await CloseAsync().ConfigureAwait(false);
        return false;
    }

    protected override ValueTask<bool> FailAsync(Exception exception)
    {
        if (Attempt.PassingOutcome(exception, _cancellation.Token) is { } outcome)
        {
            Leave(outcome);
            return ValueTask.FromException<bool>(exception);
        }

        return BreakAsync(_attempt.Classify(exception), exception);
    }

    /// <summary>Tries target after target until one has delivered content, or has ended well without any.</summary>
    private async ValueTask<bool> CommitAsync()
    {
        while (_nextTarget < route.Targets.Count)
        {
            _attempt = Attempt.Begin(context, route.Targets[_nextTarget++]);
            _open = true;
            _progress = new StreamProgress();
            var (failure, exception) = await HoldUntilContentAsync().ConfigureAwait(false);
            if (failure is null)
            {
                return await AdvanceAsync().ConfigureAwait(false);
            }

            _open = false;
            _attempt.Fail(failure, logger, _progress.Usage);
            _held.Clear();
            _firstFailure ??= exception;
            await CloseAsync().ConfigureAwait(false);
            _attempt.ThrowIfRefused(failure, exception);
        }

        throw new AllTargetsFailedException(route.Name, context.Attempts, _firstFailure);
    }

    private async ValueTask<(ProviderFailure? Failure, Exception? Exception)> HoldUntilContentAsync()
    {
        try
        {
            _updates = _attempt.Target.Client.GetStreamingResponseAsync(messages, _attempt.PrepareOptions(), _cancellation.Token)
                .GetAsyncEnumerator(_cancellation.Token);
            while (!_progress.Committed)
            {
                if (!await _updates.MoveNextAsync().ConfigureAwait(false) || !Observe(_updates.Current))
                {
                    return (EndWithoutContent(), null);
                }

                _held.Add(_updates.Current);
            }

            _attempt.MarkFirstToken();
            return default;
        }
        catch (Exception exception)
        {
            if (Attempt.PassingOutcome(exception, _cancellation.Token) is { } outcome)
            {
                Leave(outcome);
                throw;
            }

            return (_attempt.Classify(exception), exception);
        }
    }

    private ProviderFailure? EndWithoutContent()
    {
        var failure = _attempt.Inspect(_progress);
        if (failure is null)
        {
            _ended = true;
            _open = false;
            _attempt.Succeed(_progress.Usage);
        }

        return failure;
    }

    // Part of the answer has been delivered: no other target can take over unnoticed.
    private async ValueTask<bool> BreakAsync(ProviderFailure failure, Exception? exception)
    {
        _ended = true;
        _open = false;
        _attempt.Fail(failure, logger, _progress.Usage);
        await CloseAsync().ConfigureAwait(false);
        throw new IncompleteStreamException(_attempt.Record, failure, _progress.TextLength, context.Attempts, exception);
    }

    private void Leave(GatewayOutcome outcome)
    {
        _open = false;
        _attempt.Leave(outcome, _progress.Usage);
    }

    private async ValueTask CloseAsync()
    {
        Relay(null);
        var updates = _updates;
        _updates = null;
        try
        {
            if (updates is not null)
            {
                await updates.DisposeAsync().ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The outcome of the attempt is known; a connection that also fails to close adds nothing to it.
        }
    }
}
