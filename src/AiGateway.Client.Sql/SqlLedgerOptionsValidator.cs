using System.Globalization;
using Microsoft.Extensions.Options;

namespace AiGateway.Client.Sql;

/// <summary>Checks the ledger's options and reports every error.</summary>
internal sealed class SqlLedgerOptionsValidator : IValidateOptions<SqlLedgerOptions>
{
    public ValidateOptionsResult Validate(string? name, SqlLedgerOptions options)
    {
        List<string> failures = [];
        Require(Enum.IsDefined(options.Dialect), options.Dialect, nameof(options.Dialect), "Detect, Sqlite or PostgreSql", failures);
        Require(Enum.IsDefined(options.HistoryFailure), options.HistoryFailure, nameof(options.HistoryFailure), "LetThrough or Refuse", failures);
        Range(options.QueueCapacity, 100, 10_000_000, nameof(options.QueueCapacity), failures);
        Range(options.BatchSize, 1, Math.Min(10_000, Math.Max(1, options.QueueCapacity)), nameof(options.BatchSize), failures);
        Range(options.FlushInterval, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1), nameof(options.FlushInterval), failures);
        Range(options.HeartbeatInterval, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10), nameof(options.HeartbeatInterval), failures);
        Range(options.RetryDelay, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1), nameof(options.RetryDelay), failures);
        Range(options.MaxRetryDelay, options.RetryDelay, TimeSpan.FromHours(1), nameof(options.MaxRetryDelay), failures);
        Range(options.ShutdownTimeout, TimeSpan.Zero, TimeSpan.FromMinutes(10), nameof(options.ShutdownTimeout), failures);
        Range(options.Retention ?? TimeSpan.MaxValue, TimeSpan.FromDays(1), TimeSpan.MaxValue, nameof(options.Retention), failures);
        Range(options.RetentionInterval, TimeSpan.FromMinutes(1), TimeSpan.FromDays(1), nameof(options.RetentionInterval), failures);
        Range(options.RetentionBatchSize, 1, 100_000, nameof(options.RetentionBatchSize), failures);
        Range(options.HistoryTimeout, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1), nameof(options.HistoryTimeout), failures);
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static void Range<T>(T value, T minimum, T maximum, string key, List<string> failures)
        where T : IComparable<T> => Require(
            value.CompareTo(minimum) >= 0 && value.CompareTo(maximum) <= 0, value, key, string.Create(CultureInfo.InvariantCulture, $"from {minimum} to {maximum}"), failures);

    private static void Require<T>(bool valid, T value, string key, string allowed, List<string> failures)
    {
        if (!valid)
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"{nameof(SqlLedgerOptions)}.{key} = '{value}' is not valid: {allowed}."));
        }
    }
}
