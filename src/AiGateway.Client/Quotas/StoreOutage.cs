using AiGateway.Client.Telemetry;
using Microsoft.Extensions.Logging;

namespace AiGateway.Client.Quotas;

/// <summary>Knows whether a store is down: from the first call that fails until a trial succeeds. Meanwhile requests do not wait for it. It reports each outage once.</summary>
internal sealed class StoreOutage : IDisposable
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ShortestRetryAfter = TimeSpan.FromSeconds(1);

    // A store that fails again so soon is asked less often.
    private static readonly TimeSpan Probation = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly GatewayInstruments _instruments;
    private readonly ILogger _logger;
    private readonly Func<Task> _trial;
    private readonly ITimer _timer;
    private TimeSpan _delay = FirstDelay;
    private long _start;
    private long? _lastEnd;
    private long _affected;
    private int _epoch;
    private volatile bool _open;
    private bool _disposed;

    /// <param name="time">The clock.</param>
    /// <param name="instruments">Where outages are counted.</param>
    /// <param name="logger">Where they are told.</param>
    /// <param name="trial">Asks the store for something harmless; throws when it fails.</param>
    public StoreOutage(TimeProvider time, GatewayInstruments instruments, ILogger logger, Func<Task> trial)
    {
        _time = time;
        _instruments = instruments;
        _logger = logger;
        _trial = trial;
        _timer = time.CreateTimer(_ => _ = TryAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Gets a value indicating whether the store is taken to be down.</summary>
    public bool IsOpen => _open;

    /// <summary>Gets why.</summary>
    public QuotaStoreFailure Failure { get; private set; }

    /// <summary>Gets the number of outages there were. A call that began in an earlier one says nothing about now.</summary>
    public int Epoch => Volatile.Read(ref _epoch);

    /// <summary>Gets when to come again.</summary>
    public TimeSpan RetryAfter => _delay > ShortestRetryAfter ? _delay : ShortestRetryAfter;

    /// <summary>Gets or sets what to do when the store is back, before the end is told. It returns what was counted late, and what never will be.</summary>
    public Func<Task<(long Replayed, long Dropped)>> Recover { get; set; } = static () => Task.FromResult((0L, 0L));

    /// <summary>Notes that a call has failed.</summary>
    /// <param name="epoch">The epoch when it began.</param>
    /// <param name="exception">How.</param>
    public void Report(int epoch, Exception exception)
    {
        lock (_gate)
        {
            if (_open || _disposed || epoch != _epoch)
            {
                return;
            }

            Failure = Classify(exception);
            _start = _time.GetTimestamp();
            _delay = _lastEnd is { } end && _time.GetElapsedTime(end) < Probation ? Longer(_delay) : FirstDelay;
            _epoch++;
            _open = true;
            _timer.Change(_delay, Timeout.InfiniteTimeSpan);
        }

        _instruments.QuotaStoreOutages.Add(1, new KeyValuePair<string, object?>(GatewayTelemetry.QuotaStoreFailureTag, Failure.ToString()));
        QuotaStoreLog.OutageBegan(_logger, Failure, exception.InnerException?.GetType().Name ?? exception.GetType().Name);
    }

    /// <summary>Counts a request that was decided without the store.</summary>
    public void CountAffected() => Interlocked.Increment(ref _affected);

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _timer.Dispose();
        }
    }

    private static TimeSpan Longer(TimeSpan delay) => delay * 2 < LongestDelay ? delay * 2 : LongestDelay;

    private static QuotaStoreFailure Classify(Exception exception) => exception switch
    {
        QuotaStoreException store => store.Failure,
        TimeoutException or OperationCanceledException => QuotaStoreFailure.Timeout,
        IOException => QuotaStoreFailure.Connection,
        _ => QuotaStoreFailure.Error,
    };

    private async Task TryAsync()
    {
        try
        {
            await _trial().ConfigureAwait(false);
        }
        catch (Exception)
        {
            TryLater();
            return;
        }

        Close();
        var duration = _time.GetElapsedTime(_start);
        var (replayed, dropped) = await Recover().ConfigureAwait(false);
        QuotaStoreLog.OutageEnded(_logger, duration.TotalSeconds, Interlocked.Exchange(ref _affected, 0), replayed, dropped);
    }

    private void TryLater()
    {
        lock (_gate)
        {
            if (!_disposed)
            {
                _delay = Longer(_delay);
                _timer.Change(_delay, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private void Close()
    {
        lock (_gate)
        {
            // What was under way until now may still fail; it belongs to this outage.
            _epoch++;
            _lastEnd = _time.GetTimestamp();
            _open = false;
        }
    }
}
