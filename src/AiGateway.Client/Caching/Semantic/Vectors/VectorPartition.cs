using System.Buffers;
using System.Numerics.Tensors;

namespace AiGateway.Client.Caching.Semantic.Vectors;

/// <summary>The questions that may be compared with each other. Reads take no lock; writes take one among themselves.</summary>
internal sealed class VectorPartition(int dimensions, int maxEntries)
{
    /// <summary>How many of the nearest questions are compared exactly.</summary>
    public const int MaxCandidates = 16;

    private const int FirstCapacity = 64;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _slots = new(StringComparer.Ordinal);
    private readonly Stack<int> _free = new();
    private PartitionBlock _block = new(dimensions, Math.Min(FirstCapacity, maxEntries));
    private long _bytes;
    private long _lastUse;

    public int Dimensions => dimensions;

    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>Gets or sets when the partition was last asked; a larger number is later.</summary>
    public long LastUse
    {
        get => Volatile.Read(ref _lastUse);
        set => Volatile.Write(ref _lastUse, value);
    }

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _slots.Count;
            }
        }
    }

    /// <summary>Finds the nearest entries whose score is at least a threshold, best first.</summary>
    public SemanticCandidate[] Find(ReadOnlySpan<float> unit, float threshold, long now)
    {
        if (unit.Length != dimensions)
        {
            return [];
        }

        var block = Volatile.Read(ref _block);
        Span<float> scores = stackalloc float[MaxCandidates];
        Span<int> slots = stackalloc int[MaxCandidates];
        var top = new TopCandidates(scores, slots, threshold - VectorCode.Slack);
        var query = ArrayPool<short>.Shared.Rent(block.Rows.Stride);
        var codes = query.AsSpan(0, block.Rows.Stride);
        block.Rows.Scan(codes, VectorCode.EncodeQuery(unit, codes), block.Count, ref top);
        ArrayPool<short>.Shared.Return(query);
        return Rescore(block, top.Slots, unit, threshold, now);
    }

    /// <summary>Adds an entry in place of one with the same text, an expired one, or the least useful one.</summary>
    public void Add(SemanticEntry entry, long now)
    {
        lock (_gate)
        {
            if (_slots.TryGetValue(entry.Text, out var slot))
            {
                Drop(slot);
            }

            slot = TakeSlot(now);
            _slots[entry.Text] = slot;
            _bytes += entry.Size;
            _block.Set(slot, entry);
        }
    }

    /// <summary>Adds an entry unless there is one with the same text.</summary>
    public void AddIfNew(SemanticEntry entry, long now)
    {
        lock (_gate)
        {
            if (!_slots.ContainsKey(entry.Text))
            {
                Add(entry, now);
            }
        }
    }

    /// <summary>Removes an entry, if it is still there.</summary>
    public bool Remove(SemanticEntry entry)
    {
        lock (_gate)
        {
            return _slots.TryGetValue(entry.Text, out var slot) && ReferenceEquals(_block.Entries[slot], entry) && Free(slot);
        }
    }

    /// <summary>Removes the least useful entry.</summary>
    public bool RemoveLeastUseful(long now)
    {
        lock (_gate)
        {
            return _slots.Count > 0 && Free(LeastUseful(now));
        }
    }

    /// <summary>Copies the entries that have not ended.</summary>
    public List<SemanticEntry> Snapshot(long now)
    {
        lock (_gate)
        {
            List<SemanticEntry> entries = new(_slots.Count);
            foreach (var entry in _block.Entries.AsSpan(0, _block.Count))
            {
                if (entry is not null && !entry.IsExpired(now))
                {
                    entries.Add(entry);
                }
            }

            return entries;
        }
    }

    private static SemanticCandidate[] Rescore(PartitionBlock block, ReadOnlySpan<int> slots, ReadOnlySpan<float> unit, float threshold, long now)
    {
        List<SemanticCandidate>? found = null;
        foreach (var slot in slots)
        {
            if (Volatile.Read(ref block.Entries[slot]) is { } entry && !entry.IsExpired(now) && TensorPrimitives.Dot(unit, entry.Vector) is var score && score >= threshold)
            {
                (found ??= new(slots.Length)).Add(new SemanticCandidate(entry, Math.Min(score, 1)));
            }
        }

        found?.Sort(static (left, right) => right.Score.CompareTo(left.Score));
        return found is null ? [] : [.. found];
    }

    private int TakeSlot(long now)
    {
        if (_free.Count == 0 && _block.Count == _block.Entries.Length)
        {
            FreeExpired(now);
            if (_free.Count == 0 && _block.Entries.Length < maxEntries)
            {
                Volatile.Write(ref _block, _block.Grow(Math.Min(maxEntries, _block.Entries.Length * 2)));
            }
            else if (_free.Count == 0)
            {
                Free(LeastUseful(now));
            }
        }

        return _free.TryPop(out var slot) ? slot : _block.Count;
    }

    private void FreeExpired(long now)
    {
        for (var slot = 0; slot < _block.Count; slot++)
        {
            if (_block.Entries[slot] is { } entry && entry.IsExpired(now))
            {
                Free(slot);
            }
        }
    }

    private int LeastUseful(long now)
    {
        var (least, lastUse) = (-1, long.MaxValue);
        for (var slot = 0; slot < _block.Count; slot++)
        {
            if (_block.Entries[slot] is { } entry && (entry.IsExpired(now) ? long.MinValue : entry.LastUse) is var use && (least < 0 || use < lastUse))
            {
                (least, lastUse) = (slot, use);
            }
        }

        return least;
    }

    private bool Free(int slot)
    {
        Drop(slot);
        return true;
    }

    private void Drop(int slot)
    {
        var entry = _block.Entries[slot]!;
        _slots.Remove(entry.Text);
        _bytes -= entry.Size;
        _block.Clear(slot);
        _free.Push(slot);
    }
}
