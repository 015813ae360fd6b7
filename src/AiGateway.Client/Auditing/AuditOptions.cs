using AiGateway.Client.Providers;

namespace AiGateway.Client.Auditing;

/// <summary>How requests are audited.</summary>
public sealed class AuditOptions
{
    /// <summary>The shortest time for which the default keeps records: six months, and a day to spare.</summary>
    internal static readonly TimeSpan DefaultRetention = TimeSpan.FromDays(183);

    /// <summary>Gets or sets a value indicating whether requests are audited.</summary>
    /// <value>Default <see langword="null"/>: if there is a sink for the records.</value>
    public bool? Enabled { get; set; }

    /// <summary>Gets or sets the secret from which the keys of tenants are derived.</summary>
    /// <value>At least 16 bytes; default <see langword="null"/>. The key of one tenant cannot be destroyed alone: see <see cref="KeyFolder"/>.</value>
    [Secret]
    public string? Key { get; set; }

    /// <summary>Gets or sets the folder that holds a random key for every tenant. Deleting the file of a key erases what only the key can read.</summary>
    /// <value>Default <see langword="null"/>. Without either, a random key of the process is used, and hashes cannot be compared with anything later.</value>
    public string? KeyFolder { get; set; }

    /// <summary>Gets or sets the secret that seals checkpoints, so that nobody without it can make a chain anew.</summary>
    /// <value>At least 16 bytes; default <see langword="null"/>: checkpoints are not sealed.</value>
    [Secret]
    public string? ChainKey { get; set; }

    /// <summary>Gets the files to write to.</summary>
    public AuditFileOptions File { get; } = new();

    /// <summary>Gets or sets a value indicating whether records are written to the application's log.</summary>
    /// <value>Default <see langword="false"/>.</value>
    public bool Log { get; set; }

    /// <summary>Gets or sets a value indicating whether the prompt and the answer, as redaction has made them, are kept, encrypted under the tenant's key.</summary>
    /// <value>Default <see langword="false"/>: only their keyed hashes are.</value>
    public bool IncludeContent { get; set; }

    /// <summary>Gets or sets for how long records are kept.</summary>
    /// <value>Default 183 days; at least 1 day; 0 for ever.</value>
    public TimeSpan Retention { get; set; } = DefaultRetention;

    /// <summary>Gets or sets how many records may be under way at once: of requests that are being served, and of those that wait to be written.</summary>
    /// <value>Default 10,000; from 10 to 10,000,000.</value>
    public int QueueCapacity { get; set; } = 10_000;

    /// <summary>Gets or sets what becomes of a request when there is no room for its record.</summary>
    /// <value>Default <see cref="AuditQueueMode.Wait"/>.</value>
    public AuditQueueMode WhenFull { get; set; }

    /// <summary>Gets or sets how long a request waits for room at most, in mode <see cref="AuditQueueMode.Wait"/>.</summary>
    /// <value>Default 30 seconds; from 0 to 1 hour.</value>
    public TimeSpan MaxWait { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets how many records are written at once at most.</summary>
    /// <value>Default 1,000; from 1 to 10,000.</value>
    public int BatchSize { get; set; } = 1000;

    /// <summary>Gets or sets after how many records the state of the chain is written down beside it.</summary>
    /// <value>Default 1,000; from 1 to 1,000,000. Sinks get it with the batch in which the number is reached.</value>
    public int CheckpointInterval { get; set; } = 1000;

    /// <summary>Gets or sets the wait after the first failure of a sink; it doubles with each further one, up to 30 seconds.</summary>
    /// <value>Default 250 milliseconds; from 10 milliseconds to 30 seconds.</value>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Gets or sets how long the end of the application waits for records to be written.</summary>
    /// <value>Default 10 seconds; from 0 to 10 minutes.</value>
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(10);
}
