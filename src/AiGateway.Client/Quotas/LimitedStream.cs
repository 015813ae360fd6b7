using System.Runtime.ExceptionServices;
using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Quotas;

/// <summary>A stream under limits: reserved at the first move, settled once the stream below is closed, however it ends.</summary>
internal sealed class LimitedStream : RelayStream
{
    private readonly LimitGate _gate;
    private readonly IChatClient _inner;
    private readonly IEnumerable<ChatMessage> _messages;
    private readonly GatewayChatOptions _options;
    private readonly LinkedCancellation _cancellation;
    private readonly int _firstAttempt;
    private IAsyncEnumerator<ChatResponseUpdate>? _updates;
    private QuotaLease? _lease;
    private UsageDetails? _usage;
    private bool _ended;

    public LimitedStream(LimitGate gate, IChatClient inner, IEnumerable<ChatMessage> messages, ChatOptions? options, LinkedCancellation cancellation)
    {
        _gate = gate;
        _inner = inner;
        _messages = messages;
        _options = gate.Own(options);
        _cancellation = cancellation;
        _firstAttempt = _options.Context!.Attempts.Count;
    }

    public override async ValueTask DisposeAsync()
    {
        _ended = true;
        try
        {
            await CloseAsync(null).ConfigureAwait(false);
        }
        finally
        {
            _cancellation.Dispose();
        }
    }

    protected override ValueTask<bool> AdvanceAsync() => _ended ? new ValueTask<bool>(false) : OpenAsync();

    protected override bool Observe(ChatResponseUpdate update)
    {
        if (_gate.ReadsUsage)
        {
            FindUsage(update.Contents);
        }

        return true;
    }

    protected override async ValueTask<bool> EndAsync()
    {
        _ended = true;
        await CloseAsync(null).ConfigureAwait(false);
        return false;
    }

    protected override async ValueTask<bool> FailAsync(Exception exception)
    {
        _ended = true;
        await CloseAsync(exception).ConfigureAwait(false);
        ExceptionDispatchInfo.Throw(exception);
        return false;
    }

    private async ValueTask<bool> OpenAsync()
    {
        _ended = true;
        _lease = await _gate.EnterAsync(_messages, _options, _cancellation.Token).ConfigureAwait(false);
        _ended = false;
        try
        {
            _updates = _inner.GetStreamingResponseAsync(_messages, _options, _cancellation.Token).GetAsyncEnumerator(_cancellation.Token);
        }
        catch (Exception exception)
        {
            return await FailAsync(exception).ConfigureAwait(false);
        }

        Relay(_updates);
        return await MoveSourceAsync().ConfigureAwait(false);
    }

    // The stream below is closed first, so that its attempts are over when they are counted.
    private async ValueTask CloseAsync(Exception? exception)
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
        finally
        {
            var lease = _lease;
            _lease = null;
            if (lease is not null)
            {
                await _gate.LeaveAsync(lease, _options, _firstAttempt, _usage, exception).ConfigureAwait(false);
            }
        }
    }

    private void FindUsage(IList<AIContent> contents)
    {
        for (var i = 0; i < contents.Count; i++)
        {
            if (contents[i] is UsageContent usage)
            {
                _usage = usage.Details;
            }
        }
    }
}
