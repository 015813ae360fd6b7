using AiGateway.Client.Quotas;

namespace AiGateway.Client.RateLimiting;

/// <summary>Checks rate limits and reports every error, each with its key, its value and what to do.</summary>
internal static class RateLimitOptionsValidator
{
    private static readonly TimeSpan ShortestWindow = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWindow = TimeSpan.FromDays(31);

    public static void Validate(RateLimitOptions options, string path, ICollection<string> failures)
    {
        var partition = LimitChecks.RequirePartition(options.PartitionBy, path, failures);
        if (options is { Requests: null, Tokens: null, Concurrency: null })
        {
            failures.Add($"{path} limits nothing. Set {path}:Requests, {path}:Tokens or {path}:Concurrency.");
        }

        LimitChecks.RequirePositive(options.Requests, $"{path}:Requests", failures);
        LimitChecks.RequirePositive(options.Tokens, $"{path}:Tokens", failures);
        LimitChecks.RequirePositive(options.Concurrency, $"{path}:Concurrency", failures);
        LimitChecks.RequireRange(options.Window, ShortestWindow, LongestWindow, $"{path}:Window", failures);
        LimitChecks.RequireRange(options.QueueLimit, 0, 1_000_000, $"{path}:QueueLimit", failures);
        LimitChecks.RequireRange(options.QueueTimeout, TimeSpan.Zero, TimeSpan.FromHours(1), $"{path}:QueueTimeout", failures);
        LimitChecks.RequireStoreFailureMode(options.OnStoreFailure, path, failures);
        if (options is { Durable: true, Tokens: null })
        {
            failures.Add($"{path}:Durable = 'True' concerns tokens, of which there is no limit. Set {path}:Tokens, or remove {path}:Durable.");
        }

        if (options.QueueLimit > 0 && partition is { IsByTarget: true })
        {
            failures.Add($"{path}:QueueLimit = '{options.QueueLimit}' does not go with a limit by Model or Provider, for which another target is asked at once. " +
                $"Remove it, or remove Model and Provider from {path}:PartitionBy.");
        }
    }
}
