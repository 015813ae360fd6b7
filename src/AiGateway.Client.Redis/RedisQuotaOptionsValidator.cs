using System.Globalization;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace AiGateway.Client.Redis;

/// <summary>Checks the options and reports every error with its key and what to do. The connection string is never quoted.</summary>
internal sealed class RedisQuotaOptionsValidator(RedisConnection connection) : IValidateOptions<RedisQuotaOptions>
{
    private const int LongestPrefix = 100;
    private static readonly TimeSpan ShortestTimeout = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromSeconds(30);

    public ValidateOptionsResult Validate(string? name, RedisQuotaOptions options)
    {
        List<string> failures = [];
        if (!connection.IsGiven)
        {
            ValidateConnectionString(options.ConnectionString, failures);
        }

        Validate(options, failures);
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    /// <summary>Checks everything but how to connect.</summary>
    public static void Validate(RedisQuotaOptions options, ICollection<string> failures)
    {
        if (options.KeyPrefix.Length is 0 or > LongestPrefix || options.KeyPrefix.AsSpan().ContainsAny('{', '}'))
        {
            failures.Add($"Redis:KeyPrefix = '{options.KeyPrefix}' is not valid: 1 to {LongestPrefix} characters without braces; the braces of a hash tag are added.");
        }

        RequireRange(options.ReserveTimeout, ShortestTimeout, LongestTimeout, nameof(options.ReserveTimeout), failures);
        RequireRange(options.SettleTimeout, ShortestTimeout, LongestTimeout, nameof(options.SettleTimeout), failures);
        RequireRange(options.LateSettleTime, TimeSpan.FromMinutes(1), TimeSpan.FromDays(31), nameof(options.LateSettleTime), failures);
    }

    private static void ValidateConnectionString(string text, List<string> failures)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            failures.Add("Redis:ConnectionString is missing. Set it, such as localhost:6379, or hand over an IConnectionMultiplexer.");
        }
        else if (!IsConnectionString(text))
        {
            failures.Add("Redis:ConnectionString is not a connection string of StackExchange.Redis with at least one host, such as host:6379,ssl=true.");
        }
    }

    // What is wrong with it would be quoted by the exception.
    private static bool IsConnectionString(string text)
    {
        try
        {
            return ConfigurationOptions.Parse(text).EndPoints.Count > 0;
        }
        catch (ArgumentException)
        {
            return false;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static void RequireRange(TimeSpan value, TimeSpan minimum, TimeSpan maximum, string name, ICollection<string> failures)
    {
        if (value < minimum || value > maximum)
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"Redis:{name} = '{value}' is out of range: from {minimum} to {maximum}."));
        }
    }
}
