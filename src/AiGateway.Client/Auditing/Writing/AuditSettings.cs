using System.Text;

namespace AiGateway.Client.Auditing.Writing;

/// <summary>What a trail works by. Two that are equal are one trail, whatever was reloaded in between.</summary>
internal sealed record AuditSettings(
    string? Key, string? KeyFolder, string? ChainKey, string? Path, long MaxBytes, bool FlushToDisk, bool Log, bool IncludeContent, TimeSpan Retention,
    int QueueCapacity, AuditQueueMode WhenFull, TimeSpan MaxWait, int BatchSize, int CheckpointInterval, TimeSpan RetryDelay, TimeSpan ShutdownTimeout)
{
    /// <summary>The longest wait between two tries to write.</summary>
    private static readonly TimeSpan MaxRetryDelay = TimeSpan.FromSeconds(30);

    public byte[]? ChainSecret => ChainKey is null ? null : Encoding.UTF8.GetBytes(ChainKey);

    public static AuditSettings Of(AuditOptions options) => new(
        options.Key, NullIfEmpty(options.KeyFolder), options.ChainKey, NullIfEmpty(options.File.Path), options.File.MaxBytes, options.File.FlushToDisk, options.Log,
        options.IncludeContent, options.Retention, options.QueueCapacity, options.WhenFull, options.MaxWait, options.BatchSize, options.CheckpointInterval,
        options.RetryDelay, options.ShutdownTimeout);

    public TimeSpan Backoff(int failures) => TimeSpan.FromTicks(Math.Min(MaxRetryDelay.Ticks, RetryDelay.Ticks << Math.Min(failures - 1, 12)));

    public override string ToString() => nameof(AuditSettings);

    private static string? NullIfEmpty(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
