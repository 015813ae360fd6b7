using AiGateway.Client.Caching.Semantic.Vectors;

namespace AiGateway.Client.Caching.Semantic;

/// <summary>A group of questions that may be compared with each other, and the pairs of them that were reported to be false hits.</summary>
internal sealed class SemanticPartition(PartitionKey key, string embedder, int dimensions, int maxEntries)
{
    /// <summary>More reports than this for one group are forgotten, the oldest first.</summary>
    public const int MaxBlocked = 1024;

    private readonly Lock _gate = new();
    private readonly HashSet<BlockedPair> _blocked = [];
    private readonly Queue<BlockedPair> _order = new();
    private readonly HashSet<string> _forgotten = new(StringComparer.Ordinal);
    private volatile bool _hasBlocked;

    public PartitionKey Key => key;

    public string Embedder => embedder;

    public VectorPartition Vectors { get; } = new(dimensions, maxEntries);

    /// <summary>Gets or sets the work of reading what was saved; <see langword="null"/> where nothing is saved.</summary>
    public Task? Loading { get; set; }

    /// <summary>Gets or sets the timer of the next save.</summary>
    public ITimer? SaveTimer { get; set; }

    /// <summary>Waits for what was saved. A group that takes longer goes on being loaded for those who come later.</summary>
    public async ValueTask LoadedAsync(TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        if (Loading is not { IsCompleted: false } loading)
        {
            return;
        }

        try
        {
            await loading.WaitAsync(timeout, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
        }
    }

    public bool IsBlocked(string left, string right)
    {
        if (!_hasBlocked)
        {
            return false;
        }

        lock (_gate)
        {
            return _blocked.Contains(BlockedPair.Of(left, right));
        }
    }

    public void Block(BlockedPair pair)
    {
        lock (_gate)
        {
            if (!_blocked.Add(pair))
            {
                return;
            }

            _order.Enqueue(pair);
            if (_order.Count > MaxBlocked)
            {
                _blocked.Remove(_order.Dequeue());
            }

            _hasBlocked = true;
        }
    }

    /// <summary>Sees to it that an entry does not come back from where it was saved.</summary>
    public void Forget(string id)
    {
        lock (_gate)
        {
            if (_forgotten.Count == MaxBlocked)
            {
                _forgotten.Clear();
            }

            _forgotten.Add(id);
        }
    }

    public bool IsForgotten(string id)
    {
        lock (_gate)
        {
            return _forgotten.Contains(id);
        }
    }

    public BlockedPair[] CopyBlocked()
    {
        lock (_gate)
        {
            return [.. _order];
        }
    }
}
