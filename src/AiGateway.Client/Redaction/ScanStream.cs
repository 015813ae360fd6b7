using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;
using AiGateway.Client.Pipeline;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Redaction;

/// <summary>A stream in which what a model writes by itself is masked, refused or counted.</summary>
internal sealed class ScanStream : RelayStream
{
    private readonly IAsyncEnumerator<ChatResponseUpdate> _source;
    private readonly ResponseMask _mask;
    private readonly List<MessageScan> _messages = [];
    private readonly Queue<ChatResponseUpdate> _ready = new();
    private MessageScan? _current;
    private ExceptionDispatchInfo? _failure;
    private bool _ended;

    public ScanStream(IAsyncEnumerator<ChatResponseUpdate> source, ResponseMask mask)
    {
        (_source, _mask) = (source, mask);
        Relay(source);
    }

    public override ValueTask DisposeAsync()
    {
        Relay(null);
        return _source.DisposeAsync();
    }

    protected override bool Observe(ChatResponseUpdate update)
    {
        if (!_mask.OnlyCounts)
        {
            return false;
        }

        Take(update);
        _ready.Clear();
        return true;
    }

    [SuppressMessage("Design", "CA1031", Justification = "The exception goes to whoever awaits the move.")]
    protected override ValueTask<bool> InterceptAsync(ChatResponseUpdate update)
    {
        try
        {
            Take(update);
            return AdvanceAsync();
        }
        catch (Exception refused)
        {
            return Refuse(refused);
        }
    }

    // Several updates may be ready at once; the source is asked again when they have gone.
    protected override ValueTask<bool> AdvanceAsync()
    {
        if (!_ready.TryDequeue(out var next))
        {
            return _ended ? End() : Continue();
        }

        Current = next;
        if (_ready.Count > 0)
        {
            Relay(null);
        }
        else if (Reader is null && !_ended)
        {
            Relay(_source);
        }

        return new ValueTask<bool>(true);
    }

    [SuppressMessage("Design", "CA1031", Justification = "The exception goes to whoever awaits the move.")]
    protected override ValueTask<bool> EndAsync()
    {
        Relay(null);
        _ended = true;
        try
        {
            Flush();
            return AdvanceAsync();
        }
        catch (Exception refused)
        {
            return Refuse(refused);
        }
    }

    protected override ValueTask<bool> FailAsync(Exception exception)
    {
        _failure = ExceptionDispatchInfo.Capture(exception);
        return EndAsync();
    }

    private ValueTask<bool> Continue()
    {
        if (Reader is null)
        {
            Relay(_source);
        }

        return MoveSourceAsync();
    }

    private ValueTask<bool> End() => _failure is { } failure ? ValueTask.FromException<bool>(failure.SourceException) : new ValueTask<bool>(false);

    // Nothing more is delivered, not even what waits.
    private ValueTask<bool> Refuse(Exception refused)
    {
        Relay(null);
        _ready.Clear();
        _ended = true;
        _failure = ExceptionDispatchInfo.Capture(refused);
        return End();
    }

    private void Take(ChatResponseUpdate update)
    {
        Find(update.MessageId).Take(update, _ready);
        if (update.FinishReason is not null && update.MessageId is null)
        {
            Flush();
        }
    }

    private void Flush()
    {
        foreach (var message in _messages)
        {
            message.Flush(_ready);
        }

        if (_mask.OnlyCounts)
        {
            _ready.Clear();
        }
    }

    private MessageScan Find(string? messageId)
    {
        if (_current is { } current && (ReferenceEquals(current.MessageId, messageId) || current.MessageId == messageId))
        {
            return current;
        }

        foreach (var message in _messages)
        {
            if (message.MessageId == messageId)
            {
                return _current = message;
            }
        }

        _current = new MessageScan(messageId, _mask);
        _messages.Add(_current);
        return _current;
    }
}
