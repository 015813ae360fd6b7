using System.Diagnostics.CodeAnalysis;

namespace AiGateway.Client.Caching;

/// <summary>Finds keys by their hash and compares every byte. A look-up needs no key of its own.</summary>
internal sealed class KeyComparer : IEqualityComparer<OwnedKey>, IAlternateEqualityComparer<KeyView, OwnedKey>
{
    public static readonly KeyComparer Instance = new();

    public bool Equals(OwnedKey? x, OwnedKey? y) => ReferenceEquals(x, y) || (x is not null && y is not null && Equals(x.View, y));

    public int GetHashCode([DisallowNull] OwnedKey obj) => (int)obj.Hash;

    public bool Equals(KeyView alternate, OwnedKey other) => alternate.Hash == other.Hash && alternate.Bytes.SequenceEqual(other.Bytes);

    public int GetHashCode(KeyView alternate) => (int)alternate.Hash;

    public OwnedKey Create(KeyView alternate) => new(alternate.Bytes.ToArray(), alternate.Hash);
}
