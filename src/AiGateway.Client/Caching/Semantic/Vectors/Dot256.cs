using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AiGateway.Client.Caching.Semantic.Vectors;

/// <summary>32 dimensions at a time.</summary>
internal readonly struct Dot256 : IDotKernel
{
    public static bool IsSupported => Avx2.IsSupported;

    public static int Dot(ref sbyte row, ref short query, int length)
    {
        var (even, odd) = (Vector256<int>.Zero, Vector256<int>.Zero);
        for (nuint i = 0; i < (nuint)length; i += 32)
        {
            even += Avx2.MultiplyAddAdjacent(Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref row, i)), Vector256.LoadUnsafe(ref query, i));
            odd += Avx2.MultiplyAddAdjacent(Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref row, i + 16)), Vector256.LoadUnsafe(ref query, i + 16));
        }

        return Vector256.Sum(even + odd);
    }
}
