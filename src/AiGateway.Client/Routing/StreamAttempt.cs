using AiGateway.Client.Pipeline;
using AiGateway.Client.Resilience;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Routing;

/// <summary>One streamed attempt: holds updates back until the target has committed to an answer.</summary>
internal sealed class StreamAttempt(RoutedCall call, Attempt attempt, ResumeFilter? filter = null)
{
    // A finished stream may still have usage to report; a server that then keeps the connection open is not waited for.
    private static readonly TimeSpan FinishGrace = TimeSpan.FromSeconds(1);

    // Once the usage is there too, all that can follow is the end of the body.
    private static readonly TimeSpan UsageGrace = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(5);

    private readonly List<ChatResponseUpdate> _held = [];
    private long _finishedAt;
    private int _nextHeld;

    public Attempt Attempt => attempt;

    public StreamProgress Progress { get; } = new();

    /// <summary>Gets the provider's stream; <see langword="null"/> when it is closed or left behind.</summary>
    public IAsyncEnumerator<ChatResponseUpdate>? Source { get; private set; }

    /// <summary>Gets a value indicating whether the answer is complete.</summary>
    public bool Ended { get; private set; }

    /// <summary>Gets a value indicating whether a resumed answer turned out to differ from the text delivered before.</summary>
    public bool Differs => filter is { Differs: true };

    /// <summary>Gets a value indicating whether this attempt goes on where another broke off.</summary>
    public bool IsResumed => filter is not null;

    private TimeProvider Time => call.Time;

    /// <summary>Opens a stream and reads it to its first content, or to its end where everything is held back.</summary>
    public static ValueTask<AttemptResult> OpenAsync(RoutedCall call, Attempt attempt) => new StreamAttempt(call, attempt).OpenAsync(call.Messages);

    public async ValueTask<AttemptResult> OpenAsync(IEnumerable<ChatMessage> messages)
    {
        try
        {
            attempt.BeginCapture();
            Source = attempt.Target.Client.GetStreamingResponseAsync(messages, attempt.PrepareOptions(), attempt.Token).GetAsyncEnumerator(attempt.Token);
            var buffered = call.Route.Options.StreamRecovery is StreamRecovery.Buffer;
            while (!Ended && Progress.Error is null && !Differs && (buffered || !Progress.Committed))
            {
                if (await ReadAsync(FirstLimit()).ConfigureAwait(false) is { } update)
                {
                    _held.Add(update);
                }
            }

            return await ConcludeAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            await CloseAsync().ConfigureAwait(false);
            return new AttemptResult { Attempt = attempt, Stream = this, Exception = exception, Failure = attempt.Classify(exception) };
        }
    }

    /// <summary>Takes the next of the updates that were held back.</summary>
    public ChatResponseUpdate? TakeHeld() => _nextHeld < _held.Count ? _held[_nextHeld++] : null;

    /// <summary>Reads the next update, at most to a limit.</summary>
    /// <returns><see langword="null"/> at the end, and for an update of which nothing is to be delivered.</returns>
    public async ValueTask<ChatResponseUpdate?> ReadAsync(long limit)
    {
        if (!await MoveAsync(limit).ConfigureAwait(false))
        {
            Ended = true;
            return null;
        }

        var update = filter is null ? Source!.Current : filter.Apply(Source!.Current);
        if (update is not null)
        {
            Observe(update);
        }

        return update;
    }

    public void Observe(ChatResponseUpdate update)
    {
        var finished = Progress.FinishReason is not null;
        Progress.Observe(update);
        if (!finished && Progress.FinishReason is not null)
        {
            _finishedAt = Time.GetTimestamp();
        }
    }

    /// <summary>Gets the moment until which the next update is waited for.</summary>
    /// <param name="waitStart">The moment at which the wait began.</param>
    public long WaitLimit(long waitStart)
    {
        var limit = Math.Min(call.Deadline, Time.Limit(waitStart, call.Route.Options.Timeouts.Idle));
        return _finishedAt == 0 ? limit : Math.Min(limit, Time.Limit(_finishedAt, Progress.Usage is null ? FinishGrace : UsageGrace));
    }

    /// <summary>Marks the provider's stream as left behind: whoever waits for its next move disposes it.</summary>
    public void ForgetSource() => Source = null;

    /// <summary>Closes the provider's stream. One that does not close in time is left behind.</summary>
    public async ValueTask CloseAsync()
    {
        if (Source is { } source)
        {
            Source = null;
            var disposal = Abandoned.DisposeAsync(source);
            if (!disposal.IsCompleted)
            {
                await disposal.WaitAsync(CloseLimit, Time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async ValueTask<AttemptResult> ConcludeAsync()
    {
        var failure = Ended || Progress.Error is not null || Differs ? attempt.Inspect(Progress) : null;
        if (failure is not null || Ended || Differs)
        {
            await CloseAsync().ConfigureAwait(false);
        }

        if (failure is null && !Differs)
        {
            if (Progress.Committed)
            {
                attempt.MarkFirstToken();
            }

            if (!Ended)
            {
                attempt.Commit();
            }
        }

        return new AttemptResult { Attempt = attempt, Stream = this, Failure = failure };
    }

    private long FirstLimit()
    {
        if (Progress.Committed || _finishedAt != 0)
        {
            return WaitLimit(Time.GetTimestamp());
        }

        var timeouts = call.Route.Options.Timeouts;
        return Math.Min(call.Deadline, Math.Min(attempt.Limit(timeouts.FirstToken), attempt.Limit(timeouts.Attempt)));
    }

    private async ValueTask<bool> MoveAsync(long limit)
    {
        var source = Source!;
        var move = source.MoveNextAsync();
        if (move.IsCompleted)
        {
            return await move.ConfigureAwait(false);
        }

        var pending = move.AsTask();
        try
        {
            return await attempt.WaitAsync(pending, limit).ConfigureAwait(false);
        }
        catch when (!pending.IsCompleted)
        {
            ForgetSource();
            _ = Abandoned.ObserveAsync(pending, source);
            if (Progress.FinishReason is not null && !attempt.IsCancelled)
            {
                return false;
            }

            throw;
        }
    }
}
