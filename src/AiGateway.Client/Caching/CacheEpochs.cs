using System.Collections.Concurrent;

namespace AiGateway.Client.Caching;

/// <summary>Numbers that change with every invalidation: an answer of another epoch is not found any more, also one that is still being fetched.</summary>
internal sealed class CacheEpochs
{
    private const ulong PartitionSeed = 0;
    private const ulong RouteFactor = 0x9E3779B97F4A7C15;
    private const ulong PartitionFactor = 0xC2B2AE3D27D4EB4F;

    private readonly ConcurrentDictionary<string, ulong> _routes = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<ulong, ulong> _partitions = new();
    private long _all;

    /// <summary>Gets the state of all epochs that concern a request.</summary>
    public ulong Of(string route, ReadOnlySpan<byte> partition)
    {
        var state = (ulong)Interlocked.Read(ref _all);
        if (!_routes.IsEmpty && _routes.TryGetValue(route, out var byRoute))
        {
            state += byRoute * RouteFactor;
        }

        if (!_partitions.IsEmpty && _partitions.TryGetValue(FastHash.Compute(partition, PartitionSeed), out var byPartition))
        {
            state += byPartition * PartitionFactor;
        }

        return state;
    }

    public void AdvanceAll() => Interlocked.Increment(ref _all);

    public void AdvanceRoute(string route) => _routes.AddOrUpdate(route, 1, static (_, epoch) => epoch + 1);

    public void AdvancePartition(ReadOnlySpan<byte> partition) => _partitions.AddOrUpdate(FastHash.Compute(partition, PartitionSeed), 1, static (_, epoch) => epoch + 1);
}
