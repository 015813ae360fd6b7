using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace AiGateway.Client.Caching.Semantic;

/// <summary>Names a group of questions that may be compared: a hash over all of the request but the question, and over the embedder.</summary>
internal readonly record struct PartitionKey(string Name)
{
    /// <summary>Computes the key. Lengths go before their parts, so that no part can pretend to be the next.</summary>
    public static PartitionKey Of(string embedder, ReadOnlySpan<byte> fingerprint)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[sizeof(int)];
        var identity = Encoding.UTF8.GetBytes(embedder);
        BinaryPrimitives.WriteInt32LittleEndian(length, identity.Length);
        hash.AppendData(length);
        hash.AppendData(identity);
        BinaryPrimitives.WriteInt32LittleEndian(length, fingerprint.Length);
        hash.AppendData(length);
        hash.AppendData(fingerprint);
        return new PartitionKey(Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    public override string ToString() => Name;
}
