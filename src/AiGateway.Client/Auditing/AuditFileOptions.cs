namespace AiGateway.Client.Auditing;

/// <summary>Where audit records are written as JSON Lines.</summary>
public sealed class AuditFileOptions
{
    /// <summary>Gets or sets the folder. It is made where it is missing.</summary>
    /// <value>Default <see langword="null"/>: no files are written.</value>
    public string? Path { get; set; }

    /// <summary>Gets or sets the size at which a new file is begun. A new one is also begun with every day, in UTC.</summary>
    /// <value>In bytes; default 100,000,000; from 10,000 to 10,000,000,000. A file goes beyond it by one batch at most.</value>
    public long MaxBytes { get; set; } = 100_000_000;

    /// <summary>Gets or sets a value indicating whether every batch is flushed to the disk, so that it outlives a power failure and not only the end of the process.</summary>
    /// <value>Default <see langword="false"/>.</value>
    public bool FlushToDisk { get; set; }
}
