namespace AiGateway.Client.Redaction;

/// <summary>The secrets from which pseudonyms are computed.</summary>
public sealed class RedactionKeys
{
    internal const int MinimumLength = 16;

    /// <summary>Initializes a new instance of the <see cref="RedactionKeys"/> class.</summary>
    /// <param name="current">The key of new pseudonyms; at least 16 bytes.</param>
    /// <param name="previous">The key before it, whose pseudonyms are still restored; empty for none.</param>
    /// <exception cref="ArgumentException">A key is too short.</exception>
    public RedactionKeys(ReadOnlyMemory<byte> current, ReadOnlyMemory<byte> previous = default)
    {
        if (current.Length < MinimumLength || (previous.Length is > 0 and < MinimumLength))
        {
            throw new ArgumentException($"A redaction key has fewer than {MinimumLength} bytes. Use {MinimumLength} random bytes or more.", nameof(current));
        }

        Current = current.ToArray();
        Previous = previous.ToArray();
    }

    internal byte[] Current { get; }

    internal byte[] Previous { get; }

    /// <summary>Names the type only.</summary>
    /// <returns>The name of the type.</returns>
    public override string ToString() => nameof(RedactionKeys);
}
