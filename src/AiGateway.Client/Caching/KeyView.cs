namespace AiGateway.Client.Caching;

/// <summary>The bytes of a key and their hash, wherever they are.</summary>
internal readonly ref struct KeyView(ReadOnlySpan<byte> bytes, ulong hash)
{
    public ReadOnlySpan<byte> Bytes { get; } = bytes;

    public ulong Hash { get; } = hash;
}
