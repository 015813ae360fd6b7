using AiGateway.Client.Resilience;

namespace AiGateway.Client.Routing;

/// <summary>A route: a name that applications use, the targets that may serve it, and the rules by which they do.</summary>
public sealed class RouteOptions
{
    /// <summary>Gets the targets by name.</summary>
    public IDictionary<string, TargetOptions> Targets { get; } = new Dictionary<string, TargetOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets or sets the policy that orders targets of equal priority.</summary>
    /// <value>
    /// Default <c>Priority</c>: the order of their names. Built in besides: <c>Weighted</c>, <c>RoundRobin</c>, <c>LeastBusy</c>,
    /// <c>LeastLatency</c>, <c>Sticky</c>; others by the name under which they were added.
    /// </value>
    public string Policy { get; set; } = PriorityPolicy.PolicyName;

    /// <summary>Gets or sets what becomes of a stream that breaks off after content has been delivered.</summary>
    /// <value>Default <see cref="Routing.StreamRecovery.Fail"/>.</value>
    public StreamRecovery StreamRecovery { get; set; }

    /// <summary>Gets or sets a value indicating whether a request that a provider's content filter refused is sent to another target.</summary>
    /// <value>Default <see langword="false"/>: the provider's reason reaches the caller.</value>
    public bool FallbackOnContentFilter { get; set; }

    /// <summary>Gets the time limits.</summary>
    public TimeoutOptions Timeouts { get; } = new();

    /// <summary>Gets how often and when is tried again.</summary>
    public RetryOptions Retry { get; } = new();

    /// <summary>Gets when a target that keeps failing is left alone.</summary>
    public BreakerOptions Breaker { get; } = new();

    /// <summary>Gets when a second target is asked while the first has not answered.</summary>
    public HedgingOptions Hedging { get; } = new();

    /// <summary>Gets which target serves a share of the callers.</summary>
    public CanaryOptions Canary { get; } = new();

    /// <summary>Gets which target gets a copy of a share of the requests.</summary>
    public ShadowOptions Shadow { get; } = new();
}
