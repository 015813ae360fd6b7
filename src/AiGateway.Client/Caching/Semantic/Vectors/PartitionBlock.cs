namespace AiGateway.Client.Caching.Semantic.Vectors;

/// <summary>Rows and their entries; replaced as a whole when it grows, so that readers always see the two together.</summary>
internal sealed class PartitionBlock(int dimensions, int capacity)
{
    private int _count;

    public VectorRows Rows { get; } = new(dimensions, capacity);

    public SemanticEntry?[] Entries { get; } = new SemanticEntry?[capacity];

    /// <summary>Gets how many rows have ever been used.</summary>
    public int Count => Volatile.Read(ref _count);

    public void Set(int slot, SemanticEntry entry)
    {
        Rows.Set(slot, entry.Vector);
        Volatile.Write(ref Entries[slot], entry);
        if (slot == _count)
        {
            Volatile.Write(ref _count, slot + 1);
        }
    }

    public void Clear(int slot)
    {
        Rows.Clear(slot);
        Volatile.Write(ref Entries[slot], null);
    }

    public PartitionBlock Grow(int larger)
    {
        var grown = new PartitionBlock(Rows.Dimensions, larger) { _count = _count };
        grown.Rows.CopyFrom(Rows, _count);
        Entries.AsSpan(0, _count).CopyTo(grown.Entries);
        return grown;
    }
}
