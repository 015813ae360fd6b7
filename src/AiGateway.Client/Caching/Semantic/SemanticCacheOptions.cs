namespace AiGateway.Client.Caching.Semantic;

/// <summary>How questions are answered with the answers to others that mean the same.</summary>
public sealed class SemanticCacheOptions
{
    /// <summary>Gets or sets how near a stored question must be: the cosine of the angle between the two embeddings.</summary>
    /// <value>Default <see langword="null"/>: the semantic cache is off. Greater than 0, at most 1. It depends on the embedder: <see cref="SemanticCache.CalibrateAsync"/> finds it.</value>
    public double? Threshold { get; set; }

    /// <summary>Gets or sets the key under which the embedding generator is registered.</summary>
    /// <value>Default <see langword="null"/>: the one that is registered without a key.</value>
    public string? Embedder { get; set; }

    /// <summary>Gets or sets what tells this embedder from a former one, where its metadata name no model or the model has changed under its name.</summary>
    /// <value>Default <see langword="null"/>.</value>
    public string? EmbedderVersion { get; set; }

    /// <summary>Gets or sets a value indicating whether hits are only counted and logged, and nothing is ever served.</summary>
    /// <value>Default <see langword="false"/>.</value>
    public bool DryRun { get; set; }

    /// <summary>Gets or sets how long an embedding may take. After it the request goes on as a miss.</summary>
    /// <value>Default 250 ms; from 1 ms to 1 minute.</value>
    public TimeSpan EmbeddingTimeout { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Gets or sets how long an <see cref="ISemanticCacheVerifier"/> may take. After it the request goes on as a miss.</summary>
    /// <value>Default 1 second; from 1 ms to 1 minute.</value>
    public TimeSpan VerifierTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets or sets a value indicating whether requests with earlier turns take part too. The earlier turns must then be the same, byte for byte.</summary>
    /// <value>Default <see langword="false"/>: requests with one turn of the user, and instructions before it.</value>
    public bool AllowEarlierTurns { get; set; }

    /// <summary>Gets or sets a value indicating whether questions with pseudonyms take part too. The pseudonyms must then be the same.</summary>
    /// <value>Default <see langword="false"/>: they are personal.</value>
    public bool AllowPseudonyms { get; set; }

    /// <summary>Gets or sets how many questions are kept of those that may be compared with each other.</summary>
    /// <value>Default 10,000; from 1 to 1,000,000. The one that was least recently of use leaves first.</value>
    public int MaxEntries { get; set; } = 10_000;

    /// <summary>Gets or sets how many groups of questions that may be compared with each other are kept.</summary>
    /// <value>Default 1,000; from 1 to 100,000. The group that was asked least recently leaves first.</value>
    public int MaxPartitions { get; set; } = 1_000;

    /// <summary>Gets or sets how many bytes all questions and their embeddings may take.</summary>
    /// <value>Default 256 MiB; from 1 MiB to 64 GiB.</value>
    public long MaxBytes { get; set; } = 256L << 20;

    /// <summary>Gets or sets a value indicating whether questions and embeddings are also kept in the <see cref="Microsoft.Extensions.Caching.Distributed.IDistributedCache"/>.</summary>
    /// <value>Default <see langword="false"/>.</value>
    public bool Persist { get; set; }

    /// <summary>Gets or sets how long after a new question a group is saved; what comes in between is saved with it.</summary>
    /// <value>Default 5 seconds; from 0 to 1 hour.</value>
    public TimeSpan SaveDelay { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets or sets how long the distributed cache may take to load or save a group.</summary>
    /// <value>Default 1 second; from 1 ms to 1 minute. A group that cannot be loaded in time is empty at first.</value>
    public TimeSpan PersistTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets or sets the largest group that is saved, in bytes. What was least recently of use is left out.</summary>
    /// <value>Default 8 MiB; from 1 KiB to 256 MiB.</value>
    public int MaxPersistedBytes { get; set; } = 8 << 20;
}
