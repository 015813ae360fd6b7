using AiGateway.Client.Context;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Pipeline;

/// <summary>The streamed half of the Entry stage: opens the pipeline at the first move, and reports the result once it is at its end.</summary>
internal sealed class EntryStream(
    EntryChatClient entry, IEnumerable<ChatMessage> messages, ChatOptions? options, LinkedCancellation cancellation) : RelayStream
{
    private readonly LinkedCancellation _cancellation = cancellation;
    private IAsyncEnumerator<ChatResponseUpdate>? _updates;
    private GatewayContext? _context;
    private bool _completed;

    public override async ValueTask DisposeAsync()
    {
        try
        {
            await CloseAsync().ConfigureAwait(false);
        }
        finally
        {
            if (_context is not null && !_completed)
            {
                Complete(_cancellation.Token.IsCancellationRequested ? GatewayOutcome.Cancelled : GatewayOutcome.Abandoned);
            }

            _cancellation.Dispose();
        }
    }

    protected override ValueTask<bool> AdvanceAsync() => _completed ? new ValueTask<bool>(false) : OpenAsync();

    protected override async ValueTask<bool> EndAsync()
    {
        // The result comes after the provider's stream is closed, so that every attempt in it is settled.
        await CloseAsync().ConfigureAwait(false);
        Current = new ChatResponseUpdate { AdditionalProperties = default(AdditionalPropertiesDictionary).With(Complete(GatewayOutcome.Succeeded)) };
        return true;
    }

    protected override async ValueTask<bool> FailAsync(Exception exception)
    {
        try
        {
            await CloseAsync().ConfigureAwait(false);
        }
        finally
        {
            _completed = true;
            entry.Fail(_context!, exception, _cancellation.Token);
        }

        System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(exception);
        return false;
    }

    private async ValueTask<bool> OpenAsync()
    {
        _context = entry.Begin(options);
        try
        {
            _updates = await entry.OpenAsync(_context, messages, _cancellation.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            return await FailAsync(exception).ConfigureAwait(false);
        }

        Relay(_updates);
        return await MoveSourceAsync().ConfigureAwait(false);
    }

    private GatewayResult Complete(GatewayOutcome outcome)
    {
        _completed = true;
        return entry.Complete(_context!, outcome);
    }

    private ValueTask CloseAsync()
    {
        Relay(null);
        var updates = _updates;
        _updates = null;
        return updates?.DisposeAsync() ?? default;
    }
}
