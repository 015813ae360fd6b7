using AiGateway.Client.RateLimiting;

namespace AiGateway.Client.Configuration.Baselines;

/// <summary>A rate limit that every application has. What an application's limit of the same name leaves open is as the baseline says.</summary>
internal sealed class BaselineRateLimitRule(string name, RateLimitOptions required) : IBaselineRule
{
    private readonly RateLimitOptions _required = Copy(required);

    public void Check(AiGatewayOptions options, ICollection<string> failures)
    {
        if (!options.RateLimits.TryGetValue(name, out var limit))
        {
            return;
        }

        var check = new BaselineLimitCheck($"{options.Path}:RateLimits:{name}", failures);
        check.RequireAtMost(nameof(limit.Requests), limit.Requests, _required.Requests);
        check.RequireAtMost(nameof(limit.Tokens), limit.Tokens, _required.Tokens);
        check.RequireAtMost(nameof(limit.Concurrency), limit.Concurrency, _required.Concurrency);
        check.RequirePartition(limit.PartitionBy, _required.PartitionBy);
        check.RequireSame(nameof(limit.Window), limit.Window, _required.Window);
        check.RequireMode(limit.Mode, _required.Mode);
        check.RequireStoreFailureMode(limit.OnStoreFailure, _required.OnStoreFailure);
        if (_required.Durable && !limit.Durable)
        {
            check.Refuse(nameof(limit.Durable), limit.Durable, "forgets at a restart what the baseline remembers: 'True'");
        }
    }

    public void Apply(AiGatewayOptions options)
    {
        if (!options.RateLimits.TryGetValue(name, out var limit))
        {
            options.RateLimits[name] = Copy(_required);
            return;
        }

        limit.Requests = Lower(limit.Requests, _required.Requests);
        limit.Tokens = Lower(limit.Tokens, _required.Tokens);
        limit.Concurrency = (int?)Lower(limit.Concurrency, _required.Concurrency);
    }

    private static long? Lower(long? left, long? right) => left < right ? left : right ?? left;

    private static RateLimitOptions Copy(RateLimitOptions options) => new()
    {
        Concurrency = options.Concurrency,
        Durable = options.Durable,
        Mode = options.Mode,
        OnStoreFailure = options.OnStoreFailure,
        PartitionBy = options.PartitionBy,
        QueueLimit = options.QueueLimit,
        QueueTimeout = options.QueueTimeout,
        Requests = options.Requests,
        Tokens = options.Tokens,
        Window = options.Window,
    };
}
