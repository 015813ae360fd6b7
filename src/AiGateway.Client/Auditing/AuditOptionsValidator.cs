using System.Globalization;
using System.Text;
using AiGateway.Client.Auditing.Keys;

namespace AiGateway.Client.Auditing;

/// <summary>Reports everything in the options that cannot be, each with its key, its value and what to do.</summary>
internal static class AuditOptionsValidator
{
    public static void Validate(AuditOptions options, string path, bool hasSinks, bool hasKeys, ICollection<string> failures)
    {
        if (options.Enabled is true && !hasSinks && string.IsNullOrEmpty(options.File.Path) && !options.Log)
        {
            failures.Add($"{path}:Enabled = 'True', but nothing takes the records. Set {path}:File:Path to a folder, set {path}:Log to true, or add a sink with AddAuditSink.");
        }

        ValidateKeys(options, path, hasKeys, failures);
        ValidateFile(options.File, $"{path}:File", failures);
        if (options.Retention != TimeSpan.Zero && options.Retention < TimeSpan.FromDays(1))
        {
            failures.Add($"{path}:Retention = '{options.Retention}' is out of range: at least 1 day, or 0 for ever.");
        }

        Range(options.QueueCapacity, 10, 10_000_000, $"{path}:QueueCapacity", failures);
        Range(options.MaxWait, TimeSpan.Zero, TimeSpan.FromHours(1), $"{path}:MaxWait", failures);
        Range(options.BatchSize, 1, 10_000, $"{path}:BatchSize", failures);
        Range(options.CheckpointInterval, 1, 1_000_000, $"{path}:CheckpointInterval", failures);
        Range(options.RetryDelay, TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(30), $"{path}:RetryDelay", failures);
        Range(options.ShutdownTimeout, TimeSpan.Zero, TimeSpan.FromMinutes(10), $"{path}:ShutdownTimeout", failures);
        if (!Enum.IsDefined(options.WhenFull))
        {
            failures.Add($"{path}:WhenFull = '{options.WhenFull}' is not known: Wait, Drop or FailRequest.");
        }
    }

    private static void ValidateKeys(AuditOptions options, string path, bool hasKeys, ICollection<string> failures)
    {
        RequireLength(options.Key, $"{path}:Key", failures);
        RequireLength(options.ChainKey, $"{path}:ChainKey", failures);
        var sources = (options.Key is null ? 0 : 1) + (string.IsNullOrEmpty(options.KeyFolder) ? 0 : 1) + (hasKeys ? 1 : 0);
        if (sources > 1)
        {
            failures.Add($"{path}: the keys of tenants come from more than one place. Keep one of {path}:Key, {path}:KeyFolder and the {nameof(IAuditKeyProvider)} that is registered in code.");
        }
    }

    private static void RequireLength(string? key, string path, ICollection<string> failures)
    {
        if (key is not null && Encoding.UTF8.GetByteCount(key) < AuditKey.MinimumLength)
        {
            failures.Add($"{path} = '…' has fewer than {AuditKey.MinimumLength} bytes. Use {AuditKey.MinimumLength} random characters or more.");
        }
    }

    private static void ValidateFile(AuditFileOptions options, string path, ICollection<string> failures)
    {
        if (!string.IsNullOrEmpty(options.Path) && File.Exists(options.Path))
        {
            failures.Add($"{path}:Path = '{options.Path}' is a file. Name a folder.");
        }

        Range(options.MaxBytes, 10_000, 10_000_000_000, $"{path}:MaxBytes", failures);
    }

    private static void Range<T>(T value, T minimum, T maximum, string key, ICollection<string> failures)
        where T : IComparable<T>
    {
        if (value.CompareTo(minimum) < 0 || value.CompareTo(maximum) > 0)
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"{key} = '{value}' is out of range: from {minimum} to {maximum}."));
        }
    }
}
