namespace AiGateway.Client.Resilience;

/// <summary>What the gateway has seen of one target, and whether it may be tried. It outlives reloads of the configuration.</summary>
public sealed class TargetHealth
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _timeProvider;
    private readonly LatencyStatistics _responses = new();
    private readonly LatencyStatistics _firstTokens = new();
    private TargetBreaker[] _breakers = [];
    private ProviderFailure? _lastFailure;
    private long _lastFailureAt;
    private long _lastSuccessAt;
    private long _coolDownUntil;
    private int _consecutiveFailures;
    private int _inFlight;
    private volatile bool _isolated;
    private volatile bool _needsAttention;

    internal TargetHealth(string provider, string model, TimeProvider timeProvider)
    {
        Provider = provider;
        Model = model;
        _timeProvider = timeProvider;
    }

    /// <summary>Gets the name of the provider as configured.</summary>
    public string Provider { get; }

    /// <summary>Gets the model that the target asks for.</summary>
    public string Model { get; }

    /// <summary>Gets whether the target takes attempts.</summary>
    public TargetState State => GetState(_timeProvider.GetTimestamp(), Volatile.Read(ref _breakers));

    /// <summary>Gets a value indicating whether the last attempt succeeded, or none has been made.</summary>
    public bool IsHealthy => ConsecutiveFailures == 0;

    /// <summary>Gets the number of attempts under way.</summary>
    public int InFlight => Volatile.Read(ref _inFlight);

    /// <summary>Gets the number of failed attempts since the last success.</summary>
    public int ConsecutiveFailures => Volatile.Read(ref _consecutiveFailures);

    /// <summary>Gets the last failure.</summary>
    /// <value><see langword="null"/> when no attempt has failed.</value>
    public ProviderFailure? LastFailure => Volatile.Read(ref _lastFailure);

    /// <summary>Gets when the last attempt failed.</summary>
    public DateTimeOffset? LastFailureAt => ToDate(Volatile.Read(ref _lastFailureAt));

    /// <summary>Gets when the last attempt succeeded.</summary>
    public DateTimeOffset? LastSuccessAt => ToDate(Volatile.Read(ref _lastSuccessAt));

    /// <summary>Gets when the target takes attempts again.</summary>
    /// <value><see langword="null"/> when it does now, or when only <see cref="Reset"/> or an attempt that ends can say.</value>
    public DateTimeOffset? UnavailableUntil => ToDate(BlockedUntil(_timeProvider.GetTimestamp()));

    /// <summary>Gets the moving average of the time to the first token of streamed answers.</summary>
    /// <value><see langword="null"/> before the first one.</value>
    public TimeSpan? AverageTimeToFirstToken
    {
        get
        {
            lock (_gate)
            {
                return _firstTokens.Average;
            }
        }
    }

    /// <summary>Gets the moving average of the duration of plain answers.</summary>
    /// <value><see langword="null"/> before the first one.</value>
    public TimeSpan? AverageResponseTime
    {
        get
        {
            lock (_gate)
            {
                return _responses.Average;
            }
        }
    }

    /// <summary>Takes the target out until <see cref="Reset"/>. Attempts under way go on.</summary>
    public void Isolate() => _isolated = true;

    /// <summary>Puts the target back: ends isolation and cool-down, and closes its breaker.</summary>
    public void Reset()
    {
        foreach (var breaker in Volatile.Read(ref _breakers))
        {
            breaker.Reset();
        }

        Volatile.Write(ref _coolDownUntil, 0);
        Volatile.Write(ref _consecutiveFailures, 0);
        _needsAttention = false;
        _isolated = false;
    }

    internal bool IsIsolated => _isolated;

    /// <summary>Finds or creates the breaker with these settings. Every breaker counts every outcome.</summary>
    internal TargetBreaker GetBreaker(BreakerSettings settings)
    {
        lock (_gate)
        {
            var breaker = Array.Find(_breakers, candidate => candidate.Settings == settings);
            if (breaker is null)
            {
                breaker = new TargetBreaker(settings, _timeProvider);
                Volatile.Write(ref _breakers, [.. _breakers, breaker]);
            }

            return breaker;
        }
    }

    /// <summary>Says whether an attempt may be made, as far as these breakers go.</summary>
    internal TargetState GetState(long now, ReadOnlySpan<TargetBreaker> breakers, int maxConcurrency = int.MaxValue)
    {
        if (_isolated)
        {
            return TargetState.Isolated;
        }

        var state = Volatile.Read(ref _coolDownUntil) > now ? TargetState.CoolingDown : InFlight >= maxConcurrency ? TargetState.Busy : TargetState.Available;
        foreach (var breaker in breakers)
        {
            state = breaker.GetState(now) is not TargetState.Available and var broken && state is not TargetState.CoolingDown ? broken : state;
        }

        return state;
    }

    /// <summary>Gets the end of a cool-down that waiting can outlast: one that the provider asked for.</summary>
    /// <returns>A timestamp; <see cref="long.MaxValue"/> when waiting does not help.</returns>
    internal long WaitableUntil() => _isolated || _needsAttention ? long.MaxValue : Volatile.Read(ref _coolDownUntil);

    /// <summary>Gets the moment (timestamp) from which the target may be tried again; 0 when that is now or unknown.</summary>
    internal long BlockedUntil(long now)
    {
        var until = Volatile.Read(ref _coolDownUntil);
        foreach (var breaker in Volatile.Read(ref _breakers))
        {
            until = Math.Max(until, breaker.OpenUntil);
        }

        return _isolated || until <= now ? 0 : until;
    }

    /// <summary>Starts an attempt, if the target takes it.</summary>
    internal bool TryEnter(long now, long probeLimit, TargetBreaker? breaker, int maxConcurrency, out bool probe)
    {
        probe = false;
        if (_isolated || Volatile.Read(ref _coolDownUntil) > now)
        {
            return false;
        }

        if (Interlocked.Increment(ref _inFlight) <= maxConcurrency && (breaker is null || breaker.TryEnter(now, probeLimit, out probe)))
        {
            return true;
        }

        Interlocked.Decrement(ref _inFlight);
        return false;
    }

    /// <summary>Ends an attempt.</summary>
    internal void Leave() => Interlocked.Decrement(ref _inFlight);

    /// <summary>Leaves the target alone for a while. A shorter cool-down never cuts a longer one.</summary>
    internal void CoolDown(long until, bool needsAttention)
    {
        var current = Volatile.Read(ref _coolDownUntil);
        while (until > current)
        {
            var seen = Interlocked.CompareExchange(ref _coolDownUntil, until, current);
            if (seen == current)
            {
                _needsAttention = needsAttention;
                return;
            }

            current = seen;
        }
    }

    internal void RecordSuccess(long now)
    {
        Volatile.Write(ref _consecutiveFailures, 0);
        Volatile.Write(ref _lastSuccessAt, now);
        Count(failed: false);
    }

    internal void RecordFailure(ProviderFailure failure, long now)
    {
        Interlocked.Increment(ref _consecutiveFailures);
        Volatile.Write(ref _lastFailure, failure);
        Volatile.Write(ref _lastFailureAt, now);
        if (failure.Kind.BlamesTarget())
        {
            Count(failed: true);
        }
    }

    internal void RecordLatency(TimeSpan latency, bool firstToken)
    {
        lock (_gate)
        {
            (firstToken ? _firstTokens : _responses).Add(latency);
        }
    }

    /// <summary>Gets a percentile of the latest latencies.</summary>
    /// <returns><see langword="null"/> while fewer than <paramref name="minimum"/> have been seen.</returns>
    internal TimeSpan? LatencyPercentile(double percentile, bool firstToken, int minimum)
    {
        lock (_gate)
        {
            var statistics = firstToken ? _firstTokens : _responses;
            return statistics.Count < minimum ? null : statistics.Percentile(percentile);
        }
    }

    private void Count(bool failed)
    {
        foreach (var breaker in Volatile.Read(ref _breakers))
        {
            breaker.Record(failed);
        }
    }

    private DateTimeOffset? ToDate(long timestamp) =>
        timestamp == 0 ? null : _timeProvider.GetUtcNow() + _timeProvider.GetElapsedTime(_timeProvider.GetTimestamp(), timestamp);
}
