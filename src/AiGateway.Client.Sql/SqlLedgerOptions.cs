namespace AiGateway.Client.Sql;

/// <summary>How the ledger keeps its records.</summary>
public sealed class SqlLedgerOptions
{
    /// <summary>Gets or sets the database.</summary>
    /// <value>Default <see cref="SqlDialect.Detect"/>.</value>
    public SqlDialect Dialect { get; set; }

    /// <summary>Gets or sets how many records may wait to be written. When so many do, further ones are dropped, counted and reported: a request never waits for the ledger.</summary>
    /// <value>Default 100,000; from 100 to 10,000,000.</value>
    public int QueueCapacity { get; set; } = 100_000;

    /// <summary>Gets or sets how many records are written in one transaction at most. So many waiting ones are written at once.</summary>
    /// <value>Default 1,000; from 1 to 10,000, and at most <see cref="QueueCapacity"/>.</value>
    public int BatchSize { get; set; } = 1000;

    /// <summary>Gets or sets how long a record waits for others at most. What came in meanwhile is lost in a crash.</summary>
    /// <value>Default 1 second; from 10 milliseconds to 1 minute. Where <see cref="HeartbeatInterval"/> is shorter, that counts.</value>
    public TimeSpan FlushInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets or sets how often an instance without records to write says that it is alive.</summary>
    /// <value>Default 10 seconds; from 1 second to 10 minutes. An instance that says nothing for six times as long is taken for crashed.</value>
    public TimeSpan HeartbeatInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets or sets the wait after the first failure to write; it doubles with each further one.</summary>
    /// <value>Default 250 milliseconds; from 10 milliseconds to 1 minute.</value>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Gets or sets the longest wait between two tries to write.</summary>
    /// <value>Default 30 seconds; from <see cref="RetryDelay"/> to 1 hour.</value>
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets how long the disposal of the container tries to write what still waits.</summary>
    /// <value>Default 10 seconds; from 0 to 10 minutes.</value>
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets or sets how long records are kept.</summary>
    /// <value>Default 400 days, so that a month can be compared with the same one a year before; from 1 day; <see langword="null"/>: for ever.</value>
    public TimeSpan? Retention { get; set; } = TimeSpan.FromDays(400);

    /// <summary>Gets or sets how often records are looked for that are older.</summary>
    /// <value>Default 1 hour; from 1 minute to 1 day.</value>
    public TimeSpan RetentionInterval { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Gets or sets how many records are deleted in one transaction.</summary>
    /// <value>Default 1,000; from 1 to 100,000.</value>
    public int RetentionBatchSize { get; set; } = 1000;

    /// <summary>Gets or sets a value indicating whether limits counted in memory begin with what the ledger holds.</summary>
    /// <value>Default <see langword="true"/>.</value>
    public bool ContinueLimits { get; set; } = true;

    /// <summary>Gets or sets what becomes of requests while the ledger cannot tell what a limit has spent already.</summary>
    /// <value>Default <see cref="HistoryFailureMode.LetThrough"/>.</value>
    public HistoryFailureMode HistoryFailure { get; set; }

    /// <summary>Gets or sets how long the first request of a limit waits for the ledger.</summary>
    /// <value>Default 2 seconds; from 10 milliseconds to 1 minute.</value>
    public TimeSpan HistoryTimeout { get; set; } = TimeSpan.FromSeconds(2);
}
