using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace AiGateway.Client.Caching;

/// <summary>A hash for tables and checksums: four lanes of multiply-and-fold, the same on every machine for the same seed. Not for secrets.</summary>
internal static class FastHash
{
    private const ulong Prime1 = 0x9E3779B97F4A7C15;
    private const ulong Prime2 = 0xC2B2AE3D27D4EB4F;
    private const ulong Prime3 = 0x165667B19E3779F9;
    private const int Stride = 64;

    public static ulong Compute(ReadOnlySpan<byte> data, ulong seed)
    {
        var (a, b, c, d) = (seed ^ Prime1, seed ^ Prime2, seed ^ Prime3, seed + Prime1);
        var rest = data;
        for (; rest.Length >= Stride; rest = rest[Stride..])
        {
            var words = MemoryMarshal.Cast<byte, ulong>(rest[..Stride]);
            a = Fold(Little(words[0]) ^ a, Little(words[1]) ^ Prime2);
            b = Fold(Little(words[2]) ^ b, Little(words[3]) ^ Prime3);
            c = Fold(Little(words[4]) ^ c, Little(words[5]) ^ Prime1);
            d = Fold(Little(words[6]) ^ d, Little(words[7]) ^ Prime2);
        }

        if (rest.Length > 0)
        {
            Span<byte> last = stackalloc byte[Stride];
            last.Clear();
            rest.CopyTo(last);
            var words = MemoryMarshal.Cast<byte, ulong>(last);
            for (var i = 0; i < words.Length; i += 2)
            {
                a = Fold(Little(words[i]) ^ a, Little(words[i + 1]) ^ Prime3);
            }
        }

        return Fold(Fold(a ^ Prime3, b ^ Prime1) ^ Prime2, Fold(c ^ Prime1, d ^ Prime3) ^ (ulong)data.Length);
    }

    private static ulong Little(ulong word) => BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word);

    // What was multiplied stays in: a factor of zero must not wipe out the state.
    private static ulong Fold(ulong left, ulong right)
    {
        var high = Math.BigMul(left, right, out var low);
        return low ^ high ^ ((left << 32) | (left >> 32));
    }
}
