using System.Diagnostics.CodeAnalysis;
using AiGateway.Client.Context;
using AiGateway.Client.Metering;
using AiGateway.Client.Pipeline;
using AiGateway.Client.Providers;
using AiGateway.Client.Quotas;
using AiGateway.Client.Resilience;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Routing;

/// <summary>One attempt under way: its record, its time limits, and everything that must be let go when it ends.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The source owns nothing, and one that is disposed while it cancels forgets whom it has to tell.")]
internal sealed class Attempt : ICaptureOwner
{
    private readonly CancellationTokenSource _cancellation = new();
    private readonly CancellationTokenRegistration _link;
    private readonly RoutedCall _call;
    private readonly long _start;
    private readonly QuotaLease? _lease;
    private ResponseCapture? _capture;
    private volatile bool _cancelled;
    private bool _probe;
    private bool _counted;
    private byte _ended;

    public Attempt(RoutedCall call, AttemptStep step, AttemptKind kind, QuotaLease? lease)
    {
        _call = call;
        _lease = lease;
        _probe = step.Probe;
        Token = _cancellation.Token;
        Target = step.Target;
        Index = step.Index;
        Record = new GatewayAttempt(kind, Target.Identity);
        _start = Time.GetTimestamp();
        call.Context.BeginAttempt(_start);
        _link = call.Token.UnsafeRegister(static attempt => ((Attempt)attempt!).Abort(), this);
    }

    public RouteTarget Target { get; }

    public int Index { get; }

    public GatewayAttempt Record { get; }

    /// <summary>Gets the token of the attempt: cancelled with the caller's, at a time limit, and when another attempt has won.</summary>
    public CancellationToken Token { get; }

    /// <summary>Gets a value indicating whether nobody wants the attempt's answer any more.</summary>
    public bool IsCancelled => _cancelled || _call.Token.IsCancellationRequested;

    /// <summary>Gets what the provider said about a failure. It may quote the prompt.</summary>
    public string? ProviderMessage => _capture?.Error?.Message;

    ResponseCapture? ICaptureOwner.Capture
    {
        get => _capture;
        set
        {
            _capture = value;
            if (Volatile.Read(ref _ended) != 0)
            {
                // A request that an SDK sends after its attempt has ended: its response is nobody's.
                value?.Release();
            }
        }
    }

    private TimeProvider Time => Target.Context.TimeProvider;

    /// <summary>Begins to capture the response. To be called by the method that calls the provider, because the capture is found through the flow of execution.</summary>
    public void BeginCapture() => ResponseCapture.Begin(this);

    public ChatOptions PrepareOptions()
    {
        var options = _call.Options.Clone();
        options.ModelId = Target.Model;
        return options;
    }

    /// <summary>Gets the timestamp at which a duration from the attempt's start has passed.</summary>
    public long Limit(TimeSpan duration) => Time.Limit(_start, duration);

    /// <summary>Waits for what the provider has begun, at most to a limit; what is then still under way is left behind and observed.</summary>
    /// <exception cref="TimeoutException">The limit has passed.</exception>
    /// <exception cref="OperationCanceledException">The attempt was cancelled. Whether the provider noticed makes no difference.</exception>
    public async ValueTask<T> WaitAsync<T>(Task<T> pending, long limit)
    {
        try
        {
            var wait = limit == long.MaxValue ? Timeout.InfiniteTimeSpan : Time.Wait(Math.Max(0, limit - Time.GetTimestamp()));
            return await pending.WaitAsync(wait, Time, Token).ConfigureAwait(false);
        }
        catch when (!pending.IsCompleted)
        {
            Abort();
            _ = Abandoned.ObserveAsync(pending);
            throw;
        }
    }

    /// <summary>Ends the provider's work by force. The response ends with the token, for SDKs that do not look at it.</summary>
    public void Abort()
    {
        if (Volatile.Read(ref _ended) == 0)
        {
            // Callbacks of the SDK run elsewhere: one that blocks or throws must not hold the caller.
            _ = _cancellation.CancelAsync();
        }
    }

    /// <summary>Ends an attempt that is no longer wanted.</summary>
    public void Cancel()
    {
        _cancelled = true;
        Abort();
    }

    /// <summary>Tells what an exception means.</summary>
    /// <returns>A failure of the target; <see langword="null"/> for what passes through: cancellation, and rejections by decorators around the target.</returns>
    public ProviderFailure? Classify(Exception exception) =>
        exception is GatewayRejectedException || IsCancelled ? null : Target.Classify(exception, _capture);

