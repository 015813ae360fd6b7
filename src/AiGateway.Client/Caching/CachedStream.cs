using System.Runtime.ExceptionServices;
using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Caching;

/// <summary>A stream through the cache: a stored answer in groups of words, a flight as it comes, or what is below where the cache takes no part.</summary>
internal sealed class CachedStream : RelayStream
{
    private readonly CachingStage _stage;
    private readonly GatewayCache _cache;
    private readonly IReadOnlyList<ChatMessage> _messages;
    private readonly ChatOptions? _options;
    private readonly LinkedCancellation _cancellation;
    private IAsyncEnumerator<ChatResponseUpdate>? _passed;
    private IEnumerator<ChatResponseUpdate>? _replay;
    private FlightReader? _reader;
    private CacheStep _step;
    private CallerWait _wait;
    private int _round;
    private bool _opened;
    private bool _ended;

    public CachedStream(CachingStage stage, GatewayCache cache, IReadOnlyList<ChatMessage> messages, ChatOptions? options, LinkedCancellation cancellation)
    {
        _stage = stage;
        _cache = cache;
        _messages = messages;
        _options = options;
        _cancellation = cancellation;
    }

    public override async ValueTask DisposeAsync()
    {
        _ended = true;
        Relay(null);
        LeaveFlight();
        _replay?.Dispose();
        var passed = _passed;
        _passed = null;
        try
        {
            if (passed is not null)
            {
                await passed.DisposeAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            _wait.Dispose();
            _cancellation.Dispose();
        }
    }

    protected override async ValueTask<bool> AdvanceAsync()
    {
        if (_ended)
        {
            return false;
        }

        if (!_opened)
        {
            _opened = true;
            _cancellation.Token.ThrowIfCancellationRequested();
            _wait = new CallerWait(_options, _cache.Time, _cancellation.Token);
            if (!await OpenAsync().ConfigureAwait(false))
            {
                return await PassAsync().ConfigureAwait(false);
            }
        }

        return _replay is null ? await FollowAsync().ConfigureAwait(false) : Replay();
    }

    // The source is a flight, or what is below.
    protected override ValueTask<bool> EndAsync()
    {
        Relay(null);
        _ended = _reader is null;
        return _ended ? new ValueTask<bool>(false) : LandAsync();
    }

    protected override ValueTask<bool> FailAsync(Exception exception)
    {
        Relay(null);
        _ended = true;
        return ValueTask.FromException<bool>(_reader is not null && exception is OperationCanceledException cancelled ? _wait.Explain(cancelled) : exception);
    }

    // The cache takes no part: not even a call more for each update.
    private ValueTask<bool> PassAsync()
    {
        _passed = _stage.Inner.GetStreamingResponseAsync(_messages, _options, _cancellation.Token).GetAsyncEnumerator(_cancellation.Token);
        Relay(_passed);
        return MoveSourceAsync();
    }

    private async ValueTask<bool> OpenAsync()
    {
        _step = await _stage.BeginAsync(_messages, _options, streamed: true, _round++, _cancellation.Token).ConfigureAwait(false);
        if (_step.Answer is { } answer)
        {
            _replay = AnswerReplay.Updates(answer.Response ?? throw new CachedFailureException(answer.Failure!)).GetEnumerator();
        }
        else if (_step.Flight is { } flight)
        {
            _reader = flight.Read(_step.IsOwner, _wait.Token);
        }

        return _step != default;
    }

    private bool Replay()
    {
        if (_replay!.MoveNext())
        {
            Current = _replay.Current;
            return true;
        }

        _ended = true;
        return false;
    }

    private ValueTask<bool> FollowAsync()
    {
        Relay(_reader);
        return MoveSourceAsync();
    }

    private async ValueTask<bool> LandAsync()
    {
        var result = await _step.Flight!.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        var (step, delivered) = (_step, _reader!.HasDelivered);
        LeaveFlight();
        if (result.Failure is null)
        {
            return Finish(step, result, delivered);
        }

        Fail(step, result.Failure, delivered);

        // What failed for somebody else need not fail for this caller, who has seen nothing of it.
        return !await OpenAsync().ConfigureAwait(false) ? await PassAsync().ConfigureAwait(false)
            : _replay is null ? await FollowAsync().ConfigureAwait(false)
            : Replay();
    }

    // A flight that found an answer, or asked for a plain one, has sent no updates.
    private bool Finish(CacheStep step, FlightResult result, bool delivered)
    {
        var billed = step.IsOwner && result.Found is null;
        _stage.Report(_options, GatewayCachingChatClient.StatusOf(step, result), billed ? null : result.Origin, result.Match);
        if (delivered || step.Flight!.Request.Streamed && result.Found is null)
        {
            _ended = true;
            return false;
        }

        _replay = AnswerReplay.Updates(result.Shared!).GetEnumerator();
        return Replay();
    }

    private void Fail(CacheStep step, Exception failure, bool delivered)
    {
        if (step.IsOwner)
        {
            _stage.Report(_options, GatewayCacheResult.Miss, null);
            ExceptionDispatchInfo.Throw(failure);
        }

        if (delivered)
        {
            throw new AiGatewayException("The shared answer broke off after a part of it had been delivered.", failure);
        }
    }

    private void LeaveFlight()
    {
        if (_reader is { } reader)
        {
            _reader = null;
            reader.Dispose();
            _step.Flight!.Leave(streamed: true, reader);
            GatewayCachingChatClient.Settle(_step, _options, _cache.Time);
        }
    }
}
