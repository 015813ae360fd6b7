using System.Collections.Concurrent;

namespace AiGateway.Client.Caching;

/// <summary>Answers in memory, bounded by bytes. Reading takes no lock.</summary>
/// <remarks>
/// S3-FIFO (Yang et al., SOSP 2023): new entries pass a small queue, and only those that are used again before its end enter the main one. A scan of requests that
/// come once flows through a tenth of the memory. Keys that left the small queue are remembered for a while: whoever returns enters the main queue at once.
/// </remarks>
internal sealed class MemoryTier(long maxBytes, Action<int> onEvicted)
{
    private const int SmallShare = 10;

    private readonly ConcurrentDictionary<OwnedKey, MemoryEntry> _entries = new(KeyComparer.Instance);
    private readonly Lock _lock = new();
    private readonly GhostQueue _ghosts = new();
    private Queue<MemoryEntry> _small = new();
    private Queue<MemoryEntry> _main = new();
    private long _smallBytes;
    private long _bytes;
    private int _removed;

    public long Bytes => Interlocked.Read(ref _bytes);

    public int Count => _entries.Count;

    /// <summary>Gets everything that is kept, in no order.</summary>
    public IEnumerable<MemoryEntry> Entries => _entries.Values;

    /// <summary>Gets or sets the bound. A smaller one takes effect at once.</summary>
    public long MaxBytes
    {
        get;
        set
        {
            lock (_lock)
            {
                field = value;
                Shrink();
            }
        }
    } = maxBytes;

    public CachedAnswer? Find(KeyView key)
    {
        if (!_entries.GetAlternateLookup<KeyView>().TryGetValue(key, out var entry))
        {
            return null;
        }

        entry.Use();
        return entry.Answer;
    }

    /// <summary>Looks, and leaves no trace of it.</summary>
    public CachedAnswer? Peek(KeyView key) => _entries.GetAlternateLookup<KeyView>().TryGetValue(key, out var entry) ? entry.Answer : null;

    public void Set(OwnedKey key, CachedAnswer answer)
    {
        lock (_lock)
        {
            if (_entries.TryGetValue(key, out var entry))
            {
                Replace(entry, answer);
            }
            else
            {
                Add(new MemoryEntry(key, answer));
            }

            Shrink();
        }
    }

    /// <summary>Removes an answer, unless another one has taken its place.</summary>
    public void Remove(KeyView key, CachedAnswer answer)
    {
        lock (_lock)
        {
            if (_entries.GetAlternateLookup<KeyView>().TryGetValue(key, out var entry) && ReferenceEquals(entry.Answer, answer))
            {
                Remove(entry);
                Compact();
            }
        }
    }

    public void RemoveWhere(Func<CachedAnswer, bool> predicate)
    {
        lock (_lock)
        {
            foreach (var (_, entry) in _entries)
            {
                if (predicate(entry.Answer))
                {
                    Remove(entry);
                }
            }

            Compact();
        }
    }

    private void Replace(MemoryEntry entry, CachedAnswer answer)
    {
        Account(entry, -1);
        entry.Answer = answer;
        Account(entry, 1);
    }

    private void Add(MemoryEntry entry)
    {
        entry.InMain = _ghosts.Remove(entry.Key.Hash);
        (entry.InMain ? _main : _small).Enqueue(entry);
        Account(entry, 1);
        _entries[entry.Key] = entry;
    }

    private void Remove(MemoryEntry entry)
    {
        _entries.TryRemove(entry.Key, out _);
        Account(entry, -1);
        entry.Removed = true;
        _removed++;
    }

    private void Shrink()
    {
        var evicted = 0;
        while (_bytes > MaxBytes && _small.Count + _main.Count > 0)
        {
            evicted += _small.Count > 0 && (_smallBytes * SmallShare >= MaxBytes || _main.Count == 0) ? EvictSmall() : EvictMain();
        }

        if (evicted > 0)
        {
            onEvicted(evicted);
        }
    }

    private int EvictSmall()
    {
        var entry = _small.Dequeue();
        if (Forget(entry))
        {
            return 0;
        }

        if (entry.TakeUse())
        {
            Account(entry, -1);
            entry.InMain = true;
            Account(entry, 1);
            _main.Enqueue(entry);
            return 0;
        }

        Drop(entry);
        _ghosts.Add(entry.Key.Hash, Math.Max(_main.Count, _small.Count));
        return 1;
    }

    private int EvictMain()
    {
        if (_main.Count == 0)
        {
            return EvictSmall();
        }

        var entry = _main.Dequeue();
        if (Forget(entry))
        {
            return 0;
        }

        if (entry.TakeUse())
        {
            _main.Enqueue(entry);
            return 0;
        }

        Drop(entry);
        return 1;
    }

    private bool Forget(MemoryEntry entry)
    {
        _removed -= entry.Removed ? 1 : 0;
        return entry.Removed;
    }

    private void Drop(MemoryEntry entry)
    {
        _entries.TryRemove(entry.Key, out _);
        Account(entry, -1);
    }

    private void Account(MemoryEntry entry, int sign)
    {
        Interlocked.Add(ref _bytes, sign * entry.Size);
        _smallBytes += entry.InMain ? 0 : sign * entry.Size;
    }

    // The queues keep what was removed until its turn comes: not when that is most of them.
    private void Compact()
    {
        if (_removed > _entries.Count + SmallShare)
        {
            _small = new Queue<MemoryEntry>(_small.Where(static entry => !entry.Removed));
            _main = new Queue<MemoryEntry>(_main.Where(static entry => !entry.Removed));
            _removed = 0;
        }
    }
}
