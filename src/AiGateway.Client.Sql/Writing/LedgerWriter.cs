using AiGateway.Client.Metering;
using Microsoft.Extensions.Logging;

namespace AiGateway.Client.Sql.Writing;

/// <summary>The only one that writes: takes records from the queue in batches, and tries again until they are in the database.</summary>
internal sealed class LedgerWriter : IAsyncDisposable
{
    /// <summary>After so many intervals of silence an instance is taken for crashed.</summary>
    public const int StaleHeartbeats = 6;

    private readonly LedgerQueue _queue;
    private readonly LedgerDatabase _database;
    private readonly SqlLedgerOptions _options;
    private readonly LedgerInstruments _instruments;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly List<UsageRecord> _batch = [];
    private readonly LedgerUpkeep _upkeep;
    private readonly LedgerWaits _waits;
    private readonly CancellationTokenSource _giveUp;
    private readonly Task _run;
    private volatile bool _closing;
    private volatile bool _isDropping;
    private long _written;
    private long _reportedDrops;
    private int _failures;
    private long _outageStart;

    public LedgerWriter(LedgerQueue queue, LedgerDatabase database, SqlLedgerOptions options, LedgerInstruments instruments, TimeProvider time, ILogger logger)
    {
        (_queue, _database, _options, _instruments, _time, _logger) = (queue, database, options, instruments, time, logger);
        _upkeep = new LedgerUpkeep(database, options, time, logger);
        _waits = new LedgerWaits(queue, options, time);
        _giveUp = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _run = Task.Run(RunAsync);
    }

    /// <summary>Gets a value indicating whether the last try to write failed.</summary>
    public bool IsFailing => Volatile.Read(ref _failures) > 0;

    /// <summary>Notes that a record was dropped. Reported once, until there is room again.</summary>
    public void OnDropped()
    {
        _instruments.Count(1, "dropped");
        if (!_isDropping)
        {
            _isDropping = true;
            SqlLedgerLog.QueueFull(_logger, _options.QueueCapacity);
        }
    }

    /// <summary>Waits until everything is written that has been taken by now.</summary>
    /// <exception cref="ObjectDisposedException">The writer has ended before.</exception>
    public Task FlushAsync(CancellationToken cancellationToken) => _waits.FlushAsync(Volatile.Read(ref _written), cancellationToken);

    /// <summary>Writes what waits, within <see cref="SqlLedgerOptions.ShutdownTimeout"/>, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        _closing = true;
        _giveUp.CancelAfter(_options.ShutdownTimeout);
        _waits.Close();
        await _run.ConfigureAwait(false);
        _giveUp.Dispose();
    }

    private async Task RunAsync()
    {
        do
        {
            await _waits.WaitAsync(_failures, _giveUp.Token).ConfigureAwait(false);
            await TryWriteAsync().ConfigureAwait(false);
        }
        while (!_closing || (_queue.Counts.Waiting > 0 && !_giveUp.IsCancellationRequested));

        await EndAsync().ConfigureAwait(false);
    }

    private async Task TryWriteAsync()
    {
        var start = _time.GetTimestamp();
        try
        {
            await WriteAsync().ConfigureAwait(false);
            OnWritten(start);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            OnFailed(exception, start);
        }
    }

    private async Task WriteAsync()
    {
        if (_database.Instance == 0)
        {
            await _database.RegisterAsync(_options.HeartbeatInterval * StaleHeartbeats, _giveUp.Token).ConfigureAwait(false);
            SqlLedgerLog.Opened(_logger, _database.Dialect.Name, _database.Identity.Key);
        }

        do
        {
            var start = _time.GetTimestamp();
            _queue.Peek(_batch, _options.BatchSize);
            var counts = _queue.Counts;
            await _database.WriteAsync(_batch, _written, counts.Accepted, counts.Dropped, _giveUp.Token).ConfigureAwait(false);
            _queue.Remove(_batch.Count);
            Volatile.Write(ref _written, _written + _batch.Count);
            _instruments.Count(_batch.Count, "written");
            _instruments.WriteDuration.Record(_time.GetElapsedTime(start).TotalSeconds);
            _waits.OnWritten(_written);
        }
        while (_queue.Counts.Waiting >= _options.BatchSize);

        if (!_closing)
        {
            await _upkeep.RunAsync(_giveUp.Token).ConfigureAwait(false);
        }
    }

    private void OnWritten(long start)
    {
        var counts = _queue.Counts;
        if (_failures > 0)
        {
            var outage = _time.GetElapsedTime(_outageStart, start);
            SqlLedgerLog.Recovered(_logger, outage.TotalSeconds, _failures, counts.Waiting);
            _failures = 0;
        }

        if (counts.Dropped > _reportedDrops && counts.Waiting < _options.QueueCapacity)
        {
            SqlLedgerLog.Dropped(_logger, counts.Dropped - _reportedDrops);
            _reportedDrops = counts.Dropped;
            _isDropping = false;
        }
    }

    private void OnFailed(Exception exception, long start)
    {
        _instruments.WriteDuration.Record(_time.GetElapsedTime(start).TotalSeconds, new KeyValuePair<string, object?>(Telemetry.GatewayTelemetry.OutcomeTag, "failed"));
        _upkeep.OnFailed();
        if (_failures++ > 0)
        {
            return;
        }

        _outageStart = start;
        var error = Faults.Describe(exception);
        if (exception is LedgerSchemaException)
        {
            SqlLedgerLog.SchemaTooNew(_logger, error);
        }
        else
        {
            SqlLedgerLog.Unavailable(_logger, error, _options.QueueCapacity);
        }
    }

    private async Task EndAsync()
    {
        var waiting = _queue.Counts.Waiting;
        if (waiting > 0)
        {
            _instruments.Count(waiting, "abandoned");
            SqlLedgerLog.Abandoned(_logger, waiting);
        }
        else if (_database.Instance != 0)
        {
            await StopDatabaseAsync().ConfigureAwait(false);
        }

        _waits.End();
    }

    private async Task StopDatabaseAsync()
    {
        try
        {
            await _database.StopAsync(_giveUp.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Everything is written; only the mark of it is missing, and the next instance will warn without need.
            SqlLedgerLog.Unavailable(_logger, Faults.Describe(exception), _options.QueueCapacity);
        }
    }
}
