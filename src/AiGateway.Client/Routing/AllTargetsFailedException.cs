using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;

namespace AiGateway.Client.Routing;

/// <summary>No target of the route could answer. The first target's failure is the inner exception.</summary>
public sealed class AllTargetsFailedException : AiGatewayException
{
    internal AllTargetsFailedException(
        string route, IReadOnlyList<GatewayAttempt> attempts, IReadOnlyList<PlannedTarget> targets, bool expired, TimeSpan? retryAfter, Exception? firstFailure)
        : base(Describe(route, attempts, targets, expired), firstFailure)
    {
        Attempts = attempts;
        Targets = targets;
        RetryAfter = retryAfter;
        Expired = expired;
    }

    /// <summary>Gets every attempt, in order.</summary>
    public IReadOnlyList<GatewayAttempt> Attempts { get; }

    /// <summary>Gets the targets that could have served the request, as they are now.</summary>
    public IReadOnlyList<PlannedTarget> Targets { get; }

    /// <summary>Gets how long it takes until the first target may be tried again.</summary>
    /// <value><see langword="null"/> when none is known to come back; zero when one may be tried at once.</value>
    public TimeSpan? RetryAfter { get; }

    /// <summary>Gets a value indicating whether the time limit of the request had passed.</summary>
    public bool Expired { get; }

    private static string Describe(string route, IReadOnlyList<GatewayAttempt> attempts, IReadOnlyList<PlannedTarget> targets, bool expired) => attempts.Count > 0
        ? $"All targets of route '{route}' failed: {string.Join("; ", attempts)}."
        : expired ? $"The time limit of the request on route '{route}' had passed before a target could be asked."
        : $"No target of route '{route}' is available: {string.Join("; ", targets.Select(target => $"{target.Target}: {target.State}"))}.";
}
