using AiGateway.Client.Caching.Semantic;

namespace AiGateway.Client.Caching;

/// <summary>How answers are kept for those who ask the same again.</summary>
public sealed class CachingOptions
{
    /// <summary>Gets or sets how long an answer is kept. Each is kept up to 10 % shorter or longer, so that they do not all expire at once.</summary>
    /// <value>Default <see langword="null"/>: there is no cache. From 1 second to 365 days.</value>
    public TimeSpan? TimeToLive { get; set; }

    /// <summary>Gets or sets for how long after its time an answer is still given, while a new one is fetched.</summary>
    /// <value>Default <see langword="null"/>: never. From 0 to 365 days.</value>
    public TimeSpan? StaleWhileRevalidate { get; set; }

    /// <summary>Gets or sets who shares answers: those that agree in every part.</summary>
    /// <value>Any of <c>Tenant</c>, <c>User</c> (within its tenant), <c>App</c> and <c>Tag:name</c>, separated by commas; or <c>Shared</c> for everybody. Default <c>Tenant</c>.</value>
    public string PartitionBy { get; set; } = "Tenant";

    /// <summary>Gets or sets how many bytes the answers in memory and their keys may take. What is seldom asked for leaves first.</summary>
    /// <value>Default 64 MiB; from 1 MiB to 1 TiB.</value>
    public long MaxBytes { get; set; } = 64L << 20;

    /// <summary>Gets or sets the largest answer that is stored, with its key, in bytes.</summary>
    /// <value>Default 256 KiB; from 1 KiB to 64 MiB.</value>
    public int MaxEntryBytes { get; set; } = 256 << 10;

    /// <summary>Gets or sets a value indicating whether answers that call tools are stored too.</summary>
    /// <value>Default <see langword="false"/>: only complete answers are.</value>
    public bool StoreToolCalls { get; set; }

    /// <summary>Gets or sets a value indicating whether those who ask the same at the same time share one call.</summary>
    /// <value>Default <see langword="true"/>.</value>
    public bool SingleFlight { get; set; } = true;

    /// <summary>Gets or sets the longest that a shared call may take. It does not end with the caller who started it.</summary>
    /// <value>Default 5 minutes; from 1 second to 1 day.</value>
    public TimeSpan FlightTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Gets or sets a value indicating whether answers are also kept in the application's <c>IDistributedCache</c>, where other processes find them.</summary>
    /// <value>Default <see langword="false"/>. With redaction it needs <c>Redaction:Key</c>: the pseudonyms of a random key mean nothing elsewhere.</value>
    public bool Shared { get; set; }

    /// <summary>Gets or sets how long a look-up or a write there may take. One that takes longer is a miss.</summary>
    /// <value>Default 100 ms; from 1 ms to 10 seconds.</value>
    public TimeSpan SharedTimeout { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Gets or sets what all names there begin with.</summary>
    /// <value>Default <c>aigateway</c>.</value>
    public string SharedPrefix { get; set; } = "aigateway";

    /// <summary>Gets or sets how long it may take until an invalidation by another process is noticed.</summary>
    /// <value>Default 1 second; from 0 to 1 hour.</value>
    public TimeSpan InvalidationInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets or sets how long it is remembered that a request was refused as invalid or too long. In memory only.</summary>
    /// <value>Default <see langword="null"/>: not at all. From 1 second to 1 day.</value>
    public TimeSpan? NegativeTimeToLive { get; set; }

    /// <summary>Gets how questions are answered with the answers to others that mean the same.</summary>
    /// <value>Off until <see cref="SemanticCacheOptions.Threshold"/> is set and an embedding generator is registered.</value>
    public SemanticCacheOptions Semantic { get; } = new();
}
