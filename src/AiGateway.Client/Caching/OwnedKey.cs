namespace AiGateway.Client.Caching;

/// <summary>A key that outlives its request.</summary>
internal sealed class OwnedKey(byte[] bytes, ulong hash)
{
    public byte[] Bytes => bytes;

    public ulong Hash => hash;

    public KeyView View => new(bytes, hash);
}
