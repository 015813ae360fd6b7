using Polly;
using Polly.CircuitBreaker;

namespace AiGateway.Client.Resilience;

/// <summary>A target's breaker: Polly counts outcomes, opens and closes; admission is decided here.</summary>
/// <remarks>
/// Polly wraps a call, takes a cancelled probe for a success, and lets a probe that hangs block the target. So attempts run outside,
/// and only outcomes that say something about the target are executed through Polly's pipeline. A single probe is admitted at a time;
/// one that is cancelled is neutral, and one that hangs gives its place up at its limit.
/// </remarks>
internal sealed class TargetBreaker
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _timeProvider;
    private CircuitBreakerStateProvider _state = new();
    private ResiliencePipeline<bool> _pipeline;
    private long _openUntil;
    private long _probeUntil;

    public TargetBreaker(BreakerSettings settings, TimeProvider timeProvider)
    {
        Settings = settings;
        _timeProvider = timeProvider;
        _pipeline = Build();
    }

    public BreakerSettings Settings { get; }

    /// <summary>Gets the moment (timestamp) at which the next probe may pass; 0 while the breaker is closed.</summary>
    public long OpenUntil => Volatile.Read(ref _openUntil);

    public TargetState GetState(long now) =>
        OpenUntil is not (> 0 and var openUntil) ? TargetState.Available
        : openUntil > now || Volatile.Read(ref _probeUntil) > now ? TargetState.Open
        : TargetState.HalfOpen;

    /// <summary>Asks to make an attempt.</summary>
    /// <param name="now">The present timestamp.</param>
    /// <param name="probeLimit">The timestamp at which a probe gives up its place.</param>
    /// <param name="probe">Whether the attempt is the probe of an open breaker.</param>
    public bool TryEnter(long now, long probeLimit, out bool probe)
    {
        var openUntil = OpenUntil;
        probe = openUntil != 0;
        if (!probe)
        {
            return true;
        }

        var current = Volatile.Read(ref _probeUntil);
        return now >= openUntil && now >= current && Interlocked.CompareExchange(ref _probeUntil, probeLimit, current) == current;
    }

    /// <summary>Counts an outcome.</summary>
    public void Record(bool failed)
    {
        lock (_gate)
        {
            var context = ResilienceContextPool.Shared.Get();
            var outcome = _pipeline.ExecuteOutcomeAsync(static (_, failed) => new ValueTask<Outcome<bool>>(Outcome.FromResult(failed)), context, failed);
            if (outcome.IsCompletedSuccessfully)
            {
                ResilienceContextPool.Shared.Return(context);
            }

            Follow(_state.CircuitState);
        }
    }

    /// <summary>Lets the next probe through.</summary>
    public void EndProbe() => Volatile.Write(ref _probeUntil, 0);

    /// <summary>Closes the breaker and forgets what it counted.</summary>
    public void Reset()
    {
        lock (_gate)
        {
            _state = new CircuitBreakerStateProvider();
            _pipeline = Build();
            Volatile.Write(ref _openUntil, 0);
            EndProbe();
        }
    }

    // Polly's own callbacks run on another thread, when further attempts may have passed.
    private void Follow(CircuitState state)
    {
        var now = _timeProvider.GetTimestamp();
        if (state is CircuitState.Closed)
        {
            Volatile.Write(ref _openUntil, 0);
        }
        else if (state is CircuitState.Open && OpenUntil <= now)
        {
            Volatile.Write(ref _openUntil, now + _timeProvider.Ticks(Settings.BreakDuration));
        }
    }

    private ResiliencePipeline<bool> Build() => new ResiliencePipelineBuilder<bool> { TimeProvider = _timeProvider }
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions<bool>
        {
            FailureRatio = Settings.FailureRatio,
            MinimumThroughput = Settings.MinimumAttempts,
            SamplingDuration = Settings.Window,
            BreakDuration = Settings.BreakDuration,
            ShouldHandle = static arguments => new ValueTask<bool>(arguments.Outcome.Result),
            StateProvider = _state,
        })
        .Build();
}
