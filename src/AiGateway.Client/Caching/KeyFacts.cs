using System.Collections.Frozen;

namespace AiGateway.Client.Caching;

/// <summary>What a configuration adds to the key of every request.</summary>
/// <param name="Partition">Who shares entries.</param>
/// <param name="Routes">By route, what tells the models that answer on it from others.</param>
/// <param name="Default">The same where there are no routes.</param>
internal sealed record KeyFacts(CachePartition Partition, FrozenDictionary<string, string> Routes, string? Default = null)
{
    public string? Of(string? route) => route is not null && Routes.TryGetValue(route, out var facts) ? facts : Default;
}
