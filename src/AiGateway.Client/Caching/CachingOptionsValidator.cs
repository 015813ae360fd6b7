namespace AiGateway.Client.Caching;

/// <summary>Checks the options of the cache.</summary>
internal static class CachingOptionsValidator
{
    private const int MinEntryBytes = 1 << 10;
    private const int MaxEntryBytes = 64 << 20;
    private const long MinBytes = 1L << 20;
    private const long MaxBytes = 1L << 40;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);

    public static void Validate(CachingOptions options, string path, ICollection<string> failures)
    {
        Require(options.TimeToLive ?? Second, Second, Year, $"{path}:TimeToLive", failures);
        Require(options.StaleWhileRevalidate ?? TimeSpan.Zero, TimeSpan.Zero, Year, $"{path}:StaleWhileRevalidate", failures);
        Require(options.MaxBytes, MinBytes, MaxBytes, $"{path}:MaxBytes", failures);
        Require(options.MaxEntryBytes, MinEntryBytes, MaxEntryBytes, $"{path}:MaxEntryBytes", failures);
        Require(options.FlightTimeout, Second, Day, $"{path}:FlightTimeout", failures);
        Require(options.NegativeTimeToLive ?? Second, Second, Day, $"{path}:NegativeTimeToLive", failures);
        Require(options.SharedTimeout, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(10), $"{path}:SharedTimeout", failures);
        Require(options.InvalidationInterval, TimeSpan.Zero, TimeSpan.FromHours(1), $"{path}:InvalidationInterval", failures);
        if (options.SharedPrefix.Length == 0)
        {
            failures.Add($"{path}:SharedPrefix is empty. Name what the names of this application begin with, such as aigateway.");
        }

        if (CachePartition.Parse(options.PartitionBy) is null)
        {
            failures.Add($"{path}:PartitionBy = '{options.PartitionBy}' is not known. Use any of {CachePartition.Known}.");
        }
    }

    /// <summary>Checks that there is a store, where answers are to be shared.</summary>
    public static void ValidateStore(CachingOptions options, bool hasStore, string path, ICollection<string> failures)
    {
        if (options.Shared && !hasStore)
        {
            failures.Add($"{path}:Shared = 'True' needs an IDistributedCache, and none is registered. Register one, such as AddStackExchangeRedisCache, or set it to false.");
        }
    }

    private static void Require<T>(T value, T minimum, T maximum, string path, ICollection<string> failures)
        where T : IComparable<T>
    {
        if (value.CompareTo(minimum) < 0 || value.CompareTo(maximum) > 0)
        {
            failures.Add(FormattableString.Invariant($"{path} = '{value}' is out of range: from {minimum} to {maximum}."));
        }
    }
}
