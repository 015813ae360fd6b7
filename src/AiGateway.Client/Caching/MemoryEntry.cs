namespace AiGateway.Client.Caching;

/// <summary>An entry of the memory tier. An answer that replaces another takes its place in the queue.</summary>
internal sealed class MemoryEntry(OwnedKey key, CachedAnswer answer)
{
    private const int MaxUses = 3;

    private volatile CachedAnswer _answer = answer;
    private int _uses;

    public OwnedKey Key => key;

    public CachedAnswer Answer
    {
        get => _answer;
        set => _answer = value;
    }

    /// <summary>Gets or sets a value indicating whether the entry has left the table and only its place in the queue remains.</summary>
    public bool Removed { get; set; }

    /// <summary>Gets or sets a value indicating whether the entry is in the queue of those that were used again.</summary>
    public bool InMain { get; set; }

    public int Size => _answer.Size + key.Bytes.Length;

    // Losing a count to another thread does no harm.
    public void Use()
    {
        if (_uses < MaxUses)
        {
            _uses++;
        }
    }

    public bool TakeUse() => _uses > 0 && _uses-- > 0;
}
