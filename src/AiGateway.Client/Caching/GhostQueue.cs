namespace AiGateway.Client.Caching;

/// <summary>The hashes of keys that were evicted unused, oldest first.</summary>
internal sealed class GhostQueue
{
    private const int Fewest = 64;

    private readonly Queue<ulong> _queue = new();
    private readonly HashSet<ulong> _known = [];

    public void Add(ulong hash, int capacity)
    {
        if (_known.Add(hash))
        {
            _queue.Enqueue(hash);
        }

        while (_queue.Count > Math.Max(capacity, Fewest))
        {
            _known.Remove(_queue.Dequeue());
        }
    }

    /// <summary>Takes a hash out. It stays in the queue until its turn comes.</summary>
    public bool Remove(ulong hash) => _known.Remove(hash);
}
