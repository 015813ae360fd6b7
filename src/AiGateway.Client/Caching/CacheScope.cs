using AiGateway.Client.Context;

namespace AiGateway.Client.Caching;

/// <summary>A part of the answers that are kept.</summary>
public sealed class CacheScope
{
    private CacheScope(string? route, GatewayCaller? caller)
    {
        RouteName = route;
        Caller = caller;
    }

    /// <summary>Gets all answers.</summary>
    public static CacheScope All { get; } = new(null, null);

    internal string? RouteName { get; }

    internal GatewayCaller? Caller { get; }

    internal IReadOnlyDictionary<string, string>? Tags { get; private init; }

    /// <summary>Names the answers of one route.</summary>
    /// <param name="name">The name of the route.</param>
    /// <returns>The scope.</returns>
    public static CacheScope Route(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new CacheScope(name, null);
    }

    /// <summary>Names the answers that a caller shares with others of the same partition.</summary>
    /// <param name="caller">Such a caller.</param>
    /// <param name="tags">The tags of the request, where the partition names one.</param>
    /// <returns>The scope.</returns>
    public static CacheScope Partition(GatewayCaller caller, IReadOnlyDictionary<string, string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return new CacheScope(null, caller) { Tags = tags };
    }
}
