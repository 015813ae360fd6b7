using AiGateway.Client.Routing;

namespace AiGateway.Client.Configuration;

/// <summary>Checks the rules of a route: ranges, and names that must exist.</summary>
internal sealed class RouteOptionsValidator(RoutingPolicyRegistry policies)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan HalfSecond = TimeSpan.FromMilliseconds(500);

    public void Validate(RouteOptions route, string path, ICollection<string> failures)
    {
        var ranges = new RangeValidator(failures);
        if (policies.Find(route.Policy) is null)
        {
            failures.Add($"{path}:Policy = '{route.Policy}' is not a routing policy.{Suggestion.For(route.Policy, policies.Names)} " +
                $"Registered: {Suggestion.List(policies.Names)}. Correct the name, or add the policy with AddRoutingPolicy<T>().");
        }

        ValidateTimeouts(route.Timeouts, $"{path}:Timeouts", ranges);
        ValidateRetry(route.Retry, $"{path}:Retry", ranges);
        ValidateBreaker(route, $"{path}:Breaker", ranges, failures);
        ValidateHedging(route.Hedging, $"{path}:Hedging", ranges, failures);
        ValidateShares(route, path, ranges, failures);
        foreach (var (name, target) in route.Targets)
        {
            ranges.Require(target.Weight, 0, 1_000_000, $"{path}:Targets:{name}:Weight");
            ranges.Require(target.MaxConcurrency ?? 1, 1, int.MaxValue, $"{path}:Targets:{name}:MaxConcurrency");
        }
    }

    private static void ValidateTimeouts(TimeoutOptions timeouts, string path, RangeValidator ranges)
    {
        ranges.Require(timeouts.Total, TimeSpan.Zero, Day, $"{path}:Total");
        ranges.Require(timeouts.Attempt, TimeSpan.Zero, Day, $"{path}:Attempt");
        ranges.Require(timeouts.FirstToken, TimeSpan.Zero, Day, $"{path}:FirstToken");
        ranges.Require(timeouts.Idle, TimeSpan.Zero, Day, $"{path}:Idle");
    }

    private static void ValidateRetry(RetryOptions retry, string path, RangeValidator ranges)
    {
        ranges.Require(retry.MaxAttempts, 1, 100, $"{path}:MaxAttempts");
        ranges.Require(retry.MaxRetries, 0, 20, $"{path}:MaxRetries");
        ranges.Require(retry.BaseDelay, TimeSpan.Zero, TimeSpan.FromMinutes(1), $"{path}:BaseDelay");
        ranges.Require(retry.MaxDelay, TimeSpan.Zero, TimeSpan.FromMinutes(10), $"{path}:MaxDelay");
        ranges.Require(retry.MaxRetryAfter, TimeSpan.Zero, Hour, $"{path}:MaxRetryAfter");
        ranges.Require(retry.ShortWait, TimeSpan.Zero, TimeSpan.FromMinutes(1), $"{path}:ShortWait");
        ranges.Require(retry.AttentionCoolDown, TimeSpan.Zero, Day, $"{path}:AttentionCoolDown");
    }

    private static void ValidateBreaker(RouteOptions route, string path, RangeValidator ranges, ICollection<string> failures)
    {
        var breaker = route.Breaker;
        ranges.Require(breaker.MinimumAttempts, 2, 1_000_000, $"{path}:MinimumAttempts");
        ranges.Require(breaker.Window, HalfSecond, Hour, $"{path}:Window");
        ranges.Require(breaker.BreakDuration, HalfSecond, Hour, $"{path}:BreakDuration");
        if (breaker.FailureRatio is not (> 0 and <= 1))
        {
            failures.Add($"{path}:FailureRatio = '{OptionValue.Format(breaker.FailureRatio)}' is out of range: above 0, at most 1.");
        }
    }

    private static void ValidateHedging(HedgingOptions hedging, string path, RangeValidator ranges, ICollection<string> failures)
    {
        ranges.Require(hedging.Delay, TimeSpan.Zero, TimeSpan.FromMinutes(10), $"{path}:Delay");
        ranges.Require(hedging.MaxHedges, 1, 5, $"{path}:MaxHedges");
        if (hedging.Percentile is { } percentile && percentile is not (> 0 and < 1))
        {
            failures.Add($"{path}:Percentile = '{OptionValue.Format(percentile)}' is out of range: above 0 and below 1, such as 0.95.");
        }
        else if (hedging is { Percentile: not null, Enabled: false })
        {
            failures.Add($"{path}:Percentile needs {path}:Delay, which holds until enough latencies have been seen.");
        }
    }

    private static void ValidateShares(RouteOptions route, string path, RangeValidator ranges, ICollection<string> failures)
    {
        ranges.Require(route.Canary.Percentage, 0, 100, $"{path}:Canary:Percentage");
        ranges.Require(route.Shadow.Percentage, 0, 100, $"{path}:Shadow:Percentage");
        ranges.Require(route.Shadow.MaxConcurrency, 1, 10_000, $"{path}:Shadow:MaxConcurrency");
        RequireTarget(route, route.Canary.Target, $"{path}:Canary:Target", failures);
        RequireTarget(route, route.Shadow.Target, $"{path}:Shadow:Target", failures);
        var taken = route.Targets.Keys.Count(name => Is(name, route.Canary.Target) || Is(name, route.Shadow.Target));
        if (route.Targets.Count > 0 && taken == route.Targets.Count)
        {
            failures.Add($"{path}:Targets has only targets that are a canary or a shadow. Add one that serves everybody.");
        }
    }

    private static void RequireTarget(RouteOptions route, string? name, string path, ICollection<string> failures)
    {
        if (name is not null && !route.Targets.ContainsKey(name))
        {
            failures.Add($"{path} = '{name}' is not a target of the route.{Suggestion.For(name, route.Targets.Keys)} Configured: {Suggestion.List(route.Targets.Keys)}.");
        }
    }

    private static bool Is(string name, string? other) => name.Equals(other, StringComparison.OrdinalIgnoreCase);
}
