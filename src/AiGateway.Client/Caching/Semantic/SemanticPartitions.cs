using System.Collections.Concurrent;

namespace AiGateway.Client.Caching.Semantic;

/// <summary>All groups of questions, within a bound of their number and of their bytes.</summary>
internal sealed class SemanticPartitions
{
    private const int PartitionOverhead = 1024;

    private readonly ConcurrentDictionary<PartitionKey, SemanticPartition> _partitions = new();
    private readonly Lock _gate = new();
    private long _clock;

    public int Count => _partitions.Count;

    public long Bytes
    {
        get
        {
            var bytes = 0L;
            foreach (var (_, partition) in _partitions)
            {
                bytes += partition.Vectors.Bytes + PartitionOverhead;
            }

            return bytes;
        }
    }

    public IEnumerable<SemanticPartition> All => _partitions.Values;

    /// <summary>Gets a number that is later than all before.</summary>
    public long Tick() => Interlocked.Increment(ref _clock);

    /// <summary>Gets a group, which is made if it is not there.</summary>
    /// <param name="key">The group.</param>
    /// <param name="create">Makes it.</param>
    /// <param name="maxPartitions">How many there may be.</param>
    public SemanticPartition Get(PartitionKey key, Func<SemanticPartition> create, int maxPartitions)
    {
        if (!_partitions.TryGetValue(key, out var partition))
        {
            lock (_gate)
            {
                if (!_partitions.TryGetValue(key, out partition))
                {
                    partition = create();
                    partition.Vectors.LastUse = Tick();
                    Evict(maxPartitions - 1);
                    _partitions[key] = partition;
                }
            }
        }

        partition.Vectors.LastUse = Tick();
        return partition;
    }

    /// <summary>Makes room until all groups take no more than a number of bytes.</summary>
    /// <param name="maxBytes">The number.</param>
    /// <param name="keep">The group that was written last: others leave before any of its entries does.</param>
    /// <param name="now">The time, in ticks of UTC.</param>
    public void Trim(long maxBytes, SemanticPartition keep, long now)
    {
        lock (_gate)
        {
            var excess = Bytes - maxBytes;
            while (excess > 0 && LeastUsed(keep) is { } least)
            {
                Remove(least);
                excess -= least.Vectors.Bytes + PartitionOverhead;
            }

            for (var before = keep.Vectors.Bytes; excess > 0 && keep.Vectors.RemoveLeastUseful(now); before = keep.Vectors.Bytes)
            {
                excess -= before - keep.Vectors.Bytes;
            }
        }
    }

    /// <summary>Drops all groups.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _partitions.Clear();
        }
    }

    private void Evict(int maxPartitions)
    {
        while (_partitions.Count > Math.Max(0, maxPartitions) && LeastUsed(null) is { } least)
        {
            Remove(least);
        }
    }

    private void Remove(SemanticPartition partition) => _partitions.TryRemove(partition.Key, out _);

    private SemanticPartition? LeastUsed(SemanticPartition? keep)
    {
        SemanticPartition? least = null;
        foreach (var (_, partition) in _partitions)
        {
            if (!ReferenceEquals(partition, keep) && (least is null || partition.Vectors.LastUse < least.Vectors.LastUse))
            {
                least = partition;
            }
        }

        return least;
    }
}
