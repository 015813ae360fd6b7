using AiGateway.Client.Quotas;

namespace AiGateway.Client.Routing;

/// <summary>A route of the current snapshot.</summary>
internal sealed class Route
{
    private long _sequence = -1;

    public Route(string name, RouteOptions options, IEnumerable<RouteTarget> targets, IRoutingPolicy policy, RoutingRandom random, TimeProvider timeProvider)
    {
        Name = name;
        Options = options;
        Policy = policy;
        Random = random;
        TimeProvider = timeProvider;
        Targets =
        [
            .. targets.OrderBy(target => target.Priority).ThenBy(target => target.Name, StringComparer.OrdinalIgnoreCase)
                .ThenBy(target => target.Key, StringComparer.OrdinalIgnoreCase),
        ];
        IsStatic = policy is PriorityPolicy && options.Canary.Target is null && options.Shadow.Target is null && Targets.All(TakesAnything);
    }

    public string Name { get; }

    public RouteOptions Options { get; }

    public IRoutingPolicy Policy { get; }

    /// <summary>Gets the limits that are kept for every attempt; <see langword="null"/> when there are none.</summary>
    public IAttemptQuota? AttemptQuota { get; init; }

    public RoutingRandom Random { get; }

    public TimeProvider TimeProvider { get; }

    /// <summary>Gets all targets, by priority and then by name.</summary>
    public RouteTarget[] Targets { get; }

    /// <summary>Gets a value indicating whether every request may try every target in the order of <see cref="Targets"/>.</summary>
    public bool IsStatic { get; }

    public bool IsShadow(RouteTarget target) => IsNamed(target, Options.Shadow.Target);

    public bool IsCanary(RouteTarget target) => IsNamed(target, Options.Canary.Target);

    /// <summary>Gets the number that the next request will have.</summary>
    public long PeekSequence() => Interlocked.Read(ref _sequence) + 1;

    public long NextSequence() => Interlocked.Increment(ref _sequence);

    private static bool IsNamed(RouteTarget target, string? name) => name is not null && target.Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static bool TakesAnything(RouteTarget target) =>
        target.Key is null && !target.Meter.MayRefuse && target.Capabilities is { Tools: true, JsonSchema: true, Images: true, Streaming: true, ContextWindow: null };
}