    /// <summary>Finds the failure of a stream that ended without an exception.</summary>
    public ProviderFailure? Inspect(StreamProgress progress) =>
        (_capture?.Error is not null ? _capture.Classify(Time) : null) ?? ResponseInspector.Inspect(progress, Target.Capabilities.FinishReason);

    public void MarkFirstToken() => Record.TimeToFirstToken ??= Elapsed();

    /// <summary>Notes that the target works, before the answer is complete: enough for a probe.</summary>
    public void Commit()
    {
        if (_probe)
        {
            _counted = true;
            Target.Health.RecordSuccess(Time.GetTimestamp());
            EndProbe();
        }
    }

    public void Succeed(StreamProgress? progress = null, ChatResponse? response = null)
    {
        if (!End(GatewayOutcome.Succeeded, progress, null, response))
        {
            return;
        }

        if (!_counted)
        {
            Target.Health.RecordSuccess(_start + Time.Ticks(Record.Duration));
        }

        EndProbe();
        Target.Health.RecordLatency(Record.TimeToFirstToken ?? Record.Duration, Record.TimeToFirstToken is not null);
    }

    /// <summary>Ends an attempt that says nothing about the target: cancelled, rejected, or not read to its end.</summary>
    public void Leave(GatewayOutcome outcome, StreamProgress? progress = null, ChatResponse? response = null)
    {
        if (End(outcome, progress, response: response))
        {
            EndProbe();
        }
    }

    public void Fail(ProviderFailure failure, StreamProgress? progress = null, ChatResponse? response = null)
    {
        if (!End(GatewayOutcome.Failed, progress, failure, response))
        {
            return;
        }

        Target.Health.RecordFailure(failure, Time.GetTimestamp());
        EndProbe();
        RoutingLog.AttemptFailed(_call.Logger, _call.Context.RequestId, Target.Name, Target.Provider, Target.Model, Record.Duration.TotalMilliseconds,
            failure.Kind, failure.StatusCode, failure.ErrorCode);
        if (failure.Kind.NeedsAttention())
        {
            RoutingLog.TargetNeedsAttention(_call.Logger, Target.Name, Target.Provider, Target.Model, failure.Kind, failure.StatusCode, failure.ErrorCode);
        }
    }

    private bool End(GatewayOutcome outcome, StreamProgress? progress, ProviderFailure? failure = null, ChatResponse? response = null)
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0)
        {
            return false;
        }

        if (outcome is not GatewayOutcome.Succeeded)
        {
            _capture?.Release();
        }

        Record.Outcome = outcome;
        Record.Failure = failure;
        var now = Time.GetTimestamp();
        Record.Duration = Time.GetElapsedTime(_start, now);
        _call.Context.EndAttempt(Time, now);
        Settle(progress, response);
        Target.Health.Leave();
        _link.Unregister();
        if (_lease is not null)
        {
            _call.Route.AttemptQuota!.Leave(_call.Context, _lease, Record);
        }

        return true;
    }

    // The only place that every attempt passes exactly once, also when it was cancelled and its SDK does not notice.
    private void Settle(StreamProgress? progress, ChatResponse? response)
    {
        var usage = progress?.Usage ?? response?.Usage ?? _capture?.Usage;
        Record.Usage = usage;
        Target.Meter.Settle(Record, _call.Context, new AttemptEvidence
        {
            Outcome = Record.Outcome,
            Failure = Record.Failure,
            Messages = _call.Messages,
            Options = _call.Options,
            Usage = usage,
            ResponseModel = progress?.ResponseModel ?? response?.ModelId,
            ReceivedBytes = progress?.ReceivedBytes ?? (response is not null && (usage?.OutputTokenCount ?? 0) == 0 ? ReceivedText.Measure(response) : 0),
            Sent = _capture?.Dispatched ?? true,
            Complete = response is not null || progress?.FinishReason is not null || Record.Outcome is GatewayOutcome.Succeeded,
        });
    }

    // After the outcome is counted: until then nobody else may probe.
    private void EndProbe()
    {
        if (_probe)
        {
            _probe = false;
            Target.Breaker!.EndProbe();
        }
    }

    private TimeSpan Elapsed() => Time.GetElapsedTime(_start);
}
