using AiGateway.Client.Caching.Semantic.Gates;

namespace AiGateway.Client.Caching.Semantic;

/// <summary>A question that was answered. The answer is in the exact tiers, under the key of the request with this question.</summary>
internal sealed class SemanticEntry(string id, string text, float[] vector, long expiresAt)
{
    private const int Overhead = 512;

    private long _lastUse;

    /// <summary>Gets the id, which is the same in all processes.</summary>
    public string Id => id;

    public string Text => text;

    /// <summary>Gets the embedding, at length one.</summary>
    public float[] Vector => vector;

    /// <summary>Gets when the entry ends, in ticks of UTC.</summary>
    public long ExpiresAt => expiresAt;

    /// <summary>Gets what the gates compare.</summary>
    public Question Question { get; } = Question.Read(text);

    /// <summary>Gets roughly how much memory the entry takes, its row in the index included.</summary>
    public int Size { get; } = Overhead + (text.Length * 4) + (vector.Length * 5);

    /// <summary>Gets or sets when the entry was last of use; a larger number is later.</summary>
    public long LastUse
    {
        get => Volatile.Read(ref _lastUse);
        set => Volatile.Write(ref _lastUse, value);
    }

    public bool IsExpired(long now) => expiresAt <= now;
}
