using System.Data.Common;
using System.Diagnostics.Metrics;
using AiGateway.Client.Metering;
using AiGateway.Client.Sql.Dialects;
using AiGateway.Client.Sql.Writing;
using AiGateway.Client.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AiGateway.Client.Sql;

/// <summary>Keeps the usage of every attempt in a database. Requests only queue it; one writer stores it in batches.</summary>
/// <remarks>
/// While the database is down records wait, and nothing is written twice. Disposal writes what waits. A crash loses what was not written yet, and the next
/// instance says so. The tables are made and brought up to date by whoever comes first.
/// </remarks>
public sealed class SqlLedger : IUsageSink, IRecordBuffer, IAsyncDisposable, IDisposable
{
    private readonly LedgerQueue _queue;
    private readonly LedgerWriter _writer;
    private readonly LedgerInstruments _instruments;
    private readonly Lazy<Task> _stopping;
    private volatile bool _disposed;

    /// <summary>Initializes a new instance of the <see cref="SqlLedger"/> class, which begins to write at once.</summary>
    /// <param name="source">The database. It is not disposed.</param>
    /// <param name="options">How records are kept; <see langword="null"/> for the defaults.</param>
    /// <param name="time">The clock; <see langword="null"/> for that of the system.</param>
    /// <param name="loggerFactory">The application's logging.</param>
    /// <param name="meterFactory">The application's meters.</param>
    /// <exception cref="ArgumentException">An option is not valid; the message lists everything that is wrong.</exception>
    /// <exception cref="NotSupportedException">The database is neither SQLite nor PostgreSQL.</exception>
    public SqlLedger(DbDataSource source, SqlLedgerOptions? options = null, TimeProvider? time = null, ILoggerFactory? loggerFactory = null, IMeterFactory? meterFactory = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        Options = options ?? new SqlLedgerOptions();
        if (new SqlLedgerOptionsValidator().Validate(null, Options) is { Failed: true } result)
        {
            throw new ArgumentException(result.FailureMessage, nameof(options));
        }

        Time = time ?? TimeProvider.System;
        Logger = (loggerFactory ?? NullLoggerFactory.Instance).CreateLogger(GatewayTelemetry.SourceName);
        Database = new LedgerDatabase(source, Dialect.Of(source, Options.Dialect), InstanceIdentity.Create(), Time);
        _queue = new LedgerQueue(Options.QueueCapacity);
        _instruments = new LedgerInstruments(meterFactory, () => _queue.Counts.Waiting);
        _writer = new LedgerWriter(_queue, Database, Options, _instruments, Time, Logger);
        _stopping = new Lazy<Task>(StopAsync);
    }

    /// <summary>Gets the id under which this instance writes.</summary>
    public string InstanceId => Database.Identity.Key;

    /// <inheritdoc />
    public string Name => "ledger";

    /// <inheritdoc />
    public RecordBufferState State
    {
        get
        {
            var counts = _queue.Counts;
            return new RecordBufferState(counts.Waiting, Options.QueueCapacity, counts.Dropped, _writer.IsFailing);
        }
    }

    internal LedgerDatabase Database { get; }

    internal SqlLedgerOptions Options { get; }

    internal TimeProvider Time { get; }

    internal ILogger Logger { get; }

    /// <inheritdoc />
    public void Record(UsageRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (_disposed)
        {
            SqlLedgerLog.Abandoned(Logger, 1);
        }
        else if (!_queue.TryEnqueue(record))
        {
            _writer.OnDropped();
        }
    }

    /// <summary>Makes sure that the database can be reached and that its tables are those that this package knows.</summary>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>A task that ends when they are.</returns>
    /// <remarks>Calling it is optional: it lets an application fail at its start where it would otherwise log and go on.</remarks>
    /// <exception cref="LedgerSchemaException">They were made by a later version.</exception>
    /// <exception cref="DbException">The database cannot be reached.</exception>
    public async Task InitializeAsync(CancellationToken cancellationToken = default)
    {
        var connection = await Database.OpenAsync(cancellationToken).ConfigureAwait(false);
        await connection.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Waits until every record is stored that has been taken by now.</summary>
    /// <param name="cancellationToken">Cancels the wait; while the database is down it has no other end.</param>
    /// <returns>A task that ends when they are.</returns>
    /// <exception cref="ObjectDisposedException">The ledger was disposed before they were.</exception>
    public Task FlushAsync(CancellationToken cancellationToken = default) => _writer.FlushAsync(cancellationToken);

    /// <summary>Lists the instances that have written to the ledger, the earliest first.</summary>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The instances.</returns>
    public Task<IReadOnlyList<LedgerInstance>> GetInstancesAsync(CancellationToken cancellationToken = default) => Database.ReadInstancesAsync(cancellationToken);

    /// <summary>Writes what waits, within <see cref="SqlLedgerOptions.ShutdownTimeout"/>, and ends.</summary>
    /// <returns>A task that ends when it is done.</returns>
    public ValueTask DisposeAsync() => new(_stopping.Value);

    /// <summary>Writes what waits, within <see cref="SqlLedgerOptions.ShutdownTimeout"/>, and ends.</summary>
    public void Dispose() => _stopping.Value.GetAwaiter().GetResult();

    private async Task StopAsync()
    {
        _disposed = true;
        await _writer.DisposeAsync().ConfigureAwait(false);
        Database.Dispose();
        _instruments.Dispose();
    }
}
