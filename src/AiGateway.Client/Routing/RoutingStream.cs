using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;
using AiGateway.Client.Resilience;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Routing;

/// <summary>The streamed half of the routing stage: opens a stream that has committed to an answer, passes its updates on, and watches over its end.</summary>
internal sealed class RoutingStream : RelayStream
{
    private readonly RoutedCall _call;
    private readonly LinkedCancellation _cancellation;
    private readonly DeliveredText? _delivered;
    private StreamAttempt? _stream;
    private StreamWatch? _watch;
    private bool _ended;

    public RoutingStream(RoutedCall call, LinkedCancellation cancellation)
    {
        _call = call;
        _cancellation = cancellation;
        _delivered = call.Route.Options.StreamRecovery is StreamRecovery.Resume ? new DeliveredText() : null;
    }

    public override async ValueTask DisposeAsync()
    {
        _watch?.Dispose();
        if (_stream is { Ended: false } && !_ended)
        {
            Leave(_cancellation.Token.IsCancellationRequested ? GatewayOutcome.Cancelled : GatewayOutcome.Abandoned);
        }

        await CloseAsync().ConfigureAwait(false);
        _cancellation.Dispose();
    }

    /// <summary>Gives up a wait that took too long, or that the caller cancelled.</summary>
    internal void Interrupt(SourceReader reader, long ticket, bool cancelled) => TryInterrupt(reader, ticket, () =>
    {
        // The source is still at work: it is disposed when it lets go.
        _stream!.ForgetSource();
        _stream.Attempt.Abort();
        return !cancelled && _stream.Progress.FinishReason is not null ? EndAsync() : FailAsync(cancelled
            ? new OperationCanceledException(_cancellation.Token)
            : new TimeoutException($"Target '{_stream.Attempt.Target.Name}' fell silent."));
    });

    /// <summary>Gets the moment until which the present wait may last.</summary>
    internal long WaitLimit(long waitStart) => _stream!.WaitLimit(waitStart);

    internal override bool IsInterruptible => true;

    protected override ValueTask<bool> AdvanceAsync()
    {
        if (_stream is not { } stream)
        {
            return _ended ? new ValueTask<bool>(false) : OpenAsync();
        }

        if (stream.TakeHeld() is { } held)
        {
            return Deliver(held);
        }

        if (stream.Ended || _ended)
        {
            return new ValueTask<bool>(false);
        }

        if (stream.IsResumed)
        {
            return MoveResumedAsync(stream);
        }

        Relay(stream.Source);
        _watch ??= new StreamWatch(this, _call.Time, _cancellation.Token);
        return MoveNextAsync();
    }

    protected override void OnWaiting(SourceReader reader) => _watch!.OnWaiting(reader);

    protected override bool Observe(ChatResponseUpdate update)
    {
        _stream!.Observe(update);
        if (_stream.Progress.Error is not null || _cancellation.Token.IsCancellationRequested)
        {
            return false;
        }

        _delivered?.Add(update);
        return true;
    }

    protected override ValueTask<bool> InterceptAsync(ChatResponseUpdate update) =>
        _cancellation.Token.IsCancellationRequested ? FailAsync(new OperationCanceledException(_cancellation.Token)) : EndAsync();

    protected override async ValueTask<bool> EndAsync()
    {
        if (_stream!.Attempt.Inspect(_stream.Progress) is { } failure)
        {
            return await BreakAsync(failure, null).ConfigureAwait(false);
        }

        _ended = true;
        _stream.Attempt.Succeed(_stream.Progress);
        await CloseAsync().ConfigureAwait(false);
        return false;
    }

    protected override async ValueTask<bool> FailAsync(Exception exception)
    {
        if (_stream!.Attempt.Classify(exception) is { } failure)
        {
            return await BreakAsync(failure, exception).ConfigureAwait(false);
        }

        Leave(exception is GatewayRejectedException ? GatewayOutcome.Rejected : GatewayOutcome.Cancelled);
        await CloseAsync().ConfigureAwait(false);
        _call.Throw(exception);
        return false;
    }

    private async ValueTask<bool> OpenAsync()
    {
        _stream = (await _call.RunAsync(StreamAttempt.OpenAsync).ConfigureAwait(false)).Stream;
        return await AdvanceAsync().ConfigureAwait(false);
    }

    private async ValueTask<bool> MoveResumedAsync(StreamAttempt stream)
    {
        while (true)
        {
            ChatResponseUpdate? update;
            try
            {
                update = await stream.ReadAsync(stream.WaitLimit(_call.Time.GetTimestamp())).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                return await FailAsync(exception).ConfigureAwait(false);
            }

            if (stream.Ended || stream.Progress.Error is not null)
            {
                return await EndAsync().ConfigureAwait(false);
            }

            if (update is not null)
            {
                return await Deliver(update).ConfigureAwait(false);
            }
        }
    }

    private ValueTask<bool> Deliver(ChatResponseUpdate update)
    {
        _delivered?.Add(update);
        Current = update;
        return new ValueTask<bool>(true);
    }

    // Part of the answer has been delivered: no other target can take over unnoticed.
    private async ValueTask<bool> BreakAsync(ProviderFailure failure, Exception? exception)
    {
        var stream = _stream!;
        _call.Break(stream, failure);
        await CloseAsync().ConfigureAwait(false);
        var broken = new IncompleteStreamException(
            stream.Attempt.Record, failure, _delivered?.Length ?? stream.Progress.TextLength, _call.Context.Attempts, exception);
        if (_delivered is { CanResume: true } && failure.Kind.BlamesTarget()
            && await StreamResumption.TryAsync(_call, _delivered).ConfigureAwait(false) is { } resumed)
        {
            _stream = resumed;
            return await AdvanceAsync().ConfigureAwait(false);
        }

        _ended = true;
        throw broken;
    }

    private void Leave(GatewayOutcome outcome)
    {
        _ended = true;
        _stream!.Attempt.Leave(outcome, _stream.Progress);
    }

    private ValueTask CloseAsync()
    {
        Relay(null);
        return _stream?.CloseAsync() ?? default;
    }
}
