using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace AiGateway.Client.Caching.Semantic;

/// <summary>A pair of questions that must not be answered alike, as the hash of both, whichever comes first.</summary>
internal readonly record struct BlockedPair(ulong High, ulong Low)
{
    public static BlockedPair Of(string left, string right)
    {
        var (first, second) = string.CompareOrdinal(left, right) <= 0 ? (left, right) : (right, left);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{first.Length}:{first}{second}")));
        return new BlockedPair(BinaryPrimitives.ReadUInt64LittleEndian(hash), BinaryPrimitives.ReadUInt64LittleEndian(hash.AsSpan(8)));
    }
}
