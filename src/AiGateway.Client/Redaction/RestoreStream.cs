using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;
using AiGateway.Client.Pipeline;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Redaction;

/// <summary>The streamed half of redaction: replaces the values of the request at the first move, then restores the updates of the answer.</summary>
internal sealed class RestoreStream(RedactionChatClient client, IEnumerable<ChatMessage> messages, ChatOptions? options, LinkedCancellation cancellation) : RelayStream
{
    private readonly LinkedCancellation _cancellation = cancellation;
    private IAsyncEnumerator<ChatResponseUpdate>? _updates;
    private AnswerRestorer? _restorer;
    private IEnumerator<ChatResponseUpdate>? _held;
    private ExceptionDispatchInfo? _failure;
    private bool _opened;

    public override async ValueTask DisposeAsync()
    {
        Relay(null);
        try
        {
            if (_updates is { } updates)
            {
                _updates = null;
                await updates.DisposeAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            _held?.Dispose();
            _cancellation.Dispose();
        }
    }

    protected override bool Observe(ChatResponseUpdate update) => _restorer is null || _restorer.Passes(update);

    [SuppressMessage("Design", "CA1031", Justification = "The exception goes to whoever awaits the move.")]
    protected override ValueTask<bool> InterceptAsync(ChatResponseUpdate update)
    {
        try
        {
            Current = _restorer!.Restore(update);
            return new ValueTask<bool>(true);
        }
        catch (Exception refused)
        {
            // Nothing more is delivered, not even what was held back.
            Relay(null);
            _failure = ExceptionDispatchInfo.Capture(refused);
            return Fail(refused);
        }
    }

    protected override ValueTask<bool> AdvanceAsync() => _opened ? DeliverHeld() : OpenAsync();

    protected override ValueTask<bool> EndAsync()
    {
        Relay(null);
        _held = _restorer?.Flush().GetEnumerator();
        return DeliverHeld();
    }

    // What was received goes first, as it would without redaction.
    protected override ValueTask<bool> FailAsync(Exception exception)
    {
        _failure = ExceptionDispatchInfo.Capture(exception);
        return EndAsync();
    }

    // A relay wants its failures as results: nobody would catch an exception here.
    [SuppressMessage("Design", "CA1031", Justification = "The exception goes to whoever awaits the move.")]
    private ValueTask<bool> DeliverHeld()
    {
        try
        {
            if (_held?.MoveNext() is true)
            {
                Current = _held.Current;
                return new ValueTask<bool>(true);
            }
        }
        catch (Exception refused)
        {
            _held = null;
            _failure = ExceptionDispatchInfo.Capture(refused);
        }

        return _failure is { } failure ? Fail(failure.SourceException) : new ValueTask<bool>(false);
    }

    private static ValueTask<bool> Fail(Exception exception) => ValueTask.FromException<bool>(exception);

    private async ValueTask<bool> OpenAsync()
    {
        _opened = true;
        var request = await client.PrepareAsync(messages, options, _cancellation.Token).ConfigureAwait(false);
        _restorer = request.RestoresNothing ? null : new AnswerRestorer(request);
        _updates = client.Open(request, _cancellation.Token);
        Relay(_updates);
        return await MoveSourceAsync().ConfigureAwait(false);
    }
}
