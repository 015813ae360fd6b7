namespace AiGateway.Client.Caching;

/// <summary>One number that changes with every invalidation.</summary>
/// <param name="Value">The number.</param>
/// <param name="Version">The version of all numbers in the shared tier in which it was read.</param>
/// <param name="IsPublished">Whether other processes can see it.</param>
internal sealed record CacheEpoch(ulong Value, ulong Version, bool IsPublished)
{
    public static readonly CacheEpoch Unread = new(0, ulong.MaxValue, IsPublished: true);
}
