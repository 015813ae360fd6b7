using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AiGateway.Client.Caching.Semantic.Vectors;

/// <summary>64 dimensions at a time.</summary>
internal readonly struct Dot512 : IDotKernel
{
    public static bool IsSupported => Avx512BW.IsSupported;

    public static int Dot(ref sbyte row, ref short query, int length)
    {
        var (even, odd) = (Vector512<int>.Zero, Vector512<int>.Zero);
        for (nuint i = 0; i < (nuint)length; i += VectorCode.Alignment)
        {
            even += Avx512BW.MultiplyAddAdjacent(Avx512BW.ConvertToVector512Int16(Vector256.LoadUnsafe(ref row, i)), Vector512.LoadUnsafe(ref query, i));
            odd += Avx512BW.MultiplyAddAdjacent(Avx512BW.ConvertToVector512Int16(Vector256.LoadUnsafe(ref row, i + 32)), Vector512.LoadUnsafe(ref query, i + 32));
        }

        return Vector512.Sum(even + odd);
    }
}
